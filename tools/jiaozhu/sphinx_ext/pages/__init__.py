"""The pages of the site: their shell and head, the ways between them, and pages that only a site has."""
