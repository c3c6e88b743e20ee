"""Draws how many pacts there were, year by year: a step chart for each kind of duty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import EDGE, Drawing, Labels
from foedera.pictures.errors import NothingToDrawError
from foedera.pictures.kinds import kind_word, kinds_words
from foedera.pictures.lettering import breadth, opened
from foedera.pictures.steps import Axis, Panel, area, panels, stairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH: Final = 980.0
_LEFT: Final = 52.0
_RIGHT: Final = 108.0
#: Height of a line of the names of what happened, and of the legend.
_LINE: Final = 15.0
_SMALL: Final = 11.0
_INK: Final = "#1f3a5f"
_PALE: Final = "#b9cbe0"
#: Of lines on white, which would be lost were they as pale as an area.
_MIDDLE: Final = "#7f9dc0"
_GREY: Final = "#666666"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something of these years that a reader may want to see beside the numbers: a war.

    Attributes:
        first: Its first year.
        last: Its last year.
        called: Its name, as it is to be written.
    """

    first: int
    last: int
    called: str


@dataclass(frozen=True, slots=True)
class PactCounts:
    """How many pacts there were in each year.

    Attributes:
        years: The years, in their order and without gaps.
        counts: For each kind of duty (``defence``) how many pacts held one, a number a year.
        sure_until: Last year in which the numbers are whole; from the next year on each is
            a lower bound, so that a year before the first makes all of them lower bounds.
        multilateral: How many of these have more than two parties; empty where not known.
        unclear: How many more there may be, of which that is unclear; empty where none.
    """

    years: Sequence[int]
    counts: Mapping[str, Sequence[int]]
    sure_until: int
    multilateral: Mapping[str, Sequence[int]] = field(default_factory=dict)
    unclear: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def row(self, kind: str, place: int) -> tuple[int, int | None, int]:
        """Return the number of a year, how many of them are multilateral, and how many unclear."""
        many = self.multilateral[kind][place] if kind in self.multilateral else None
        return self.counts[kind][place], many, self.unclear.get(kind, (0,) * (place + 1))[place]

    def sure(self, place: int) -> bool:
        """Tell whether the number of a year is whole."""
        return self.years[place] <= self.sure_until


def pacts_picture(found: PactCounts, labels: Labels, happened: Sequence[Happening] = ()) -> str:
    """Return the number of pacts by year as an SVG picture.

    A panel for each kind of duty, all on one scale. Multilateral pacts lie beneath bilateral
    ones; where a number is only a lower bound the areas are engraved rather than full and the
    line above them is broken.

    Args:
        found: The numbers.
        labels: The words to label it with.
        happened: What to mark among the years; what lies outside them is left out.

    Raises:
        NothingToDrawError: There are no years, no kinds, or no pact in any of them.
    """
    _require(found)
    first, last = found.years[0], found.years[-1]
    axis = Axis(first, last, (_LEFT, _WIDTH - _RIGHT))
    marks = _rows([one for one in happened if one.last >= first and one.first <= last], axis)
    title = labels("plot-pacts", first=str(first), last=str(last))
    drawn = list(panels({kind: _highest(found, kind) for kind in found.counts}))
    beneath = _beneath(found, labels)
    blank = Drawing((_WIDTH, 100), "", "").headed(title, beneath, _WIDTH)
    top = blank + 26 + _LINE * len(marks)
    bottom = top + sum(panel.height + panel.gap for panel in drawn)
    size = (_WIDTH, bottom + 3 * _LINE + 24)
    drawing = Drawing(size, title, _told(found, happened, labels))
    drawing.headed(title, beneath, _WIDTH)
    _happenings(drawing, marks, axis, (top, bottom))
    y = top
    for panel in drawn:
        y += panel.gap
        _panel(drawing, found, panel, axis, (y, labels))
        y += panel.height
    axis.draw(drawing, bottom)
    _legend(drawing, found, labels, bottom + 2 * _LINE + 12)
    return drawing.svg()


def pacts_table(found: PactCounts, labels: Labels) -> tuple[tuple[str, ...], ...]:
    """Return what the picture shows as rows of words, the first of them the heads.

    Args:
        found: The numbers.
        labels: The words of the heads.

    Raises:
        NothingToDrawError: There are no years, no kinds, or no pact in any of them.
    """
    _require(found)
    keys = ("plot-year", "plot-kind", "plot-number", "plot-multilateral", "plot-unclear")
    rows = [(*(labels(key) for key in keys), labels("plot-bound"))]
    for kind in found.counts:
        for place, year in enumerate(found.years):
            number, many, unclear = found.row(kind, place)
            bound = labels("plot-whole" if found.sure(place) else "plot-at-least")
            told = "" if many is None else str(many)
            row = (str(year), kind_word(kind, labels), str(number), told, str(unclear), bound)
            rows.append(row)
    return tuple(rows)


