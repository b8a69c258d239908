"""Search records: what a reader may find, and where it stands."""

from jiaozhu.search.records import records_script

__all__ = ["records_script"]
