"""Maps: every place is on exactly one panel, inside it, and no label lies over another or over a point."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from jiaozhu.outputs.drawings.drawing import Link
from jiaozhu.outputs.drawings.labelling import Box
from jiaozhu.outputs.drawings.place_map import Point, draw_map, place_map
from lxml import etree

_DEGREES = st.floats(-180, 180)
#: Some far from each other, many together: towns of one district.
_PLACES = st.lists(
    st.tuples(st.floats(-90, 90), _DEGREES) | st.tuples(st.floats(42.6, 43.0), st.floats(124.9, 125.6)), max_size=40
)


def points(places: list[tuple[float, float]]) -> list[Point]:
    return [
        Point(number, f"地名{number}", latitude, longitude, Link(""))
        for number, (latitude, longitude) in enumerate(places, 1)
    ]


@settings(deadline=None, max_examples=60)
@given(_PLACES)
def test_every_place_is_on_one_panel_and_inside_it(places: list[tuple[float, float]]) -> None:
    drawn = [(panel, item) for panel in place_map(points(places)).panels for item in panel.points]
    assert sorted(item.point.number for _panel, item in drawn) == list(range(1, len(places) + 1))
    for panel, item in drawn:
        inside = panel.inside
        assert inside.left <= item.x <= inside.right
        assert inside.top <= item.y <= inside.bottom


@settings(deadline=None, max_examples=60)
@given(_PLACES, st.booleans())
def test_no_label_lies_over_another_or_over_a_point(places: list[tuple[float, float]], numbered: bool) -> None:
    for panel in place_map(points(places), numbered=numbered).panels:
        boxes = [item.label.box for item in panel.points if item.label]
        assert all(panel.inside.holds(box) for box in boxes)
        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        frames = [Box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height) for frame in panel.frames]
        assert not any(box.meets(frame) for box in boxes for frame in frames)
        for item in panel.points:
            spot = Box(item.x - 3, item.y - 3, item.x + 3, item.y + 3)
            assert not any(box.meets(spot) for box in boxes)


@settings(deadline=None, max_examples=20)
@given(_PLACES)
def test_panels_stand_apart_and_the_file_is_xml(places: list[tuple[float, float]]) -> None:
    found = place_map(points(places))
    rooms = [Box(p.left, p.top, p.left + p.width, p.top + p.height) for p in found.panels]
    assert not any(one.meets(other) for one, other in combinations(rooms, 2))
    assert all(panel.scale > 0 for panel in found.panels)
    etree.fromstring(draw_map(points(places), "<Karte>").encode())
