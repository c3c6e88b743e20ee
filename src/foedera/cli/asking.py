"""``foedera ask``: questions to the law put in words, answered as pages or data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from foedera.cli.consulting import Consulted, print_data
from foedera.cli.duties_view import DutiesView
from foedera.cli.terminal import console
from foedera.treaties import Target, label
from foedera.workspace.answer_data import answer_data, schema_of
from foedera.workspace.answers import promised
from foedera.workspace.questions import Asks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rich.console import RenderableType

    from foedera.treaties import Attack
    from foedera.wording.words import Words
    from foedera.workspace import Answer, Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an answer is to be shown.

    Attributes:
        whole: What does not bind, too.
        why: With the proofs.
        as_json: As data.
    """

    whole: bool = False
    why: bool = False
    as_json: bool = False


def tell_answer(
    question: str, asked: Consulted, begun: date | None, place: str, wanted: Wanted
) -> None:
    """Print the answer to a question.

    Args:
        question: In English or Indonesian.
        asked: The day, what was known, the switches and the language.
        begun: When the attack began, where before that day.
        place: What of the victim it falls upon.
        wanted: How to show it.

    Raises:
        FoederaError: The question cannot be understood, or names no states of that day.
    """
    workspace = asked.workspace()
    found = workspace.ask(
        question,
        asked.on,
        asked.known_by,
        begun=begun,
        place=Target(place),
        coding=asked.coding,
    )
    if wanted.as_json:
        print_data(
            {
                "schema": schema_of("duties" if found.duties else "obligations"),
                **asked.data(),
                **answer_data(found, workspace.called),
                "actors": names_data(found, workspace),
            }
        )
        return
    words = asked.words(workspace)
    console().print(Group(*_page(found, asked, wanted, words)))


def names_data(found: Answer, workspace: Workspace) -> dict[str, Any]:
    """Return the names of every state that an answer speaks of."""
    states: set[str] = set()
    if found.duties is not None:
        states |= {found.duties.attacker, found.duties.victim}
        states |= {duty.state for duty in found.duties.duties}
    for tie in found.ties:
        states |= {tie.debtor, tie.creditor}
    return actors_data(states, workspace)


def actors_data(states: set[str], workspace: Workspace) -> dict[str, Any]:
    """Return the names of states by their codes."""
    return {
        state: {language: workspace.called(state, language) for language in ("en", "id")}
        for state in sorted(states)
    }


def _page(
    found: Answer, asked: Consulted, wanted: Wanted, words: Words
) -> Iterator[RenderableType]:
    yield Text(asked_text(found, asked, words), style="bold")
    view = DutiesView(words, why=wanted.why, whole=wanted.whole)
    if found.duties is not None:
        yield Text(words("ask-supposed"), style="dim")
        yield from view.answer(found.duties)
        return
    yield from view.ties([tie for tie in found.ties if not promised(tie)])
    promises = {tie.owed.obligation.id: tie.owed for tie in found.ties if promised(tie)}
    yield from view.promises(tuple(promises.values()))


def asked_text(found: Answer, asked: Consulted, words: Words) -> str:
    """Return a question as it was understood."""
    question, day = found.question, asked.day_text(words)
    if found.duties is not None:
        return attack_text(found.duties.attack, asked, words)
    debtor, creditor = question.debtor, question.creditor
    if question.asks is Asks.DEFENCE:
        return words("asked-defence", creditor=words.name(creditor or ""), day=day)
    if debtor and creditor:
        both = {"debtor": words.name(debtor), "creditor": words.name(creditor)}
        return words("asked-both", **both, day=day)
    if debtor:
        return words("asked-debtor", debtor=words.name(debtor), day=day)
    return words("asked-creditor", creditor=words.name(creditor or ""), day=day)


def attack_text(attack: Attack, asked: Consulted, words: Words) -> str:
    """Return the case put: who attacks whom, where and since when."""
    text = words(
        "asked-attack",
        attacker=words.name(attack.attacker),
        victim=words.name(attack.victim),
        day=asked.day_text(words),
    )
    if attack.place is not Target.TERRITORY:
        text = words("asked-place", said=text, place=label(attack.place, words.language))
    if attack.begun:
        text = words("asked-begun", said=text, day=words.day(attack.begun))
    return text
