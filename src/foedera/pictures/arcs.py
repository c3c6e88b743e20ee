"""Draws one movement on a map: an arc between two places, or a ring about one."""

from __future__ import annotations

from math import hypot, log2
from typing import TYPE_CHECKING, Final

from foedera.pictures.movements import Layer, Manner

if TYPE_CHECKING:
    from foedera.pictures.drawing import Drawing

    Point = tuple[float, float]

#: Ink of each layer on paper; in a page its own colours take over, by class.
INKS: Final = {
    Layer.DEPLOYMENT: "#1f5f99",
    Layer.TRANSFER: "#7a4a00",
    Layer.EXERCISE: "#4b2e83",
    Layer.STRIKE: "#b3261e",
    Layer.PACT: "#2e6b3f",
}
#: How a line is broken for each manner.
DASHES: Final = {Manner.GUESSED: "1.5 3.5", Manner.AHEAD: "8 3.5", Manner.DENIED: "3 3"}
#: How far an arc bends, as a share of its length; layers between the same two lie apart.
_BENDS: Final = {
    Layer.DEPLOYMENT: 0.16,
    Layer.TRANSFER: 0.24,
    Layer.EXERCISE: 0.08,
    Layer.STRIKE: 0.32,
    Layer.PACT: 0.0,
}
_THIN, _THICK = 1.1, 4.5
_HEAD: Final = (8.0, 3.6)
#: Rings of one place lie within one another, by layer.
_RING: Final = 5.0
_RING_STEP: Final = 2.6
_NEAR: Final = 3.0
#: Breadth of what can be pointed at, beyond what is seen.
_REACH: Final = "9"


def draw_arc(
    drawing: Drawing, what: tuple[Layer, Manner], ends: tuple[Point | None, Point], count: int
) -> None:
    """Draw a movement to a place; with no beginning, or one that is its end, as a ring there.

    Args:
        drawing: The picture.
        what: Its layer, which gives the ink and the head, and its manner, which gives the
            pattern.
        ends: Where it begins, if known, and where it ends.
        count: How many claims: the more, the thicker.
    """
    start, end = ends
    if start is None or hypot(end[0] - start[0], end[1] - start[1]) < _NEAR:
        _ring(drawing, what, end, count)
        return
    layer, manner = what
    control = _control(start, end, _BENDS[layer])
    course = f"M{_at(start)}Q{_at(control)} {_at(end)}"
    drawing.path(course, class_="pic-reach", stroke="none", stroke_width=_REACH)
    drawing.path(course, **_stroke(what, count))
    _head(drawing, layer, control, end)
    if manner is Manner.DENIED:
        middle = tuple((a + 2 * b + c) / 4 for a, b, c in zip(start, control, end, strict=True))
        _crossed(drawing, layer, (middle[0], middle[1]))


def _ring(drawing: Drawing, what: tuple[Layer, Manner], place: Point, count: int) -> None:
    layer, manner = what
    radius = _RING + _RING_STEP * list(Layer).index(layer)
    drawing.circle((*place, radius), **{"fill": "none", **_stroke(what, count)})
    if manner is Manner.DENIED:
        _crossed(drawing, layer, (place[0] + radius, place[1]))


def _stroke(what: tuple[Layer, Manner], count: int) -> dict[str, str]:
    layer, manner = what
    broad = min(_THIN + 0.5 * log2(max(count, 1)), _THICK)
    style = {
        "stroke": INKS[layer],
        "stroke_width": f"{broad:.1f}",
        "class_": f"pic-line pic-{layer.value}",
    }
    if manner in DASHES:
        style["stroke_dasharray"] = DASHES[manner]
    if manner is Manner.GUESSED:
        style["stroke_linecap"] = "round"
    return style


def _head(drawing: Drawing, layer: Layer, control: Point, tip: Point) -> None:
    """Draw what the layer's lines end in: told apart by its form, and not by ink alone."""
    across, down = tip[0] - control[0], tip[1] - control[1]
    away = hypot(across, down) or 1
    x, y = across / away, down / away
    ink, name = INKS[layer], f"pic-head pic-{layer.value}"
    if layer is Layer.DEPLOYMENT:
        long, half = _HEAD
        back = (tip[0] - x * long, tip[1] - y * long)
        sides = ((back[0] - y * half, back[1] + x * half), (back[0] + y * half, back[1] - x * half))
        drawing.polygon((tip, *sides), fill=ink, class_=f"{name} pic-full")
    elif layer is Layer.TRANSFER:
        style = {"fill": "#ffffff", "stroke": ink, "stroke_width": "1.4", "class_": name}
        drawing.circle((tip[0] - x * 3.5, tip[1] - y * 3.5, 3.2), **style)
    elif layer is Layer.EXERCISE:
        box = (tip[0] - 3, tip[1] - 3, 6.0, 6.0)
        style = {"fill": "#ffffff", "stroke": ink, "stroke_width": "1.4", "class_": name}
        drawing.rectangle(box, **style)
    elif layer is Layer.STRIKE:
        _crossed(drawing, layer, tip)


def _crossed(drawing: Drawing, layer: Layer, place: Point) -> None:
    x, y = place
    style = {"stroke": INKS[layer], "stroke_width": "1.8", "class_": f"pic-line pic-{layer.value}"}
    drawing.path(f"M{x - 3.4:.1f} {y - 3.4:.1f}l6.8 6.8m0 -6.8l-6.8 6.8", **style)


def _control(start: Point, end: Point, bend: float) -> Point:
    """Return the point an arc bends towards: to the left of who goes along it."""
    across, down = end[0] - start[0], end[1] - start[1]
    return ((start[0] + end[0]) / 2 + down * bend, (start[1] + end[1]) / 2 - across * bend)


def _at(place: Point) -> str:
    return f"{place[0]:.1f} {place[1]:.1f}"
