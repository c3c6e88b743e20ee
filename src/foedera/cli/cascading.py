"""``foedera cascade``: who is drawn in, round by round, as a page, as data, or as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from foedera.cli.consulting import Consulted, print_data, put_picture
from foedera.cli.duties_view import DutiesView
from foedera.cli.page import facts, heading
from foedera.cli.terminal import console
from foedera.pictures import cascade_picture
from foedera.treaties import Side, Target
from foedera.wording.duties import alike
from foedera.wording.phrasing import states_text
from foedera.wording.proofs import reason_text
from foedera.wording.questions import attack_text
from foedera.workspace.whole_data import whole_cascade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import RenderableType

    from foedera.treaties import Apart, CascadeAnswer, Duty, Joining, Torn
    from foedera.wording.words import Words

_SIDES = {Side.VICTIM: "bold green", Side.ATTACKER: "bold red"}


@dataclass(frozen=True, slots=True)
class War:
    """What is supposed of a cascade, and how it is to be shown.

    Attributes:
        place: What of the victim is attacked.
        spread: Whether those who attack turn on every helper, too.
        assume_unclear: Whether duties of which it is unclear count as binding.
        why: Whether to show the proofs.
        as_json: Print data instead of a page.
        picture: Draw it into this file instead.
    """

    place: str
    spread: bool
    assume_unclear: bool
    why: bool
    as_json: bool
    picture: Path | None


def tell_cascade(question: str, asked: Consulted, war: War) -> None:
    """Print who is drawn in by an attack, or draw it.

    Args:
        question: Who attacks whom, in English or Indonesian.
        asked: The day, what was known, the switches and the language.
        war: What is supposed, and how to show it.

    Raises:
        FoederaError: The question cannot be understood, or names no states of that day.
        UnwritablePictureError: The picture cannot be written.
    """
    workspace = asked.workspace()
    place = Target(war.place)
    found = workspace.cascade(
        question,
        asked.on,
        asked.known_by,
        spread=war.spread,
        assume_unclear=war.assume_unclear,
        place=place,
        coding=asked.coding,
    )
    words = asked.words(workspace)
    if war.picture is not None:
        put_picture(cascade_picture(found, words), war.picture)
    elif war.as_json:
        under = asked.circumstances(place)
        assumed = war.assume_unclear
        print_data(whole_cascade(found, under, workspace.called, assume_unclear=assumed))
    else:
        console().print(Group(*_page(found, asked, war, words)))


def _page(
    found: CascadeAnswer, asked: Consulted, war: War, words: Words
) -> Iterator[RenderableType]:
    yield Text(attack_text(found.attack, asked.day_text(words), words), style="bold")
    yield Text(words("cascade-supposed" if found.spread else "cascade-alone"), style="dim")
    view = DutiesView(words, why=war.why, whole=True)
    for number in range(1, found.rounds + 1):
        yield heading(words("picture-round", number=str(number)))
        for side in (Side.VICTIM, Side.ATTACKER):
            members = [one for one in found.joined if (one.round, one.side) == (number, side)]
            yield from _joining(members, side, view, words)
    if not found.rounds:
        yield heading(words("cascade-nobody"))
    yield from _torn(found.torn, view, words)
    for key, apart in (("cascade-unclear", found.unclear), ("cascade-unmoved", found.unmoved)):
        yield from _apart(key, apart, view, words)
    yield heading(words("cascade-sides"))
    yield facts(
        (words(f"cascade-{side.value}"), Text(words.names(found.on(side)), style=_SIDES[side]))
        for side in (Side.VICTIM, Side.ATTACKER)
    )


def _joining(
    members: Sequence[Joining], side: Side, view: DutiesView, words: Words
) -> Iterator[RenderableType]:
    if not members:
        return
    names = states_text([one.state for one in members], words)
    yield Text.assemble((f"{words.law('side', side)}: ", "dim"), (names, _SIDES[side]))
    assumed = [one.state for one in members if one.assumed]
    if assumed:
        text = f"{words('cascade-assumed')}: {states_text(assumed, words)}"
        yield Text(text, style="yellow")
    yield from _by_duty([duty for one in members for duty in one.duties], view, words)


def _torn(found: Sequence[Torn], view: DutiesView, words: Words) -> Iterator[RenderableType]:
    if not found:
        return
    yield heading(words("cascade-torn"))
    for one in found:
        yield Text(words.name(one.state), style="bold yellow")
        yield from _by_duty((*one.to_victim, *one.to_attacker), view, words)


def _apart(
    key: str, found: Sequence[Apart], view: DutiesView, words: Words
) -> Iterator[RenderableType]:
    if not found:
        return
    yield heading(words(key))
    yield Text(words.names([one.state for one in found]), style="bold")
    duties = [duty for one in found for duty in one.duties]
    if view.why:
        for group in alike(duties):
            yield view.entry(group)
        return
    points: dict[tuple[str, str], dict[str, None]] = {}
    for one in found:
        for duty in one.duties:
            reasons = duty.undecided or duty.reasons[:1]
            told = "; ".join(dict.fromkeys(reason_text(reason, words) for reason in reasons))
            points.setdefault((duty.owed.instrument.id, told), {})[one.state] = None
    for (instrument, told), states in points.items():
        line = Text.assemble((f"{instrument}  ", "dim"), states_text(list(states), words))
        yield Padding(line.append(f": {told}"), (0, 0, 0, 2))


def _by_duty(duties: Sequence[Duty], view: DutiesView, words: Words) -> Iterator[RenderableType]:
    """Yield the duties that draw states in: in full with the proofs, else one to a line."""
    if view.why:
        for group in alike(duties):
            yield view.entry(group)
        return
    lines: dict[tuple[str, str, str], list[str]] = {}
    for duty in duties:
        key = (words.law("obligation", duty.kind), duty.toward, duty.owed.instrument.id)
        lines.setdefault(key, []).append(duty.state)
    for (kind, toward, instrument), states in lines.items():
        debtors = states_text(list(dict.fromkeys(states)), words)
        line = Text(f"{kind}: {debtors} → {words.name(toward)}")
        yield Padding(line.append(f"  {instrument}", style="dim"), (0, 0, 0, 2))
