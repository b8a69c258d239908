"""The search service: a built site's records in an engine that exists, for corpora that no browser should search."""

from jiaozhu.service.records import Record, Records, write_records
from jiaozhu.service.site import NoSearchData, Site, read_site

__all__ = ["NoSearchData", "Record", "Records", "Site", "read_site", "write_records"]