def _require(found: PactCounts) -> None:
    if not found.years:
        raise NothingToDrawError("no years were given")
    if not any(any(numbers) for numbers in (*found.counts.values(), *found.unclear.values())):
        kinds = ", ".join(found.counts) or "any kind"
        years = f"{found.years[0]} to {found.years[-1]}"
        raise NothingToDrawError(f"no pact of {kinds} is on record from {years}")


def _highest(found: PactCounts, kind: str) -> int:
    rows = (found.row(kind, place) for place in range(len(found.years)))
    return max(number + unclear for number, _, unclear in rows)


def _beneath(found: PactCounts, labels: Labels) -> str:
    said = labels("plot-pacts-how", kinds=kinds_words(found.counts, labels))
    if found.sure_until < found.years[0]:
        return f"{said} {labels('plot-all-bounds')}"
    if found.sure_until < found.years[-1]:
        return f"{said} {labels('plot-bounds-after', year=str(found.sure_until))}"
    return said


def _rows(happened: Sequence[Happening], axis: Axis) -> list[list[tuple[float, Happening]]]:
    """Return what happened in as many lines of names as they need, each with where it begins."""
    lines: list[list[tuple[float, Happening]]] = []
    ends: list[float] = []
    for one in sorted(happened, key=lambda one: (one.first, one.last, one.called)):
        wide = breadth(one.called, _SMALL)
        left = min(axis.place(max(one.first, axis.first)), _WIDTH - EDGE - wide)
        number = next((place for place, end in enumerate(ends) if end + 8 <= left), len(ends))
        if number == len(ends):
            lines.append([])
            ends.append(0)
        lines[number].append((left, one))
        ends[number] = left + wide
    return lines


def _happenings(
    drawing: Drawing,
    marks: Sequence[Sequence[tuple[float, Happening]]],
    axis: Axis,
    span: tuple[float, float],
) -> None:
    """Draw a light band or line for each thing that happened, under its name."""
    top, bottom = span
    for number, line in enumerate(marks):
        above = top - _LINE * (len(marks) - number) + 4
        for left, one in line:
            years = str(one.first) if one.first == one.last else f"{one.first}–{one.last}"
            x = axis.place(max(one.first, axis.first))
            wide = max(axis.place(min(one.last, axis.last) + 1) - x, 1.5)
            box = (x, above + 2, wide, bottom - above - 2)
            drawing.rectangle(box, f"{one.called}, {years}", fill="#ececec")
            drawing.text(left, above, one.called, font_size="11", fill="#444444")


def _panel(
    drawing: Drawing, found: PactCounts, panel: Panel, axis: Axis, where: tuple[float, Labels]
) -> None:
    """Draw one kind: its scale, its areas, its line, and the numbers a reader looks for."""
    y, labels = where
    base = y + panel.height
    for tick in panel.ticks:
        at = base - tick * panel.unit
        drawing.line((_LEFT, at, _WIDTH - _RIGHT, at), stroke="#dddddd")
        drawing.text(_LEFT - 8, at + 4, str(tick), text_anchor="end", font_size="11", fill=_GREY)
    name = opened(kind_word(panel.kind, labels))
    drawing.text(EDGE, y - 20, name, font_size="13", font_weight="bold")
    rows = [(year, *found.row(panel.kind, place)) for place, year in enumerate(found.years)]
    for sure in (True, False):
        part = [row for place, row in enumerate(rows) if found.sure(place) is sure]
        if part:
            _stretch(drawing, part, axis, (base, panel.unit), sure=sure)
    _edge(drawing, found, axis, (y, base))
    drawing.line((_LEFT, base, _WIDTH - _RIGHT, base), stroke="#111111")
    _numbers(drawing, found, panel, axis, (base, labels))


def _stretch(
    drawing: Drawing,
    rows: Sequence[tuple[int, int, int | None, int]],
    axis: Axis,
    scale: tuple[float, float],
    *,
    sure: bool,
) -> None:
    """Draw years in a row of which all numbers are whole, or all are lower bounds."""
    base, unit = scale
    years = [year for year, _, _, _ in rows]
    many = [base - (part or 0) * unit for _, _, part, _ in rows]
    whole = [base - number * unit for _, number, _, _ in rows]
    perhaps = [base - (number + unclear) * unit for _, number, _, unclear in rows]
    ground = [base] * len(rows)
    for heights, floors, full, engraved in (
        (many, ground, _INK, ("crossed", _INK)),
        (whole, many, _PALE, ("slanted", _MIDDLE)),
    ):
        if heights != floors:
            fill = full if sure else drawing.engraved(*engraved)
            drawing.path(area(axis, years, heights, floors), fill=fill, stroke="none")
    if perhaps != whole:
        course = stairs(axis, years, perhaps)
        drawing.path(course, stroke=_GREY, stroke_dasharray="1 2")
    broken = {} if sure else {"stroke_dasharray": "5 2"}
    course = stairs(axis, years, whole)
    drawing.path(course, stroke="#111111", stroke_width="1.4", **broken)


