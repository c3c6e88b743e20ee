"""Scales and stairs of a step chart: years from left to right, numbers upwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.pictures.drawing import Drawing

#: Height shared by the panels of one picture: of one, and of several.
_ALONE: Final = 320.0
_TOGETHER: Final = 560.0
#: Lowest panel, tallest unit, and the space above a panel for its name.
_LOWEST: Final = 34.0
_TALLEST: Final = 40.0
_GAP: Final = 44.0
#: Room that a number on the scale, and a year on the axis, wants.
_TICK: Final = 34.0
_YEAR: Final = 46.0
#: Steps of a scale that people count in.
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_DECADE: Final = 10


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several charts on one scale.

    Attributes:
        kind: What is counted in it.
        height: How tall it is.
        unit: How tall one of what is counted is: the same in all panels.
        ticks: Numbers shown on its scale.
        gap: Space above it.
    """

    kind: str
    height: float
    unit: float
    ticks: tuple[int, ...]
    gap: float = _GAP


def panels(highest: Mapping[str, int]) -> Iterator[Panel]:
    """Yield a panel for each kind, as tall as its highest number asks.

    Args:
        highest: The highest number of each.
    """
    room = _ALONE if len(highest) == 1 else _TOGETHER
    unit = min(room / max(sum(highest.values()), 1), _TALLEST)
    step = next((one for one in _STEPS if one * unit >= _TICK), _STEPS[-1])
    for kind, number in highest.items():
        ticks = tuple(range(0, number + 1, step))
        yield Panel(kind, max(number * unit, _LOWEST), unit, ticks)


@dataclass(frozen=True, slots=True)
class Axis:
    """Years from left to right.

    Attributes:
        first: The first year.
        last: The last year.
        ends: Where the first begins and the last ends.
    """

    first: int
    last: int
    ends: tuple[float, float]

    def place(self, year: int) -> float:
        """Return where a year begins."""
        left, right = self.ends
        return left + (right - left) * (year - self.first) / (self.last + 1 - self.first)

    def ticks(self) -> tuple[int, ...]:
        """Return the years to name: every one, or round ones, as many as there is room for."""
        years = self.last + 1 - self.first
        each = (self.ends[1] - self.ends[0]) / years
        step = next((one for one in _STEPS if one * each >= _YEAR), _STEPS[-1])
        round_ones = (year for year in range(self.first, self.last + 1) if year % step == 0)
        return tuple(round_ones) or (self.first,)

    def draw(self, drawing: Drawing, y: float) -> None:
        """Draw the axis beneath the panels: a stroke for each decade, names of round years."""
        years = range(self.first, self.last + 1)
        named = self.ticks()
        for year in years:
            if year % _DECADE == 0 or year in named:
                x = self.place(year)
                long = 7 if year in named else 4
                drawing.line((x, y, x, y + long), stroke="#333333")
        for year in named:
            x = self.place(year)
            drawing.text(x, y + 20, str(year), text_anchor="middle", font_size="11", fill="#444444")


def stairs(axis: Axis, years: Sequence[int], heights: Sequence[float]) -> str:
    """Return the course of a line that goes level through each year.

    Args:
        axis: Where the years lie.
        years: The years, without gaps.
        heights: Where the line is in each, downwards as pictures count.
    """
    course = [f"M{axis.place(years[0]):.1f} {heights[0]:.1f}"]
    for place, year in enumerate(years):
        if place and heights[place] != heights[place - 1]:
            course.append(f"V{heights[place]:.1f}")
        if place + 1 == len(years) or heights[place + 1] != heights[place]:
            course.append(f"H{axis.place(year + 1):.1f}")
    return "".join(course)


def area(
    axis: Axis, years: Sequence[int], heights: Sequence[float], floors: Sequence[float]
) -> str:
    """Return the course around what lies between two stairs.

    Args:
        axis: Where the years lie.
        years: The years, without gaps.
        heights: Where its upper edge is in each.
        floors: Where its lower edge is in each.
    """
    course = [stairs(axis, years, heights)]
    for place in range(len(years) - 1, -1, -1):
        course.append(f"L{axis.place(years[place] + 1):.1f} {floors[place]:.1f}")
        course.append(f"H{axis.place(years[place]):.1f}")
    return f"{''.join(course)}Z"
