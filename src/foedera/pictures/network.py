"""Draws a cascade: who is drawn in on which side, a column for each round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.pictures.drawing import LETTER, Drawing, Labels
from foedera.treaties import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties import CascadeAnswer, Duty, Joining

_LEFT: Final = 24.0
_TOP: Final = 104.0
_BOX: Final = 150.0
_TALL: Final = 20.0
_ROW: Final = 26.0
_GAP: Final = 120.0
_BAND: Final = 30.0
_LEGEND: Final = 30.0
_NARROWEST: Final = 760.0
#: Longest name in a box, in letters.
_NAME: Final = 21
_COLOURS: Final = {Side.ATTACKER: "#8c2f24", Side.VICTIM: "#1f5f99"}
_PALE: Final = "#f4f4f4"


def cascade_picture(answer: CascadeAnswer, labels: Labels) -> str:
    """Return a cascade as an SVG picture.

    The attacker and the one attacked stand in the first column, those whom each round
    draws in in the next ones, with a line from each to whom it helps; beneath them those
    torn, those of whom it is unclear, and allies of the attacker who stay out. Sides are
    told by word and by shape, hatching marks what is only assumed.

    Args:
        answer: Who is drawn in.
        labels: The words to label it with.
    """
    attack = answer.attack
    who = {"attacker": labels.name(attack.attacker), "victim": labels.name(attack.victim)}
    title = labels("picture-cascade", **who, day=labels.day(attack.on))
    columns = [
        [one for one in answer.joined if one.round == number] for number in range(answer.rounds + 1)
    ]
    bands = list(_bands(answer))
    width = max(_NARROWEST, 2 * _LEFT + len(columns) * (_BOX + _GAP) - _GAP)
    across = int((width - 2 * _LEFT + 10) // (_BOX + 10))
    tall = max(len(column) for column in columns) * _ROW
    below = sum(_BAND + _ROW * -(-len(states) // across) for _, states in bands)
    height = _TOP + tall + below + _LEGEND + 2 * _ROW
    drawing = Drawing((width, height), title, _description(answer, labels))
    drawing.text(_LEFT, 26, _cut(title, int(width / 8.2)), font_size="15", font_weight="bold")
    drawing.text(_LEFT, 46, labels("picture-cascade-how"), fill="#555555")
    places = _places(columns)
    for one in answer.joined:
        _lines(drawing, one, places)
    for number, column in enumerate(columns):
        x = _LEFT + number * (_BOX + _GAP)
        head = labels("picture-round", number=str(number)) if number else labels("picture-start")
        drawing.text(x, _TOP - 16, head, fill="#555555", font_size="11")
        for one in column:
            _box(drawing, one, places[one.state], labels)
    y = _TOP + tall
    for key, states in bands:
        y = _band(drawing, labels, (key, states), (y, across))
    _legend(drawing, labels, height - 2 * _ROW)
    return drawing.svg()


def _places(columns: Sequence[Sequence[Joining]]) -> dict[ActorId, tuple[float, float]]:
    """Return the left upper corner of every state's box: the attacked above, attackers below."""
    places = {}
    for number, column in enumerate(columns):
        x = _LEFT + number * (_BOX + _GAP)
        ranked = sorted(column, key=lambda one: one.side is Side.ATTACKER)
        for row, one in enumerate(ranked):
            places[one.state] = (x, _TOP + row * _ROW)
    return places


def _bands(answer: CascadeAnswer) -> Iterator[tuple[str, tuple[ActorId, ...]]]:
    for key, group in (
        ("cascade-torn", answer.torn),
        ("cascade-unclear", answer.unclear),
        ("cascade-unmoved", answer.unmoved),
    ):
        if group:
            yield key, tuple(one.state for one in group)


def _lines(drawing: Drawing, one: Joining, places: dict[ActorId, tuple[float, float]]) -> None:
    """Draw a line from a state to each that it helps."""
    x, y = places[one.state]
    style = {"stroke": _COLOURS[one.side], "stroke_opacity": "0.35"}
    if one.assumed:
        style["stroke_dasharray"] = "4 3"
    for toward in dict.fromkeys(duty.toward for duty in one.duties):
        if toward in places and places[toward][0] < x:
            left, top = places[toward]
            ends = (left + _BOX, top + _TALL / 2, x, y + _TALL / 2)
            drawing.line(ends, **style)


def _box(drawing: Drawing, one: Joining, place: tuple[float, float], labels: Labels) -> None:
    x, y = place
    told = f"{labels.name(one.state)}: {labels.law('side', one.side)}"
    if one.duties:
        told = f"{told}; {'; '.join(dict.fromkeys(_duty(duty, labels) for duty in one.duties))}"
    if one.assumed:
        told = f"{told} ({labels('cascade-assumed')})"
    colour = _COLOURS[one.side]
    box = (x, y, _BOX, _TALL)
    sharp = one.side is Side.ATTACKER
    drawing.rectangle(box, told, fill=colour, rx="0" if sharp else "8")
    if one.assumed:
        drawing.rectangle(box, told, fill="url(#unsure)", rx="0" if sharp else "8")
    mark = "▶ " if sharp else ""
    ink = "#111111" if one.assumed else "#ffffff"
    drawing.text(x + 8, y + 14, mark + _cut(labels.name(one.state), _NAME), fill=ink)


def _band(
    drawing: Drawing,
    labels: Labels,
    band: tuple[str, tuple[ActorId, ...]],
    where: tuple[float, int],
) -> float:
    """Draw the states of one group beneath the rounds; return where the next may begin."""
    (key, states), (top, across) = band, where
    drawing.text(_LEFT, top + 22, labels(key), fill="#555555", font_size="11")
    for number, state in enumerate(states):
        x = _LEFT + (number % across) * (_BOX + 10)
        y = top + _BAND + (number // across) * _ROW
        told = f"{labels.name(state)}: {labels(key)}"
        dashes = "2 2" if key == "cascade-unmoved" else "6 3"
        style = {"fill": _PALE, "stroke": "#555555", "stroke_dasharray": dashes}
        drawing.rectangle((x, y, _BOX, _TALL), told, **style)
        drawing.text(x + 8, y + 14, _cut(labels.name(state), _NAME))
    return top + _BAND + _ROW * -(-len(states) // across)


def _duty(duty: Duty, labels: Labels) -> str:
    kind = labels.law("obligation", duty.kind)
    return f"{kind} → {labels.name(duty.toward)}, {duty.owed.instrument.id}"


def _description(answer: CascadeAnswer, labels: Labels) -> str:
    """Return the whole picture in words, for who cannot see it."""
    told = [
        f"{labels.law('side', side)}: {labels.names(states)}."
        for side in Side
        if (states := answer.on(side))
    ]
    told += [f"{labels(key)}: {labels.names(states)}." for key, states in _bands(answer)]
    return " ".join(told)


def _legend(drawing: Drawing, labels: Labels, y: float) -> None:
    x = _LEFT
    for side in (Side.VICTIM, Side.ATTACKER):
        sharp = side is Side.ATTACKER
        drawing.rectangle((x, y, 14, 12), fill=_COLOURS[side], rx="0" if sharp else "5")
        word = ("▶ " if sharp else "") + labels.law("side", side)
        drawing.text(x + 19, y + 10, word, font_size="11")
        x += 40 + len(word) * LETTER
    x, y = _LEFT, y + _ROW
    drawing.rectangle((x, y, 14, 12), fill=_COLOURS[Side.VICTIM])
    drawing.rectangle((x, y, 14, 12), fill="url(#unsure)")
    drawing.text(x + 19, y + 10, labels("cascade-assumed"), font_size="11")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
