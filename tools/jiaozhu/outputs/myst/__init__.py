"""The pages of the site as MyST: texts with notes and apparatus, and everything that is listed of them."""
