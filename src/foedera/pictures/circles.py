"""Finds the places of states in a network: a circle for each region, nobody over another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Point = tuple[float, float]

#: Where regions lie, as on a map: columns from left to right, each from above.
COLUMNS: Final = (("americas",), ("europe", "africa"), ("asia", "middle-east"))
#: The tag of a state: its length away from the centre, and its breadth.
TAG: Final = (32.0, 13.0)
#: Arc that a tag wants on the circle at its inner end, and may have where states are few.
_ARC: Final = 15.5
_WIDE_ARC: Final = 44.0
_MANY: Final = 2300.0
#: Radius of the sign of a bloc, and the space between two.
HUB: Final = 11.0
_APART: Final = 8.0
#: Smallest radius, and what a hub adds.
_LEAST: Final = 42.0
_PER_HUB: Final = 20.0
#: Space around a circle, the name of the region above it included.
_AROUND: Final = 24.0
_WIDEST_GAP: Final = 90.0
#: Lines between the outer columns run in lanes beneath the upper circle of the middle one.
_LANE: Final = 4.0
_CORRIDOR: Final = (20.0, 96.0)
_PASSES: Final = 6
#: How much more than a spoke a tie of two states wants to be short.
_WEIGHT: Final = 2
_GAIN: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of a state's tag.

    Attributes:
        inner: The end of it nearest the centre of its circle.
        outer: The other end.
        angle: Its direction from the centre, in radians.
        region: Whose circle it is on.
    """

    inner: Point
    outer: Point
    angle: float
    region: str

    @property
    def middle(self) -> Point:
        """The middle of the tag."""
        return ((self.inner[0] + self.outer[0]) / 2, (self.inner[1] + self.outer[1]) / 2)

    @property
    def outward(self) -> Point:
        """The direction away from the centre, of length one."""
        return (cos(self.angle), sin(self.angle))

    def lowered(self, down: float) -> Seat:
        """Return the same seat further down the page."""
        (x, y), (out, below) = self.inner, self.outer
        return replace(self, inner=(x, y + down), outer=(out, below + down))


@dataclass(frozen=True, slots=True)
class Circle:
    """A region's circle.

    Attributes:
        region: Which.
        centre: Its centre.
        radius: To the inner ends of the tags.
    """

    region: str
    centre: Point
    radius: float

    @property
    def reach(self) -> float:
        """The radius to the outer ends of the tags."""
        return self.radius + TAG[0]


@dataclass(frozen=True, slots=True)
class Corridor:
    """The way that lines between the outer columns take past the middle one.

    Attributes:
        middle: Its middle.
        half: How far it reaches to the left and to the right.
        tall: How tall it is.
    """

    middle: Point
    half: float
    tall: float

    def lane(self, number: int, count: int) -> tuple[Point, Point]:
        """Return the left and the right end of one of so many lanes."""
        x, y = self.middle
        y += (number - (count - 1) / 2) * min(_LANE, self.tall / count)
        return (x - self.half, y), (x + self.half, y)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything in a network lies.

    Attributes:
        seats: The tag of each state.
        hubs: The sign of each bloc, in their order.
        homes: The region of each bloc's sign.
        circles: The circles of the regions.
        columns: Regions from left to right.
        corridor: The way between the outer columns; None where there is none.
        size: How broad and how tall all of it is.
    """

    seats: Mapping[str, Seat]
    hubs: tuple[Point, ...]
    homes: tuple[str, ...]
    circles: tuple[Circle, ...]
    columns: tuple[tuple[str, ...], ...]
    corridor: Corridor | None
    size: tuple[float, float]

    def crosses(self, one: str, other: str) -> bool:
        """Tell whether a line between two regions runs through the corridor."""
        outer = (self.columns[0], self.columns[-1])
        return self.corridor is not None and any(
            one in first and other in last for first, last in (outer, outer[::-1])
        )


def laid_out(
    regions: Mapping[str, str],
    pairs: Sequence[tuple[str, str]],
    blocs: Sequence[Sequence[str]],
    width: float,
) -> Layout:
    """Return where states, ties and blocs lie: always alike for the same network.

    States of one bloc come side by side on their circle; then states of a circle change
    places as long as that makes the lines shorter. A bloc's sign lies within the circle from
    which most of its members come.

    Args:
        regions: The region of each state.
        pairs: States with a tie of their own.
        blocs: The members of each bloc.
        width: How broad the picture is.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for state in sorted(regions, key=lambda one: (_signature(one, blocs), one)):
        found[regions[state]].append(state)
    homes = tuple(_home(members, regions) for members in blocs)
    lines = [(regions[one], regions[other]) for one, other in pairs]
    lines += [
        (regions[one], home) for members, home in zip(blocs, homes, strict=True) for one in members
    ]
    page = _Page(found, homes, lines, width)
    ties: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        ties[one].append(other)
        ties[other].append(one)
    places = {circle.region: circle for circle in page.circles}
    order = {circle.region: found[circle.region] for circle in page.circles}
    seats = _seats(order, places)
    for _ in range(_PASSES):
        hubs = _hubs(blocs, homes, seats, places)
        moved = [_improved(states, seats, ties, _spokes(blocs, hubs)) for states in order.values()]
        if not any(moved):
            break
    hubs = _hubs(blocs, homes, seats, places)
    size = (page.width, page.height)
    return Layout(seats, hubs, homes, page.circles, page.columns, page.corridor, size)


