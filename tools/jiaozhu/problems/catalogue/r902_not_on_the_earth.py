"""R902: Coordinates are not those of a place on the Earth."""

from jiaozhu.locale import N_
from jiaozhu.problems.code import Code, Scope

CODE = Code(
    code="R902",
    summary=N_("Coordinates are not those of a place on the Earth."),
    why=N_("The place could not be drawn on the map."),
    remedy=N_("Write latitude from -90 to 90, longitude from -180 to 180, and a precision in kilometres."),
    bad_example="latitude: 125.14",
    good_example="latitude: 42.89",
    scope=Scope(("entity",), corpus=True),
)
