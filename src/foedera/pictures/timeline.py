"""Draws lanes of time: what was done towards treaties, and below it what reports claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import EDGE, Drawing, Labels
from foedera.pictures.lanes import Kind, Moment
from foedera.pictures.lettering import breadth, wrapped
from foedera.pictures.movements import Manner
from foedera.pictures.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.pictures.lanes import Lane

_WIDTH: Final = 1000.0
_LEFT: Final = 262.0
_RIGHT: Final = 24.0
_SMALL: Final = 11.0
#: Heights: of a bar of what a treaty was, of a mark, of the room for marks over one another.
_BAR: Final = 7.0
_HALF: Final = 4.5
_RISE: Final = 8.0
_LEVELS: Final = 3
#: Marks nearer than this are drawn over one another.
_NEAR: Final = 9.0
_AXIS: Final = 26.0
_KEY: Final = 24.0
#: Paper of what a treaty was; the status of a treaty in force is darkest.
_STATUSES: Final = {
    "in force": "#5f97c7",
    "provisionally applied": "#a9c9e6",
    "suspended": "#d9a75c",
    "not yet in force": "#e3ebf4",
    "terminated": "#cfcfcf",
}
_OTHER: Final = "#ece6d2"
_INK: Final = "#1b1a18"
_CLAIM: Final = "#7a1f1f"


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane with where its marks lie.

    Attributes:
        lane: The lane.
        done: Steps, each with how many lie beneath it.
        claimed: Claims, likewise.
    """

    lane: Lane
    done: tuple[tuple[Moment, int], ...]
    claimed: tuple[tuple[Moment, int], ...]

    @property
    def rise(self) -> float:
        """Room above the bar for steps over one another."""
        return _RISE * max((level for _, level in self.done), default=0)

    @property
    def fall(self) -> float:
        """Room below it for claims."""
        if not self.claimed:
            return 0
        return 13 + _RISE * max(level for _, level in self.claimed)

    @property
    def height(self) -> float:
        """How tall all of it is."""
        return 25 + self.rise + self.fall


def timeline_picture(
    lanes: Sequence[Lane],
    days: tuple[date, date],
    on: date,
    words: tuple[str, str],
    labels: Labels,
) -> str:
    """Return lanes of time as an SVG picture; each mark leads to what it rests on.

    Steps are diamonds on the bar of what the treaty was, claims are circles beneath; what is
    known in part is a bar over the days it may have been. Moments without any day, and those
    outside the days shown, are left to the list.

    Args:
        lanes: The lanes, from above.
        days: First and last day shown.
        on: The day to mark.
        words: Title, and what stands beneath it.
        labels: The words to label it with.
    """
    title, beneath = words
    top = Drawing((_WIDTH, 100), "", "").headed(title, beneath, _WIDTH) + 14
    scale = _scale(days)
    rows = [_row(lane, scale, days) for lane in lanes]
    bottom = top + sum(row.height for row in rows)
    height = bottom + _AXIS + _KEY + 8
    said = beneath if any(row.done or row.claimed for row in rows) else labels("pic-nothing")
    drawing = Drawing((_WIDTH, height), title, said, role="group")
    drawing.headed(title, beneath, _WIDTH)
    _axis(drawing, scale, top, bottom)
    y = top
    for number, row in enumerate(rows):
        _draw(drawing, scale, row, (y, number), labels)
        y += row.height
    if days[0] <= on <= days[1]:
        x = scale.place(on)
        style = {"stroke": "#b3261e", "stroke_dasharray": "4 3", "class_": "pic-today"}
        drawing.line((x, top - 6, x, bottom), **style)
    _key(drawing, bottom + _AXIS + 14, labels)
    return drawing.svg()


def shown(moment: Moment, days: tuple[date, date]) -> bool:
    """Tell whether a moment is drawn: whether it may have been on any of the days shown."""
    first, last = days
    return (
        moment.dated
        and (moment.start is None or moment.start <= last)
        and (moment.end is None or moment.end >= first)
    )


def _scale(days: tuple[date, date]) -> Scale:
    first, last = days[0].toordinal(), days[1].toordinal()
    return Scale((first, max(last, first + 1)), (_LEFT, _WIDTH - _RIGHT))


def _row(lane: Lane, scale: Scale, days: tuple[date, date]) -> _Row:
    drawn = [one for one in lane.moments if shown(one, days)]
    done = _levels((one for one in drawn if one.kind is not Kind.CLAIM), scale)
    return _Row(lane, done, _levels((one for one in drawn if one.kind is Kind.CLAIM), scale))


def _levels(moments: Iterable[Moment], scale: Scale) -> tuple[tuple[Moment, int], ...]:
    """Return moments with the level each is drawn at, so that few lie on one another."""
    ends = [-_NEAR] * _LEVELS
    found = []
    for one in sorted(moments, key=lambda one: one.order):
        left, right = _ends(one, scale)
        free = [level for level, end in enumerate(ends) if left - end >= _NEAR]
        level = free[0] if free else ends.index(min(ends))
        ends[level] = max(right, ends[level])
        found.append((one, level))
    return tuple(found)


def _ends(one: Moment, scale: Scale) -> tuple[float, float]:
    left = scale.place(one.start or date.min)
    return left, max(scale.place(one.end), left)


