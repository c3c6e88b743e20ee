"""Draws the strands of a network: ties, spokes, arrows, and the tags and signs they end at."""

from __future__ import annotations

from math import degrees, hypot
from typing import TYPE_CHECKING, Final

from foedera.pictures.circles import HUB, TAG
from foedera.pictures.kinds import Direction
from foedera.pictures.lettering import cut

if TYPE_CHECKING:
    from foedera.pictures.circles import Point, Seat
    from foedera.pictures.drawing import Drawing
    from foedera.pictures.ties import Link, Member

    #: Width and height of the network.
    Frame = tuple[float, float]
    #: The left and the right end of the level stretch of a line.
    Lane = tuple[Point, Point]

_INK: Final = "#1f3a5f"
_SPOKE: Final = "#9a9a9a"
_BROKEN: Final = "4 3"
_ARROW: Final = (8.0, 3.4)
#: How far a line goes straight on from a tag, at most, and as a share of its length.
_STRAIGHT: Final = (110.0, 0.35)
#: How much a tag must face where a line goes for it to leave at the outer end.
_FACING: Final = 0.25
#: How much a tie within a circle bends towards the middle of it.
_BEND: Final = 0.3


def draw_link(
    drawing: Drawing, link: Link, ends: tuple[Seat, Seat], frame: Frame, via: Lane | None
) -> None:
    """Draw a tie of two states, with an arrow to whom it is owed where one alone owes it.

    Args:
        drawing: The picture.
        link: The tie.
        ends: The seats of the one that owes and of the one to whom it is owed.
        frame: How broad and how tall the network is.
        via: The lane that the line takes, where it has one.
    """
    one, other = ends
    near, far = _ways(one.middle, other.middle, via)
    if one.region == other.region:
        first, last = one.inner, other.inner
        long = hypot(last[0] - first[0], last[1] - first[1]) * _BEND
        control, back = _on(first, one.outward, -long), _on(last, other.outward, -long)
    else:
        first, control = _leaving(one, _facing(one, near, via), frame)
        last, back = _leaving(other, _facing(other, far, via), frame)
    style = {"stroke": _INK, "stroke_width": "1.2"}
    if link.unclear:
        style["stroke_dasharray"] = _BROKEN
    course = _course((first, control), (last, back), via)
    drawing.path(course, **style)
    if not link.both:
        _arrow(drawing, back, last, hollow=link.unclear)


def draw_spoke(
    drawing: Drawing, member: Member, ends: tuple[Seat, Point], frame: Frame, via: Lane | None
) -> None:
    """Draw the spoke from a bloc's sign to a member, with an arrow where it is only owed.

    Args:
        drawing: The picture.
        member: The member.
        ends: Its seat, and the place of the sign.
        frame: How broad and how tall the network is.
        via: The lane that the line takes, where it has one.
    """
    seat, hub = ends
    style = {"stroke": _SPOKE, "stroke_width": "0.8"}
    if member.unclear:
        style["stroke_dasharray"] = _BROKEN
    near, far = _ways(seat.middle, hub, via)
    first, control = _leaving(seat, _facing(seat, near, via), frame)
    if first == seat.inner:
        control = first
    drawing.path(_course((first, control), (hub, _on_the_way(far, hub)), via), **style)
    if member.direction is Direction.OWED:
        _arrow(drawing, control if control != first else hub, first, hollow=member.unclear)


def draw_tag(drawing: Drawing, state: str, seat: Seat, name: str) -> None:
    """Draw a state's tag, turned away from the centre and never upside down."""
    (x, y), (long, broad) = seat.middle, TAG
    turn = degrees(seat.angle)
    if seat.outward[0] < -1e-9:  # noqa: PLR2004 - a rounding error is no direction
        turn += 180
    turned = f"rotate({turn:.1f} {x:.1f} {y:.1f})"
    box = (x - long / 2, y - broad / 2, long, broad)
    style = {"fill": "#ffffff", "stroke": "#777777", "stroke_width": "0.7", "rx": "2"}
    drawing.rectangle(box, name, transform=turned, **style)
    code = cut(state, long - 2, 10)
    style = {"text_anchor": "middle", "font_size": "10", "transform": turned}
    drawing.text(x, y + 3.6, code, **style)


