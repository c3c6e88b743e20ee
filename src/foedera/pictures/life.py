"""Draws a treaty's life: where it stood and who was bound, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import LETTER, Drawing, Labels
from foedera.pictures.scale import Scale
from foedera.treaties import Standing, Status, Truth
from foedera.treaties.life import life

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties import Instrument, Step
    from foedera.treaties.life import Chapter

_WIDTH: Final = 980.0
_LEFT: Final = 230.0
_RIGHT: Final = 20.0
_TOP: Final = 64.0
_ROW: Final = 24.0
_BAR: Final = 14.0
_LEGEND: Final = 22.0
#: States shown a row each before those with one and the same life share a row.
_SINGLE: Final = 16
#: Longest title, in letters.
_TITLE: Final = 104
#: Longest label of a row, in letters.
_LABEL: Final = 34
_STATUSES: Final = {
    Status.NOT_YET_IN_FORCE: "#d8e3f0",
    Status.PROVISIONALLY_APPLIED: "#8fb8de",
    Status.IN_FORCE: "#1f5f99",
    Status.SUSPENDED: "#c98b2b",
    Status.TERMINATED: "#8a8a8a",
    Status.POLITICAL: "#b9a7d6",
    Status.UNKNOWN: "#e6d9a8",
}
_STANDINGS: Final = {
    Standing.SIGNATORY: "#d8e3f0",
    Standing.APPROVED_AT_HOME: "#b9d3ea",
    Standing.RATIFIED_AT_HOME: "#8fb8de",
    Standing.CONTRACTING_STATE: "#5f97c7",
    Standing.PARTY: "#1f5f99",
    Standing.WITHDRAWN: "#c4c4c4",
    Standing.FORMER_PARTY: "#8a8a8a",
}
_DARK: Final = frozenset({"#1f5f99", "#5f97c7", "#8a8a8a", "#c98b2b"})


@dataclass(frozen=True, slots=True)
class _Bar:
    """A stretch of one colour in a row.

    Attributes:
        first: Its first day.
        last: Its last day; None where it runs on.
        colour: What it is filled with.
        says: What stands in it or is told when it is pointed at.
        sure: Whether nothing about it is open.
    """

    first: date
    last: date | None
    colour: str
    says: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the picture: a label, its bars, and the steps marked on it."""

    label: str
    bars: tuple[_Bar, ...]
    steps: tuple[Step, ...]


def life_picture(
    instrument: Instrument, on: date, labels: Labels, known_by: date | None = None
) -> str:
    """Return a treaty's life as an SVG picture.

    A row for the instrument and one for each state: what each was, hatched where the
    dates known leave it open, with a mark for every step and a line for the day asked
    about.

    Args:
        instrument: The instrument.
        on: The day to mark.
        labels: The words to label it with.
        known_by: Count only what had become known by that day; None for everything.
    """
    chapters = life(instrument, known_by)
    rows = [_whole(instrument, chapters, labels), *_states(chapters, labels)]
    height = _TOP + _ROW * len(rows) + 2 * _LEGEND + 34
    title = instrument.title(labels.language)
    head = labels("picture-life", day=labels.day(on))
    drawing = Drawing((_WIDTH, height), title, f"{head}. {_told(rows, labels)}")
    scale = _scale(chapters, on)
    shown = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
    drawing.text(16, 24, shown, font_size="15", font_weight="bold")
    drawing.text(16, 42, labels("picture-life", day=labels.day(on)), fill="#555555")
    _axis(drawing, scale, _TOP + _ROW * len(rows))
    for number, row in enumerate(rows):
        _draw(drawing, scale, row, _TOP + _ROW * number, labels)
    _today(drawing, scale, on, _TOP + _ROW * len(rows))
    _legend(drawing, labels, height - 2 * _LEGEND - 6)
    return drawing.svg()


def _told(rows: Iterable[_Row], labels: Labels) -> str:
    """Return the picture in words, for who cannot see it."""
    return " ".join(
        f"{row.label}: {'; '.join(f'{bar.says}, {_days(bar, labels)}' for bar in row.bars)}."
        for row in rows
    )


def _days(bar: _Bar, labels: Labels) -> str:
    first = labels.day(bar.first)
    return f"{first} – {labels.day(bar.last)}" if bar.last else first