def _edge(drawing: Drawing, found: PactCounts, axis: Axis, span: tuple[float, float]) -> None:
    """Draw a line where whole numbers end, if they do among the years."""
    if found.years[0] <= found.sure_until < found.years[-1]:
        x = axis.place(found.sure_until + 1)
        drawing.line((x, span[0] - 10, x, span[1]), stroke="#111111", stroke_dasharray="2 2")


def _numbers(
    drawing: Drawing, found: PactCounts, panel: Panel, axis: Axis, where: tuple[float, Labels]
) -> None:
    """Write the last number beside its line, and the highest above it where that is another."""
    base, labels = where
    count = len(found.years)
    numbers = found.counts[panel.kind]
    last, _, unclear = found.row(panel.kind, count - 1)
    right, y = _WIDTH - _RIGHT + 8, base - last * panel.unit + 4
    y = min(y, base - 13 * bool(unclear))
    drawing.text(right, y, str(last), font_weight="bold")
    if not found.sure(count - 1):
        drawing.text(right, y - 13, labels("plot-at-least"), font_size="10.5")
    if unclear:
        more = labels("plot-more-unclear", number=str(unclear))
        drawing.text(right, y + 13, more, font_size="10.5", fill=_GREY)
    top = max(numbers)
    if top > last:
        place = list(numbers).index(top)
        said = labels("plot-highest", number=str(top), year=str(found.years[place]))
        half = breadth(said, 11) / 2
        x = (axis.place(found.years[place]) + axis.place(found.years[place] + 1)) / 2
        x = min(max(x, _LEFT + half), _WIDTH - _RIGHT - half)
        at = base - top * panel.unit - 6
        drawing.text(x, at, said, text_anchor="middle", font_size="11")


def _legend(drawing: Drawing, found: PactCounts, labels: Labels, y: float) -> None:
    """Draw what the areas and lines stand for."""
    sure = found.sure(0)
    bounds = not found.sure(len(found.years) - 1)
    entries: list[tuple[str, str, str]] = []
    for key, full, engraved in (
        ("plot-area-multilateral", _INK, ("crossed", _INK)),
        ("plot-area-bilateral", _PALE, ("slanted", _MIDDLE)),
    ):
        if found.multilateral:
            entries.append((labels(key), full if sure else drawing.engraved(*engraved), ""))
    if bounds:
        entries.append((labels("plot-area-least"), drawing.engraved("slanted", _MIDDLE), "5 2"))
    if any(any(numbers) for numbers in found.unclear.values()):
        entries.append((labels("plot-area-unclear"), "none", "1 2"))
    x = EDGE
    for words, fill, dashes in entries:
        if x + 28 + breadth(words, _SMALL) > _WIDTH - EDGE:
            x, y = EDGE, y + _LINE + 2
        if fill != "none":
            drawing.rectangle((x, y - 9, 20, 11), fill=fill)
        if dashes:
            top = y - 9 if fill != "none" else y - 4
            drawing.line((x, top, x + 20, top), stroke="#111111", stroke_dasharray=dashes)
        drawing.text(x + 26, y, words, font_size="11")
        x += 44 + breadth(words, _SMALL)


def _told(found: PactCounts, happened: Sequence[Happening], labels: Labels) -> str:
    """Return the picture in words, for who cannot see it."""
    axis = Axis(found.years[0], found.years[-1], (_LEFT, _WIDTH - _RIGHT))
    shown = dict.fromkeys((found.years[0], *axis.ticks(), found.years[-1]))
    told = [_beneath(found, labels)]
    for kind in found.counts:
        numbers = []
        for year in shown:
            place = year - found.years[0]
            said = str(found.counts[kind][place])
            if not found.sure(place):
                said = labels("plot-least", number=said)
            numbers.append(f"{year}: {said}")
        told.append(f"{opened(kind_word(kind, labels))}: {'; '.join(numbers)}.")
    told += [f"{one.called}: {one.first}–{one.last}." for one in happened]
    return " ".join(told)
