"""Draws the network of a kind of duty on a day: every state with a tie, and every bloc."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.pictures.circles import COLUMNS, TAG, laid_out
from foedera.pictures.drawing import EDGE, Drawing, Labels
from foedera.pictures.errors import NothingToDrawError
from foedera.pictures.kinds import kinds_words
from foedera.pictures.lettering import breadth, cut, opened, wrapped
from foedera.pictures.strands import draw_hub, draw_link, draw_spoke, draw_tag, key_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from foedera.pictures.circles import Layout
    from foedera.pictures.strands import Lane
    from foedera.pictures.ties import Bloc, Link, Member, Ways, Web

_WIDTH: Final = 980.0
_SMALL: Final = 11.0
_TINY: Final = 10.0
_LINE: Final = 15.0
_ROW: Final = 13.5
_GREY: Final = "#555555"
#: Columns of the legend of blocs, and of codes with the names of states.
_BLOC_COLUMNS: Final = 2
_NAME_COLUMNS: Final = 5
_SPACE: Final = 24.0
_REGIONS: Final = {region: f"plot-region-{region}" for column in COLUMNS for region in column}


def web_picture(found: Web, labels: Labels, ways: Ways | None = None) -> str:
    """Return a network of duties as an SVG picture.

    Each state is a tag with its code on the circle of its part of the world. A line is a tie
    of two states, with an arrow to whom it is owed where only one owes it; a numbered sign
    is a bloc, with a spoke to each member. What is unclear is broken. Beneath stand the blocs
    and the states by name.

    Args:
        found: The network.
        labels: The words to label it with.
        ways: Where its marks lead; None for a picture that is only looked at.

    Raises:
        NothingToDrawError: No state has a tie.
    """
    _require(found)
    blocs = found.ranked()
    regions = {node.state: node.region for node in found.nodes}
    pairs = [(link.one, link.other) for link in found.links]
    members = [[member.state for member in bloc.members] for bloc in blocs]
    layout = laid_out(regions, pairs, members, _WIDTH)
    kinds = kinds_words(found.kinds, labels)
    title = labels("plot-network", kinds=opened(kinds), day=labels.day(found.on))
    beneath = labels("plot-network-how", count=str(len(found.nodes)), kinds=kinds)
    width = layout.size[0]
    top = Drawing((width, 100), "", "").headed(title, beneath, width) + 14
    words = [_bloc_words(number, bloc, labels) for number, bloc in enumerate(blocs, start=1)]
    below = top + layout.size[1] + 24
    height = below + 34 + _blocs_height(words) + _names_height(found)
    said = beneath if ways else _told(found, labels)  # each mark that leads somewhere says so
    drawing = Drawing((width, height), title, said, "group" if ways else "img")
    drawing.headed(title, beneath, width)
    leading = _Leading(drawing, labels, ways)
    with leading.frame((0, top, width, layout.size[1])), leading.zoomed():
        _network(drawing, found, layout, (top, leading))
    _key(drawing, found, below, labels)
    _blocs(drawing, words, below + 34)
    _names(drawing, found, below + 34 + _blocs_height(words), labels)
    return drawing.svg()


def web_table(found: Web, labels: Labels) -> tuple[tuple[str, ...], ...]:
    """Return what the picture shows as rows of words, the first of them the heads.

    Args:
        found: The network.
        labels: The words of the heads.

    Raises:
        NothingToDrawError: No state has a tie.
    """
    _require(found)
    keys = ("plot-state", "plot-direction", "plot-with", "plot-under", "plot-stands")
    rows = [tuple(labels(key) for key in keys)]
    for link in found.links:
        one, other = labels.name(link.one), labels.name(link.other)
        said = labels("plot-both") if link.both else labels("plot-owes", name=one)
        rows.append((one, said, other, ", ".join(link.instruments), _stands(link.unclear, labels)))
    for bloc in found.ranked():
        for member in bloc.members:
            name = labels.name(member.state)
            said = labels(f"plot-{member.direction.value}", name=name)
            title = bloc.title(labels.language)
            rows.append((name, said, title, bloc.instrument, _stands(member.unclear, labels)))
    return tuple(rows)


def _require(found: Web) -> None:
    if not found.links and not found.blocs:
        kinds = ", ".join(found.kinds) or "any kind"
        raise NothingToDrawError(f"no two states have a tie of {kinds} on {found.on.isoformat()}")


def _stands(unclear: bool, labels: Labels) -> str:  # noqa: FBT001 - one fact, one word
    return labels("plot-is-unclear" if unclear else "plot-is-owed")


@dataclass(frozen=True, slots=True)
class _Leading:
    """Has marks lead where they are to lead, and says whither.

    Attributes:
        drawing: The picture.
        labels: The words.
        ways: Where they lead; None for nowhere.
    """

    drawing: Drawing
    labels: Labels
    ways: Ways | None

    def frame(self, box: tuple[float, float, float, float]) -> AbstractContextManager[None]:
        if self.ways is None:
            return nullcontext()
        return self.drawing.grouped(clip_path=self.drawing.frame(box))

    def zoomed(self) -> AbstractContextManager[None]:
        return nullcontext() if self.ways is None else self.drawing.grouped(class_="pic-zooms")

    def spoke(self, bloc: Bloc, member: Member) -> AbstractContextManager[None]:
        if self.ways is None:
            return nullcontext()
        return self.drawing.grouped(id=f"mark-{bloc.instrument}~{member.state}")

    def tie(self, link: Link) -> AbstractContextManager[None]:
        if self.ways is None:
            return nullcontext()
        key = "pic-tie-told" if link.both else "pic-tie-told-one-way"
        one, other = self.labels.name(link.one), self.labels.name(link.other)
        titles = "; ".join(self.ways.titles.get(name, name) for name in link.instruments)
        stands = _stands(link.unclear, self.labels)
        told = self.labels(key, one=one, other=other, stands=stands, titles=titles)
        return self._linked(self.ways.ties[link.key], told, link.key)

    def state(self, state: str) -> AbstractContextManager[None]:
        if self.ways is None:
            return nullcontext()
        told = f"{self.labels.name(state)} {state}"
        return self._linked(self.ways.states[state], told, state, written=True)

    def bloc(self, bloc: Bloc, number: str) -> AbstractContextManager[None]:
        if self.ways is None:
            return nullcontext()
        told = f"{bloc.title(self.labels.language)} {number}"
        address = self.ways.blocs[bloc.instrument]
        return self._linked(address, told, bloc.instrument, written=True)

    def _linked(
        self, address: str, told: str, key: str, *, written: bool = False
    ) -> AbstractContextManager[None]:
        style = {"class_": "pic-mark", "id": f"mark-{key}"}
        return self.drawing.linked(address, told, written=written, **style)


def _network(drawing: Drawing, found: Web, layout: Layout, where: tuple[float, _Leading]) -> None:
    """Draw spokes, then ties, then the tags and signs that lie over their ends."""
    top, leading = where
    labels = leading.labels
    blocs = found.ranked()
    for circle in layout.circles:
        x, y = circle.centre[0], circle.centre[1] + top
        drawing.circle((x, y, circle.radius + TAG[0] / 2), fill="none", stroke="#e6e6e6")
    seats = {state: seat.lowered(top) for state, seat in layout.seats.items()}
    hubs = [(x, y + top) for x, y in layout.hubs]
    frame = (layout.size[0], top + layout.size[1])
    lanes = _lanes(found, layout)
    for bloc, hub in zip(blocs, hubs, strict=True):
        for member in bloc.members:
            via = _lowered(lanes.get((bloc.instrument, member.state)), top)
            with leading.spoke(bloc, member):
                draw_spoke(drawing, member, (seats[member.state], hub), frame, via)
    for link in found.links:
        via = _lowered(lanes.get((link.one, link.other)), top)
        with leading.tie(link):
            draw_link(drawing, link, (seats[link.one], seats[link.other]), frame, via)
    for state in sorted(seats):
        with leading.state(state):
            draw_tag(drawing, state, seats[state], labels.name(state))
    for number, (bloc, hub) in enumerate(zip(blocs, hubs, strict=True), start=1):
        with leading.bloc(bloc, str(number)):
            draw_hub(drawing, str(number), hub, bloc.title(labels.language))
    _region_names(drawing, layout, top, labels)


def _region_names(drawing: Drawing, layout: Layout, top: float, labels: Labels) -> None:
    for circle in layout.circles:
        x, y = circle.centre[0], circle.centre[1] + top - circle.reach - 8
        name = labels(_REGIONS.get(circle.region, "plot-region-elsewhere"))
        half = breadth(name, _SMALL) / 2 + 3
        veil = {"fill": "#ffffff", "fill_opacity": "0.85"}
        drawing.rectangle((x - half, y - 11, 2 * half, 15), **veil)
        drawing.text(x, y, name, text_anchor="middle", font_size="11", fill=_GREY)


def _lowered(lane: Lane | None, top: float) -> Lane | None:
    if lane is None:
        return None
    (left, y), (right, _) = lane
    return (left, y + top), (right, y + top)


def _lanes(found: Web, layout: Layout) -> Mapping[tuple[str, str], Lane]:
    """Return the lane of each line that runs between the outer columns, by its ends."""
    seats, corridor = layout.seats, layout.corridor
    ends: dict[tuple[str, str], float] = {}
    for bloc, hub, home in zip(found.ranked(), layout.hubs, layout.homes, strict=True):
        for member in bloc.members:
            seat = seats[member.state]
            if layout.crosses(seat.region, home):
                ends[bloc.instrument, member.state] = hub[1] + seat.middle[1]
    for link in found.links:
        one, other = seats[link.one], seats[link.other]
        if layout.crosses(one.region, other.region):
            ends[link.one, link.other] = one.middle[1] + other.middle[1]
    order = sorted(ends, key=lambda key: (ends[key], key))
    if corridor is None:
        return {}
    return {key: corridor.lane(number, len(order)) for number, key in enumerate(order)}


def _key(drawing: Drawing, found: Web, y: float, labels: Labels) -> None:
    """Draw what the lines and signs stand for, of those that there are."""
    unclear = [link.unclear for link in found.links]
    unclear += [member.unclear for bloc in found.blocs for member in bloc.members]
    entries = [
        ("plot-key-tie", any(one.both for one in found.links)),
        ("plot-key-one-way", not all(one.both for one in found.links)),
        ("plot-key-unclear", any(unclear)),
        ("plot-key-bloc", bool(found.blocs)),
    ]
    x = EDGE
    for key, shown in entries:
        if shown:
            key_line(drawing, key, (x, y))
            drawing.text(x + 38, y + 4, labels(key), font_size="11")
            x += 62 + breadth(labels(key), _SMALL)


def _bloc_words(number: int, bloc: Bloc, labels: Labels) -> tuple[str, list[str]]:
    count = str(len(bloc.members))
    told = labels("plot-bloc", title=bloc.title(labels.language), count=count)
    wide = (_WIDTH - 2 * EDGE - _SPACE) / _BLOC_COLUMNS - 24
    return str(number), wrapped(told, wide, _SMALL)


def _halves(
    words: Sequence[tuple[str, list[str]]],
) -> tuple[Sequence[tuple[str, list[str]]], ...]:
    """Return the blocs in columns with about as many lines each."""
    whole, lines = sum(len(told) for _, told in words), 0
    for place, (_, told) in enumerate(words):
        if 2 * lines >= whole:
            return words[:place], words[place:]
        lines += len(told)
    return words, ()


def _blocs_height(words: Sequence[tuple[str, list[str]]]) -> float:
    tallest = max(sum(len(told) for _, told in half) for half in _halves(words))
    return tallest * _LINE + 12 if tallest else 0


def _blocs(drawing: Drawing, words: Sequence[tuple[str, list[str]]], top: float) -> None:
    """Write each bloc's number and full name."""
    wide = (_WIDTH - 2 * EDGE - _SPACE) / _BLOC_COLUMNS
    for column, half in enumerate(_halves(words)):
        x, y = EDGE + column * (wide + _SPACE), top
        for number, told in half:
            style = {"text_anchor": "end", "font_size": "11", "font_weight": "bold"}
            drawing.text(x + 18, y, number, **style)
            for line in told:
                drawing.text(x + 24, y, line, font_size="11")
                y += _LINE