def _scale(chapters: Sequence[Chapter], on: date) -> Scale:
    """Return where the days of a life lie, with room at its end for the bar that runs on."""
    days = [chapter.first.toordinal() for chapter in chapters]
    days += [on.toordinal()]
    span = max(max(days) - min(days), 60)
    first = max(1, min(days) - span // 40)
    return Scale((first, max(days) + span // 12), (_LEFT, _WIDTH - _RIGHT))


def _whole(instrument: Instrument, chapters: Sequence[Chapter], labels: Labels) -> _Row:
    bars = [
        _Bar(
            chapter.first,
            chapter.last,
            _STATUSES[chapter.status.status],
            labels.law("status", chapter.status.status),
            chapter.status.status is not Status.UNKNOWN,
        )
        for chapter in chapters
    ]
    own = tuple(step for step in _all_steps(chapters) if step.state is None)
    return _Row(instrument.id, _merged(bars), own)


def _states(chapters: Sequence[Chapter], labels: Labels) -> list[_Row]:
    states = tuple(dict.fromkeys(_acting(chapters)))
    lives = {state: _merged(_bars(state, chapters, labels)) for state in states}
    steps = _all_steps(chapters)
    groups: dict[object, list[ActorId]] = {}
    for state in states:
        key: object = lives[state] if len(states) > _SINGLE else state
        groups.setdefault(key, []).append(state)
    return [
        _Row(
            _label(members, labels),
            lives[members[0]],
            tuple(step for step in steps if step.state == members[0]),
        )
        for members in groups.values()
    ]


def _acting(chapters: Sequence[Chapter]) -> Iterable[ActorId]:
    for chapter in chapters:
        for part in chapter.status.participations:
            if part.standing is not Standing.THIRD_STATE or not part.settled:
                yield part.state


def _bars(state: ActorId, chapters: Sequence[Chapter], labels: Labels) -> Iterable[_Bar]:
    for chapter in chapters:
        part = chapter.status.of(state)
        standing = part.standing if part.standing in _STANDINGS else part.possibly
        if standing not in _STANDINGS:
            continue
        says = labels.law("standing", part.standing)
        if not part.settled:
            possible = labels.law("standing", part.possibly)
            says = labels("possibly", sure=says, possible=possible)
        colour = _STANDINGS[standing]
        if part.suspended is not Truth.NO and standing is Standing.PARTY:
            colour, says = _STATUSES[Status.SUSPENDED], labels.law("status", Status.SUSPENDED)
        sure = part.settled and part.suspended is not Truth.UNCLEAR
        yield _Bar(chapter.first, chapter.last, colour, says, sure)


def _merged(bars: Iterable[_Bar]) -> tuple[_Bar, ...]:
    """Join bars in a row that look alike."""
    joined: list[_Bar] = []
    for bar in bars:
        before = joined[-1] if joined else None
        alike = before and (before.colour, before.says, before.sure) == (
            bar.colour,
            bar.says,
            bar.sure,
        )
        if before and alike and before.last and (bar.first - before.last).days == 1:
            joined[-1] = _Bar(before.first, bar.last, bar.colour, bar.says, bar.sure)
        else:
            joined.append(bar)
    return tuple(joined)


def _all_steps(chapters: Sequence[Chapter]) -> tuple[Step, ...]:
    found: dict[Step, None] = {}
    for chapter in chapters:
        found.update(dict.fromkeys(chapter.status.steps))
    return tuple(found)


def _label(members: Sequence[ActorId], labels: Labels) -> str:
    text = labels.names(members)
    if len(text) <= _LABEL:
        return text
    if len(members) > 1:
        count = str(len(members) - 1)
        text = labels("enumeration-more", names=labels.name(members[0]), count=count)
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1]}…"


def _draw(drawing: Drawing, scale: Scale, row: _Row, y: float, labels: Labels) -> None:
    drawing.text(_LEFT - 10, y + 12, row.label, text_anchor="end")
    for bar in row.bars:
        left = scale.place(bar.first)
        width = max(scale.place(_after(bar.last)) - left, 1.5)
        dates = _days(bar, labels)
        box = (left, y, width, _BAR)
        drawing.rectangle(box, f"{bar.says}, {dates}", fill=bar.colour)
        if not bar.sure:
            drawing.rectangle(box, f"{bar.says}, {dates}", fill="url(#unsure)")
        elif len(bar.says) * LETTER < width - 8:
            ink = "#ffffff" if bar.colour in _DARK else "#111111"
            drawing.text(left + 5, y + 11, bar.says, fill=ink, font_size="11")
    for step in row.steps:
        day = step.when.end or step.when.start
        if day is not None:
            told = ", ".join(
                filter(None, (labels.act(step.act.value), step.organ, labels.day(day)))
            )
            drawing.mark(scale.place(day), y + _BAR / 2, told)


def _after(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() + 1) if day and day < date.max else None


def _axis(drawing: Drawing, scale: Scale, bottom: float) -> None:
    for day, label in scale.ticks():
        x = scale.place(day)
        drawing.line((x, _TOP - 4, x, bottom), stroke="#dddddd")
        drawing.text(x, bottom + 14, label, text_anchor="middle", fill="#555555", font_size="11")


def _today(drawing: Drawing, scale: Scale, on: date, bottom: float) -> None:
    x = scale.place(on)
    drawing.line((x, _TOP - 6, x, bottom), stroke="#b3261e", stroke_dasharray="4 3")


def _legend(drawing: Drawing, labels: Labels, y: float) -> None:
    x = 16.0
    entries = [(labels.law("standing", one), colour) for one, colour in _STANDINGS.items()]
    entries.append((labels.law("status", Status.SUSPENDED), _STATUSES[Status.SUSPENDED]))
    entries.append((labels("picture-unsure"), ""))
    for word, colour in entries:
        if x + 26 + len(word) * LETTER > _WIDTH - 16:
            x, y = 16.0, y + _LEGEND
        drawing.rectangle((x, y, 14, 12), fill=colour or "#1f5f99")
        if not colour:
            drawing.rectangle((x, y, 14, 12), fill="url(#unsure)")
        drawing.text(x + 19, y + 10, word, font_size="11")
        x += 34 + len(word) * LETTER
