"""Who told one act when: a row for each first speaker, a mark for each telling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import EDGE, Drawing
from foedera.pictures.lettering import breadth, cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from foedera.pictures.drawing import Labels

_WIDTH: Final = 900.0
_NAMES: Final = 210.0
_ROW: Final = 26.0
_TYPE: Final = 12.0
_RADIUS: Final = 5.0
#: Rows drawn; the table has them all.
_MOST: Final = 40
#: Space that a day written on the axis needs.
_DAY: Final = 118.0
_INK: Final = "#111111"
_DENIED: Final = "#8c1d18"


@dataclass(frozen=True, slots=True)
class Mark:
    """One telling.

    Attributes:
        row: The place of its first speaker among the names.
        day: Day of the report.
        modality: How sure: ``asserted``, ``denied`` …
        told: What to say when it is pointed at.
    """

    row: int
    day: date
    modality: str
    told: str


def tellings_picture(names: Sequence[str], marks: Sequence[Mark], labels: Labels) -> str:
    """Draw who told one act when.

    Filled: told as done. Hollow: planned, possible, demanded, feared. Crossed: denied.

    Args:
        names: Who speaks first, the earliest first.
        marks: The tellings whose day is known; one at least.
        labels: The words it is labelled with.
    """
    shown = min(len(names), _MOST)
    height = 96 + _ROW * shown
    title = labels("tellings-picture")
    drawing = Drawing((_WIDTH, height), title, labels("tellings-picture-description"))
    top = drawing.headed(title, labels("tellings-picture-legend"), _WIDTH) + 14
    first, last = min(one.day for one in marks), max(one.day for one in marks)
    span = max((last - first).days, 1)
    left, right = EDGE + _NAMES, _WIDTH - EDGE - 24

    def place(day: date) -> float:
        return left + (right - left) * (day - first).days / span

    for row, name in enumerate(names[:shown]):
        y = top + _ROW * (row + 0.5)
        drawing.line((left, y, right, y), stroke="#cccccc")
        drawing.text(EDGE, y + 4, cut(name, _NAMES - 12, _TYPE))
    for one in marks:
        if one.row < shown:
            _draw(drawing, place(one.day), top + _ROW * (one.row + 0.5), one)
    y = top + _ROW * shown + 14
    drawing.text(left, y, labels.day(first), fill="#444444")
    if last > first and right - left > 2 * _DAY:
        told = labels.day(last)
        drawing.text(right - breadth(told, _TYPE), y, told, fill="#444444")
    return drawing.svg()


def _draw(drawing: Drawing, x: float, y: float, one: Mark) -> None:
    if one.modality == "denied":
        size = 2 * _RADIUS
        begins = f"M{x - _RADIUS:.1f} {y - _RADIUS:.1f}"
        course = f"{begins}l{size} {size}m0 {-size}l{-size} {size}"
        drawing.path(course, one.told, stroke=_DENIED, stroke_width="2.5")
        return
    sure = one.modality in {"asserted", "estimated"}
    fill = _INK if sure else "#ffffff"
    drawing.circle((x, y, _RADIUS), one.told, fill=fill, stroke=_INK, stroke_width="1.5")