def _names_height(found: Web) -> float:
    return -(-len(found.nodes) // _NAME_COLUMNS) * _ROW + 16


def _names(drawing: Drawing, found: Web, top: float, labels: Labels) -> None:
    """Write what the codes of the states stand for."""
    drawing.line((EDGE, top - 12, _WIDTH - EDGE, top - 12), stroke="#bbbbbb")
    rows = -(-len(found.nodes) // _NAME_COLUMNS)
    wide = (_WIDTH - 2 * EDGE) / _NAME_COLUMNS
    for number, state in enumerate(sorted(node.state for node in found.nodes)):
        x, y = EDGE + number // rows * wide, top + 4 + number % rows * _ROW
        drawing.text(x, y, cut(state, 32, _TINY), font_size="10", font_weight="bold")
        name = cut(labels.name(state), wide - 44, _TINY)
        drawing.text(x + 34, y, name, font_size="10", fill="#333333")


def _told(found: Web, labels: Labels) -> str:
    """Return the picture in words, for who cannot see it."""
    kinds = kinds_words(found.kinds, labels)
    told = [labels("plot-network-how", count=str(len(found.nodes)), kinds=kinds)]
    told += _blocs_told(found, labels)
    for link in found.links:
        mark = "–" if link.both else "→"
        doubt = f" ({labels('plot-is-unclear')})" if link.unclear else ""
        told.append(f"{labels.name(link.one)} {mark} {labels.name(link.other)}{doubt}.")
    return " ".join(told)


def _blocs_told(found: Web, labels: Labels) -> Iterator[str]:
    for bloc in found.ranked():
        sure = [member.state for member in bloc.members if not member.unclear]
        doubtful = [member.state for member in bloc.members if member.unclear]
        more = f" ({labels('plot-is-unclear')}: {labels.names(doubtful)})" if doubtful else ""
        yield f"{bloc.title(labels.language)}: {labels.names(sure)}{more}."