def _signature(state: str, blocs: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the blocs of a state, those without any last."""
    return tuple(n for n, members in enumerate(blocs) if state in members) or (len(blocs),)


def _home(members: Sequence[str], regions: Mapping[str, str]) -> str:
    """Return the region from which most members come."""
    count: dict[str, int] = defaultdict(int)
    for one in members:
        count[regions[one]] += 1
    return max(sorted(count), key=lambda region: count[region])


class _Page:
    """Where the circles of the regions lie on the page.

    Args:
        found: The states of each region.
        homes: The region of each bloc's sign.
        lines: Between which regions lines run.
        width: How broad the page is to be; it is broader where the circles do not fit.
    """

    def __init__(
        self,
        found: Mapping[str, Sequence[str]],
        homes: Sequence[str],
        lines: Sequence[tuple[str, str]],
        width: float,
    ) -> None:
        self.columns = _columns(found)
        arc = min(max(_MANY / sum(map(len, found.values())), _ARC), _WIDE_ARC)
        self._radii = {
            region: _radius(len(states), homes.count(region), arc)
            for region, states in found.items()
        }
        self._way = self._corridor_height(lines)
        breadths = [max(map(self._across, column)) for column in self.columns]
        self.width = max(width, sum(breadths))
        self.height = max(map(self._tall, self.columns))
        gaps = max(len(self.columns) - 1, 1)
        gap = min((self.width - sum(breadths)) / (gaps + 2), _WIDEST_GAP)
        x = (self.width - sum(breadths) - gap * (len(self.columns) - 1)) / 2
        self.corridor: Corridor | None = None
        circles: list[Circle] = []
        for column, broad in zip(self.columns, breadths, strict=True):
            circles += self._placed(column, x + broad / 2)
            x += broad + gap
        self.circles = tuple(circles)

    def _across(self, region: str) -> float:
        return 2 * (self._radii[region] + TAG[0] + _AROUND)

    def _middle(self, column: Sequence[str]) -> bool:
        """Tell whether the corridor runs through a column."""
        return len(self.columns) > 2 and column == self.columns[1]  # noqa: PLR2004 - outer columns and a middle one

    def _tall(self, column: Sequence[str]) -> float:
        return sum(map(self._across, column)) + self._way * self._middle(column)

    def _corridor_height(self, lines: Sequence[tuple[str, str]]) -> float:
        first, last = self.columns[0], self.columns[-1]
        count = sum(
            (one in first and other in last) or (one in last and other in first)
            for one, other in lines
        )
        least, most = _CORRIDOR
        return min(max(least, count * _LANE), most) if count else 0

    def _placed(self, column: Sequence[str], x: float) -> Iterator[Circle]:
        """Yield the circles of a column, spread over the height of the page."""
        way = self._way * self._middle(column)
        spare = (self.height - self._tall(column)) / (len(column) + 1)
        y = spare
        for number, region in enumerate(column):
            half = self._across(region) / 2
            yield Circle(region, (x, y + half), self._radii[region])
            y += 2 * half
            if way and not number:
                broad = max(map(self._across, column)) / 2 - _AROUND
                self.corridor = Corridor((x, y + (way + spare) / 2), broad, way)
                y += way
            y += spare


def _columns(found: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the regions there are in columns; those of no known place come first, beneath."""
    known = {region for column in COLUMNS for region in column}
    others = tuple(sorted(region for region in found if region not in known))
    wanted = ((*COLUMNS[0], *others), *COLUMNS[1:])
    columns = (tuple(region for region in column if region in found) for column in wanted)
    return tuple(column for column in columns if column)


def _radius(states: int, hubs: int, arc: float) -> float:
    return max(states * arc / (2 * pi), _LEAST + _PER_HUB * (sqrt(hubs) - 1) * bool(hubs))


def _seats(order: Mapping[str, Sequence[str]], circles: Mapping[str, Circle]) -> dict[str, Seat]:
    """Return a seat for every state, in their order around each circle from above."""
    seats = {}
    for region, states in order.items():
        (x, y), radius = circles[region].centre, circles[region].radius
        for number, state in enumerate(states):
            angle = 2 * pi * number / len(states) - pi / 2
            across, down = cos(angle), sin(angle)
            inner = (x + radius * across, y + radius * down)
            reach = radius + TAG[0]
            seats[state] = Seat(inner, (x + reach * across, y + reach * down), angle, region)
    return seats


def _spokes(blocs: Sequence[Sequence[str]], hubs: Sequence[Point]) -> Mapping[str, Sequence[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for members, hub in zip(blocs, hubs, strict=True):
        for one in members:
            found[one].append(hub)
    return found


def _improved(
    states: Sequence[str],
    seats: dict[str, Seat],
    ties: Mapping[str, Sequence[str]],
    spokes: Mapping[str, Sequence[Point]],
) -> bool:
    """Let states of a circle change places where that shortens their lines; tell if any did."""

    def length(state: str, at: Point, without: str) -> float:
        ends = [seats[other].middle for other in ties.get(state, ()) if other != without]
        far = sum(hypot(at[0] - x, at[1] - y) for x, y in ends) * _WEIGHT
        return far + sum(hypot(at[0] - x, at[1] - y) for x, y in spokes.get(state, ()))

    moved = False
    for one, other in combinations(states, 2):
        here, there = seats[one].middle, seats[other].middle
        before = length(one, here, other) + length(other, there, one)
        after = length(one, there, other) + length(other, here, one)
        if after < before - _GAIN:
            seats[one], seats[other] = seats[other], seats[one]
            moved = True
    return moved


def _hubs(
    blocs: Sequence[Sequence[str]],
    homes: Sequence[str],
    seats: Mapping[str, Seat],
    circles: Mapping[str, Circle],
) -> tuple[Point, ...]:
    """Return a place for each bloc amid its members, within its circle and off the others."""
    hubs = []
    for number, (members, home) in enumerate(zip(blocs, homes, strict=True)):
        inside = [seats[one].inner for one in members if seats[one].region == home]
        turn = 2.4 * number  # keeps blocs of the same members from lying on one another
        x = sum(one[0] for one in inside) / len(inside) + cos(turn)
        y = sum(one[1] for one in inside) / len(inside) + sin(turn)
        hubs.append(_within((x, y), circles[home]))
    for _ in range(200):
        pushed = _pushed(hubs, homes)
        if pushed is None:
            break
        hubs = [_within(hub, circles[home]) for hub, home in zip(pushed, homes, strict=True)]
    return tuple(hubs)


def _within(place: Point, circle: Circle) -> Point:
    """Return a place moved into a circle, with the sign of a bloc whole inside."""
    (x, y), room = circle.centre, circle.radius - HUB - _APART / 2
    away = hypot(place[0] - x, place[1] - y)
    if away <= room:
        return place
    return (x + (place[0] - x) * room / away, y + (place[1] - y) * room / away)


def _pushed(hubs: Sequence[Point], homes: Sequence[str]) -> list[Point] | None:
    """Return signs moved off one another where two lie too near; None where none do."""
    moved, near = list(hubs), False
    for one, other in combinations(range(len(hubs)), 2):
        across, down = moved[other][0] - moved[one][0], moved[other][1] - moved[one][1]
        away = max(hypot(across, down), 0.01)
        lack = 2 * HUB + _APART - away
        if homes[one] == homes[other] and lack > _GAIN:
            near = True
            x, y = across / away * (lack / 2 + 0.1), down / away * (lack / 2 + 0.1)
            moved[one] = (moved[one][0] - x, moved[one][1] - y)
            moved[other] = (moved[other][0] + x, moved[other][1] + y)
    return moved if near else None