def draw_hub(drawing: Drawing, number: str, place: Point, title: str) -> None:
    """Draw a bloc's sign."""
    x, y = place
    style = {"fill": "#ffffff", "stroke": "#111111", "stroke_width": "1.6"}
    drawing.circle((x, y, HUB), title, **style)
    style = {"text_anchor": "middle", "font_size": "11", "font_weight": "bold"}
    drawing.text(x, y + 4, number, **style)


def key_line(drawing: Drawing, key: str, place: Point) -> None:
    """Draw an example of a line or sign for the legend."""
    x, y = place
    ink = {"stroke": _INK, "stroke_width": "1.2"}
    if key == "plot-key-bloc":
        drawing.line((x + HUB, y, x + 32, y), stroke=_SPOKE, stroke_width="0.8")
        draw_hub(drawing, "1", (x + HUB, y), "1")
        return
    if key == "plot-key-unclear":
        ink["stroke_dasharray"] = _BROKEN
    drawing.line((x, y, x + 32, y), **ink)
    if key == "plot-key-one-way":
        _arrow(drawing, place, (x + 32, y), hollow=False)


def _leaving(seat: Seat, toward: Point, frame: Frame) -> tuple[Point, Point]:
    """Return at which end a line leaves a tag, and the point it leaves towards."""
    away = hypot(toward[0] - seat.middle[0], toward[1] - seat.middle[1])
    out = _faces(seat, toward)
    long = min(away * _STRAIGHT[1], _STRAIGHT[0]) * (1 if out else -1)
    end = seat.outer if out else seat.inner
    x, y = _on(end, seat.outward, long)
    return end, (min(max(x, 4), frame[0] - 4), min(max(y, 4), frame[1] - 4))


def _on(place: Point, direction: Point, far: float) -> Point:
    return (place[0] + direction[0] * far, place[1] + direction[1] * far)


def _course(start: tuple[Point, Point], end: tuple[Point, Point], via: Lane | None) -> str:
    """Return a line between two places, each with the point it is left or reached by."""
    (first, control), (last, back) = start, end
    if via is None:
        return f"M{_at(first)}C{_at(control)} {_at(back)} {_at(last)}"
    near, far = _ways(first, last, via)
    before, after = _level(first, near), _level(last, far)
    half = f"M{_at(first)}C{_at(control)} {_at(before)} {_at(near)}"
    return f"{half}L{_at(far)}C{_at(after)} {_at(back)} {_at(last)}"


def _ways(first: Point, last: Point, via: Lane | None) -> tuple[Point, Point]:
    """Return where a line from one place to another heads for, and where it comes from."""
    if via is None:
        return last, first
    return via if first[0] < last[0] else via[::-1]


def _facing(seat: Seat, way: Point, via: Lane | None) -> Point:
    """Return where a line from a tag heads for; to a lane aside, where it lies behind the tag."""
    return way if via is None or _faces(seat, way) else (way[0], seat.middle[1])


def _faces(seat: Seat, toward: Point) -> bool:
    """Tell whether a tag faces a place well enough for a line to leave at its outer end."""
    across, down = toward[0] - seat.middle[0], toward[1] - seat.middle[1]
    ahead = across * seat.outward[0] + down * seat.outward[1]
    return ahead > hypot(across, down) * _FACING


def _level(place: Point, way: Point) -> Point:
    """Return a point half-way to the end of a lane, on a level with it."""
    return ((place[0] + way[0]) / 2, way[1])


def _on_the_way(place: Point, hub: Point) -> Point:
    """Return a point short of a sign, so that a line to it comes straight."""
    return ((place[0] + 3 * hub[0]) / 4, (place[1] + 3 * hub[1]) / 4)


def _at(place: Point) -> str:
    return f"{place[0]:.1f} {place[1]:.1f}"


def _arrow(drawing: Drawing, come_from: Point, tip: Point, *, hollow: bool) -> None:
    """Draw an arrow's head; an empty one where it is unclear."""
    across, down = tip[0] - come_from[0], tip[1] - come_from[1]
    away = hypot(across, down) or 1
    (long, half), (x, y) = _ARROW, (across / away, down / away)
    back = (tip[0] - x * long, tip[1] - y * long)
    sides = ((back[0] - y * half, back[1] + x * half), (back[0] + y * half, back[1] - x * half))
    drawing.polygon((tip, *sides), fill="#ffffff" if hollow else _INK, stroke=_INK)
