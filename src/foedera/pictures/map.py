"""Draws the world with what is reported to go from state to state, and who has pacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.pictures.arcs import draw_arc
from foedera.pictures.drawing import EDGE, Drawing, Labels
from foedera.pictures.lettering import breadth, wrapped
from foedera.pictures.movements import Layer, Manner, Movement, told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from foedera.pictures.world import World

_SMALL: Final = 11.0
_LINE: Final = 15.0
_KEY: Final = 20.0
#: Room for an example in the key, and between two.
_KEY_MARK: Final = 62.0
_DOT: Final = 2.0
#: Paper and ink of land: of a state of that day, of one with a mark, and of all else.
_STATE, _TAKING, _LAND, _COAST = "#e9e4d8", "#dcd3bd", "#f6f4ee", "#b9b2a3"


def placed(marks: Sequence[Movement], world: World) -> tuple[list[Movement], list[Movement]]:
    """Part movements that can be drawn from those whose end is nowhere on the map.

    A movement that begins nowhere on it, and ends on it, is drawn as a ring about its end; one
    that only begins on it, about its beginning.
    """
    drawn: list[Movement] = []
    nowhere: list[Movement] = []
    for one in marks:
        known = one.other in world.places or one.one in world.places
        (drawn if known else nowhere).append(one)
    return drawn, nowhere


def map_picture(
    world: World,
    marks: Sequence[Movement],
    states: Collection[str],
    words: tuple[str, str],
    labels: Labels,
) -> str:
    """Return a map as an SVG picture; each mark leads to its rows.

    The layer of a mark is told by its head and its ink, the manner by its pattern: without
    colour all stays readable.

    Args:
        world: Where states lie.
        marks: What to draw; those that are nowhere on the map are left to the table.
        states: The states of the day: no other is coloured.
        words: Title, and what stands beneath it.
        labels: The words to label it with.
    """
    title, beneath = words
    drawn, _ = placed(marks, world)
    top = Drawing((world.width, 100), "", "").headed(title, beneath, world.width) + 10
    notice = wrapped(_notice(world, labels), world.width - 2 * EDGE, _SMALL)
    rows = list(_key_rows(world, labels))
    height = top + world.height + 16 + _KEY * len(rows) + _LINE * len(notice) + 12
    said = f"{beneath} {_notice(world, labels)}" if drawn else labels("pic-nothing")
    drawing = Drawing((world.width, height), title, said, role="group")
    drawing.headed(title, beneath, world.width)
    frame = drawing.frame((0, 0, world.width, world.height))
    below = drawing.grouped(transform=f"translate(0 {top:.1f})", clip_path=frame)
    with below, drawing.grouped(class_="pic-zooms"):
        _land(drawing, world, drawn, states, labels)
        for one in sorted(drawn, key=_depth):
            _mark(drawing, world, one, labels)
    y = top + world.height + 22
    for row in rows:
        _key_row(drawing, row, y)
        y += _KEY
    for line in notice:
        drawing.text(EDGE, y, line, font_size="11", fill="#444444", class_="pic-soft")
        y += _LINE
    return drawing.svg()


def _depth(one: Movement) -> tuple[bool, int]:
    """Return what lies deepest: pacts, then what is told most often and drawn thickest."""
    return (one.layer is not Layer.PACT, -one.claims)


def _notice(world: World, labels: Labels) -> str:
    return f"{labels('pic-boundaries')} {labels('pic-credit', credit=world.credit)}"


def _land(
    drawing: Drawing,
    world: World,
    drawn: Sequence[Movement],
    states: Collection[str],
    labels: Labels,
) -> None:
    taking = {actor for one in drawn for actor in (one.one, one.other)}
    for code, place in world.places.items():
        known = code in states
        if not place.path and not (known and code in taking):
            continue  # a state of another time
        kind = "taking" if known and code in taking else "state" if known else "land"
        fill = {"taking": _TAKING, "state": _STATE, "land": _LAND}[kind]
        name = labels.name(code) if known else ""
        style = {"fill": fill, "stroke": _COAST, "stroke_width": "0.4", "class_": f"pic-{kind}"}
        if place.path:
            drawing.path(place.path, name, **style)
        if place.dot and known:
            dot = {**style, "stroke_width": "0.8", "class_": f"pic-{kind} pic-dot"}
            drawing.circle((*place.point, _DOT), name, **dot)


def _mark(drawing: Drawing, world: World, one: Movement, labels: Labels) -> None:
    start, end = world.places.get(one.one), world.places.get(one.other)
    if end is None:
        start, end = None, start
    if end is None:
        return
    with drawing.linked(one.address, told(one, labels), class_="pic-mark", id=f"mark-{one.key}"):
        begins = start.point if start else None
        draw_arc(drawing, (one.layer, one.manner), (begins, end.point), max(one.claims, 1))


def _key_rows(world: World, labels: Labels) -> Iterator[list[tuple[Layer, Manner, str]]]:
    """Yield what the key explains, in lines that fit: every layer, then every pattern."""
    layers = [(one, Manner.ASSERTED, labels(f"pic-key-{one.value}")) for one in Layer]
    manners = [(Layer.DEPLOYMENT, one, labels(f"pic-manner-{one.value}")) for one in Manner]
    for entries in (layers, manners):
        row: list[tuple[Layer, Manner, str]] = []
        x = EDGE
        for entry in entries:
            wide = _KEY_MARK + breadth(entry[2], _SMALL)
            if row and x + wide > world.width - EDGE:
                yield row
                row, x = [], EDGE
            row.append(entry)
            x += wide
        yield row


def _key_row(drawing: Drawing, row: Sequence[tuple[Layer, Manner, str]], y: float) -> None:
    x = EDGE
    for layer, manner, word in row:
        draw_arc(drawing, (layer, manner), ((x, y - 4), (x + 32, y - 4)), 2)
        drawing.text(x + 40, y, word, font_size="11")
        x += _KEY_MARK + breadth(word, _SMALL)
