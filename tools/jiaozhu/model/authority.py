"""Authority files: who gives people, places and institutions their identifiers, and what these look like.

Other packages add theirs by entry points of the group ``jiaozhu.authorities``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiaozhu.locale import N_
from jiaozhu.model.doors import Registry

__all__ = ["AUTHORITIES", "GROUP", "OWN", "Authority"]

#: The group of entry points.
GROUP = "jiaozhu.authorities"


@dataclass(frozen=True, slots=True)
class Authority:
    """A file of identifiers."""

    name: str  #: As written in files: ``wikidata``.
    label: str  #: For readers; translated where it is shown.
    pattern: str  #: What the whole of an identifier matches.
    example: str  #: A sound identifier, for hints.
    address: str = ""  #: The page of an identifier, with ``{id}`` for it; empty if it has none.

    def fits(self, value: str) -> bool:
        """Return whether a text is of the form of its identifiers."""
        return re.fullmatch(self.pattern, value, re.ASCII) is not None

    def page(self, value: str) -> str:
        """Return the address of an identifier's page; empty if there are no pages."""
        return self.address.replace("{id}", value)


OWN = (
    Authority("wikidata", "Wikidata", r"Q[1-9][0-9]{0,10}", "Q42", "https://www.wikidata.org/wiki/{id}"),
    Authority("viaf", "VIAF", r"[1-9][0-9]{1,21}", "113230702", "https://viaf.org/viaf/{id}"),
    Authority("geonames", "GeoNames", r"[1-9][0-9]{0,9}", "1816670", "https://www.geonames.org/{id}"),
    Authority("isni", "ISNI", r"[0-9]{15}[0-9X]", "0000000121032683", "https://isni.org/isni/{id}"),
    Authority(
        "cbdb",
        N_("China Biographical Database"),
        r"[1-9][0-9]{0,6}",
        "1762",
        "https://cbdb.fas.harvard.edu/cbdbapi/person.php?id={id}",
    ),
    #: GB/T 2260 and GB/T 10114: six digits to the county, nine to the town, twelve to the village.
    Authority("division", N_("code of the administrative division"), r"[1-9][0-9]{5}(?:[0-9]{3}){0,2}", "110000"),
)

AUTHORITIES: Registry[Authority] = Registry(GROUP, Authority, OWN)