def _draw(
    drawing: Drawing, scale: Scale, row: _Row, where: tuple[float, int], labels: Labels
) -> None:
    y, number = where
    if number % 2:
        band = {"fill": "#f6f4ee", "class_": "pic-band"}
        drawing.rectangle((EDGE, y, _WIDTH - 2 * EDGE, row.height), **band)
    middle = y + 14 + row.rise
    label = _shortened(row.lane.label)
    if row.lane.address:
        whither = drawing.linked(row.lane.address, row.lane.label, written=True, class_="pic-mark")
        with whither:
            drawing.text(EDGE + 4, middle + 4, label, font_size="11")
    else:
        drawing.text(EDGE + 4, middle + 4, label, font_size="11")
    _spells(drawing, scale, row.lane, middle, labels)
    for one, level in row.done:
        _mark(drawing, scale, one, middle - _RISE * level)
    for one, level in row.claimed:
        _mark(drawing, scale, one, middle + 14 + _RISE * level)


def _shortened(label: str) -> str:
    """Return as many whole words of a label as fit, so that it is still its beginning."""
    wide = _LEFT - EDGE - 24
    first, *more = wrapped(label, wide, _SMALL) or [""]
    return f"{first} …" if more else first


def _spells(drawing: Drawing, scale: Scale, lane: Lane, middle: float, labels: Labels) -> None:
    for one in lane.spells:
        left = scale.place(one.first)
        right = scale.place(one.last)
        until = f" – {labels.day(one.last)}" if one.last else " –"
        told = f"{one.says}, {labels.day(one.first)}{until}"
        box = (left, middle - _BAR / 2, max(right - left, 1.0), _BAR)
        name = one.status.replace(" ", "-")
        fill = _STATUSES.get(one.status, _OTHER)
        drawing.rectangle(box, told, fill=fill, class_=f"pic-spell pic-spell-{name}")
        if not one.sure:
            drawing.rectangle(box, told, fill="url(#unsure)")


def _mark(drawing: Drawing, scale: Scale, one: Moment, y: float) -> None:
    told = f"{one.what}, {one.when}"
    with drawing.linked(one.address, told, class_="pic-mark", id=f"mark-{one.key}"):
        _sign(drawing, scale, one, y)


def _sign(drawing: Drawing, scale: Scale, one: Moment, y: float) -> None:
    left, right = _ends(one, scale)
    kind = f"pic-{one.kind.value} pic-{one.manner.value}"
    if not one.whole:
        _partial(drawing, one, (left, right, y), kind)
    elif one.kind is Kind.CLAIM:
        radius = _HALF - 1 + min(one.count - 1, 4) * 0.5
        drawing.circle((left, y, radius), **_style(one, kind))
    else:
        corners = [(left, y - _HALF), (left + _HALF, y), (left, y + _HALF), (left - _HALF, y)]
        drawing.polygon(corners, **_style(one, kind))
    if one.manner is Manner.DENIED:
        middle = (left + right) / 2
        course = f"M{middle - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
        drawing.path(course, stroke=_CLAIM, stroke_width="1.4", class_=f"pic-cross {kind}")


def _partial(drawing: Drawing, one: Moment, where: tuple[float, float, float], kind: str) -> None:
    """Draw a bar over the days something may have been, open where nothing bounds it."""
    left, right, y = where
    half = _HALF - 1.5
    box = (left, y - half, max(right - left, 3.0), 2 * half)
    drawing.rectangle(box, rx=f"{half:g}", **_style(one, kind))
    drawing.rectangle(box, fill="url(#unsure)", rx=f"{half:g}")


def _style(one: Moment, kind: str) -> dict[str, str]:
    ink = _CLAIM if one.kind is Kind.CLAIM else _INK
    full = one.manner is Manner.ASSERTED and one.kind is not Kind.ACCEPTED
    style = {"fill": ink if full else "#ffffff", "stroke": ink, "stroke_width": "1.3"}
    if one.manner is Manner.GUESSED:
        style["stroke_dasharray"] = "1.5 1.5"
    elif one.manner is Manner.AHEAD:
        style["stroke_dasharray"] = "4 2"
    return {**style, "class_": f"pic-moment {kind} {'pic-solid' if full else 'pic-hollow'}"}


def _axis(drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    for day, label in scale.ticks():
        x = scale.place(day)
        drawing.line((x, top - 4, x, bottom), stroke="#dddddd")
        drawing.text(x, bottom + 15, label, text_anchor="middle", fill="#555555", font_size="11")


def _key(drawing: Drawing, y: float, labels: Labels) -> None:
    """Explain the marks."""
    x = EDGE
    for key, one in _examples():
        scale = Scale((1, 30), (x, x + 29))
        _example(drawing, scale, one, y)
        word = labels(key)
        drawing.text(x + 36, y + 4, word, font_size="11")
        x += 56 + breadth(word, _SMALL)


def _examples() -> Iterator[tuple[str, tuple[Kind, Manner, bool]]]:
    yield "pic-key-step", (Kind.STEP, Manner.ASSERTED, True)
    yield "pic-key-accepted", (Kind.ACCEPTED, Manner.ASSERTED, True)
    yield "pic-key-claim", (Kind.CLAIM, Manner.ASSERTED, True)
    yield "pic-key-denied", (Kind.CLAIM, Manner.DENIED, True)
    yield "pic-key-partial", (Kind.CLAIM, Manner.ASSERTED, False)


def _example(drawing: Drawing, scale: Scale, one: tuple[Kind, Manner, bool], y: float) -> None:
    kind, manner, whole = one
    day = date.fromordinal(15)
    start, end = (day, day) if whole else (date.fromordinal(3), date.fromordinal(28))
    _sign(drawing, scale, Moment("", start, end, kind, "", "", manner), y)
