"""Draws one state's allies on a day: by kind of duty, and by who owes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import EDGE, Drawing, Labels
from foedera.pictures.errors import NothingToDrawError
from foedera.pictures.kinds import Direction, in_order, kind_word
from foedera.pictures.lettering import breadth, cut, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_WIDTH: Final = 980.0
#: The box of the state, and where the line from it to the groups runs.
_BOX: Final = (150.0, 30.0)
_TRUNK: Final = 92.0
_LEFT: Final = 196.0
_ROW: Final = 18.0
_HEAD: Final = 44.0
_GAP: Final = 18.0
#: Groups of up to so many allies stand in one column, with all their instruments.
_FEW: Final = 4
_SPACE: Final = 24.0
_NAME: Final = 148.0
_YEAR: Final = 38.0
_SMALL: Final = 10.5
_INK: Final = "#1f3a5f"
_GREY: Final = "#555555"


@dataclass(frozen=True, slots=True)
class Ground:
    """An instrument under which a duty is owed.

    Attributes:
        instrument: Its short identifier.
        since: Year in which it began between the two; None where not known.
        unclear: Whether it is unclear that it is owed.
    """

    instrument: str
    since: int | None
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Ally:
    """A state that owes another a duty, or is owed one by it.

    Attributes:
        state: Its code.
        kind: Which kind of duty.
        direction: Who owes it.
        grounds: Under which instruments.
    """

    state: str
    kind: str
    direction: Direction
    grounds: tuple[Ground, ...]

    @property
    def since(self) -> int | None:
        """The first year of those known in which an instrument that surely binds began."""
        counted = [one for one in self.grounds if not one.unclear] or self.grounds
        return min((one.since for one in counted if one.since is not None), default=None)

    @property
    def unclear(self) -> bool:
        """Whether it is unclear of every instrument that it binds."""
        return all(one.unclear for one in self.grounds)


@dataclass(frozen=True, slots=True)
class Allies:
    """One state's allies on a day.

    Attributes:
        state: Whose.
        on: The day.
        allies: Each once for every kind of duty, and every direction of it.
    """

    state: str
    on: date
    allies: tuple[Ally, ...]


def _groups(found: Allies, labels: Labels) -> tuple[tuple[str, Direction, tuple[Ally, ...]], ...]:
    """Return the allies by kind and direction: those sure first, then the oldest, by name."""
    groups = []
    for kind in in_order([one.kind for one in found.allies]):
        for direction in Direction:
            alike = (kind, direction)
            members = [one for one in found.allies if (one.kind, one.direction) == alike]
            members.sort(key=lambda one: (one.unclear, one.since or 9999, labels.name(one.state)))
            if members:
                groups.append((kind, direction, tuple(members)))
    return tuple(groups)


def allies_picture(found: Allies, labels: Labels) -> str:
    """Return one state's allies as an SVG picture.

    The state stands at the left; a branch leads to each group of allies, with arrows that
    say who owes whom. Each ally has a line: since when, and under which instruments. What
    is unclear is marked by an empty square.

    Args:
        found: The allies.
        labels: The words to label it with.

    Raises:
        NothingToDrawError: It has none.
    """
    _require(found)
    name = labels.name(found.state)
    title = labels("plot-allies", name=name, day=labels.day(found.on))
    beneath = labels("plot-allies-how", name=name)
    groups = _groups(found, labels)
    top = Drawing((_WIDTH, 100), "", "").headed(title, beneath, _WIDTH) + 26
    tall = sum(_HEAD + _ROW * _rows(len(members)) + _GAP for _, _, members in groups)
    drawing = Drawing((_WIDTH, top + tall + 40), title, _told(found, labels))
    drawing.headed(title, beneath, _WIDTH)
    y = top
    branches = []
    for group in groups:
        branches.append((y + _BOX[1] / 2, group[1]))
        _group(drawing, group, y, (name, labels))
        y += _HEAD + _ROW * _rows(len(group[2])) + _GAP
    _branches(drawing, branches)
    drawing.rectangle((EDGE, top, *_BOX), name, fill=_INK, rx="3")
    shown = cut(name, _BOX[0] - 16, 13, bold=True)
    middle = EDGE + _BOX[0] / 2
    style = {"fill": "#ffffff", "font_size": "13", "font_weight": "bold", "text_anchor": "middle"}
    drawing.text(middle, top + 20, shown, **style)
    _legend(drawing, labels, top + tall + 12)
    return drawing.svg()


def allies_table(found: Allies, labels: Labels) -> tuple[tuple[str, ...], ...]:
    """Return what the picture shows as rows of words, the first of them the heads.

    Args:
        found: The allies.
        labels: The words of the heads.

    Raises:
        NothingToDrawError: It has none.
    """
    _require(found)
    keys = ("plot-kind", "plot-direction", "plot-ally", "plot-since", "plot-under", "plot-stands")
    rows = [tuple(labels(key) for key in keys)]
    whose = labels.name(found.state)
    for kind, direction, members in _groups(found, labels):
        said = labels(f"plot-{direction.value}", name=whose)
        for one in members:
            for ground in one.grounds:
                stands = labels("plot-is-unclear" if ground.unclear else "plot-is-owed")
                since = str(ground.since or "")
                row = (kind_word(kind, labels), said, labels.name(one.state), since)
                rows.append((*row, ground.instrument, stands))
    return tuple(rows)


def _require(found: Allies) -> None:
    if not found.allies:
        sought = f"no duty of the kinds asked for binds {found.state}, or binds others towards it"
        raise NothingToDrawError(f"{sought}, on {found.on.isoformat()}")


def _rows(members: int) -> int:
    return members if members <= _FEW else -(-members // 2)


def _group(
    drawing: Drawing,
    group: tuple[str, Direction, Sequence[Ally]],
    y: float,
    words: tuple[str, Labels],
) -> None:
    """Draw one group: its head, and a line for each ally."""
    kind, direction, members = group
    name, labels = words
    head = f"{opened(kind_word(kind, labels))}: {labels(f'plot-{direction.value}', name=name)}"
    count = f"({len(members)})"
    room = _WIDTH - EDGE - _LEFT - breadth(f" {count}", 13)
    shown = cut(head, room, 13, bold=True)
    drawing.text(_LEFT, y + 20, f"{shown} {count}", font_size="13", font_weight="bold")
    drawing.line((_LEFT, y + 28, _WIDTH - EDGE, y + 28), stroke="#bbbbbb")
    rows = _rows(len(members))
    columns = -(-len(members) // rows)
    wide = (_WIDTH - EDGE - _LEFT - _SPACE * (columns - 1)) / columns
    for number, one in enumerate(members):
        x = _LEFT + (number // rows) * (wide + _SPACE)
        _ally(drawing, one, (x, y + _HEAD + 2 + _ROW * (number % rows)), wide, labels)


def _ally(
    drawing: Drawing, one: Ally, place: tuple[float, float], wide: float, labels: Labels
) -> None:
    x, y = place
    name = labels.name(one.state)
    told = f"{name}: {'; '.join(_grounds(one, labels))}"
    square = (x, y - 9, 9.0, 9.0)
    if one.unclear:
        style = {"fill": "#ffffff", "stroke": "#111111", "stroke_dasharray": "2 1.5"}
        drawing.rectangle(square, told, **style)
    else:
        drawing.rectangle(square, told, fill=_INK)
    drawing.text(x + 16, y, cut(name, _NAME - 6, 12))
    drawing.text(x + 16 + _NAME, y, str(one.since or "?"), font_size="12", fill=_GREY)
    start = 16 + _NAME + _YEAR
    under = _fitting([ground.instrument for ground in one.grounds], wide - start, labels)
    drawing.text(x + start, y, under, font_size="10.5", fill=_GREY)


def _fitting(instruments: Sequence[str], width: float, labels: Labels) -> str:
    """Return as many instruments as fit a width, and how many more there are."""
    for count in range(len(instruments), 0, -1):
        said = ", ".join(instruments[:count])
        if count < len(instruments):
            said = f"{said} {labels('plot-more', count=str(len(instruments) - count))}"
        if breadth(said, _SMALL) <= width:
            return said
    more = f" {labels('plot-more', count=str(len(instruments) - 1))}" if instruments[1:] else ""
    return f"{cut(instruments[0], width - breadth(more, _SMALL), _SMALL)}{more}"


def _branches(drawing: Drawing, branches: Sequence[tuple[float, Direction]]) -> None:
    """Draw the line from the state, and a branch of it to each group with its arrows."""
    first, last = branches[0][0], branches[-1][0]
    if last > first:
        drawing.line((_TRUNK, first, _TRUNK, last), stroke=_INK, stroke_width="1.5")
    for y, direction in branches:
        begins = EDGE + _BOX[0] if y == first else _TRUNK
        drawing.line((begins, y, _LEFT - 8, y), stroke=_INK, stroke_width="1.5")
        if direction is not Direction.OWED:
            tip = _LEFT - 6
            drawing.polygon(((tip, y), (tip - 9, y - 4.5), (tip - 9, y + 4.5)), fill=_INK)
        if direction is not Direction.OWES:
            tip = begins + 1
            drawing.polygon(((tip, y), (tip + 9, y - 4.5), (tip + 9, y + 4.5)), fill=_INK)


def _legend(drawing: Drawing, labels: Labels, y: float) -> None:
    drawing.rectangle((_LEFT, y - 9, 9, 9), fill=_INK)
    word = labels("plot-is-owed")
    drawing.text(_LEFT + 16, y, word, font_size="11")
    x = _LEFT + 48 + breadth(word, 11)
    style = {"fill": "#ffffff", "stroke": "#111111", "stroke_dasharray": "2 1.5"}
    drawing.rectangle((x, y - 9, 9, 9), **style)
    drawing.text(x + 16, y, labels("plot-is-unclear"), font_size="11")


def _grounds(one: Ally, labels: Labels) -> Iterator[str]:
    for ground in one.grounds:
        since = f" ({ground.since})" if ground.since else ""
        doubt = f", {labels('plot-is-unclear')}" if ground.unclear else ""
        yield f"{ground.instrument}{since}{doubt}"


def _told(found: Allies, labels: Labels) -> str:
    """Return the picture in words, for who cannot see it."""
    told = [labels("plot-allies-how", name=labels.name(found.state))]
    for kind, direction, members in _groups(found, labels):
        said = labels(f"plot-{direction.value}", name=labels.name(found.state))
        each = "; ".join(
            f"{labels.name(one.state)}: {', '.join(_grounds(one, labels))}" for one in members
        )
        told.append(f"{opened(kind_word(kind, labels))}, {said}: {each}.")
    return " ".join(told)
