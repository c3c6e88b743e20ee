"""``foedera ask``: questions to the law put in words, answered as pages or data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from foedera.cli.consulting import Consulted, print_data
from foedera.cli.duties_view import DutiesView
from foedera.cli.terminal import console
from foedera.treaties import Target
from foedera.wording.questions import asked_text
from foedera.workspace.answers import promised
from foedera.workspace.whole_data import whole_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rich.console import RenderableType

    from foedera.wording.words import Words
    from foedera.workspace import Answer


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
        print_data(whole_answer(found, workspace.called))
        return
    words = asked.words(workspace)
    console().print(Group(*_page(found, asked, wanted, words)))


def _page(
    found: Answer, asked: Consulted, wanted: Wanted, words: Words
) -> Iterator[RenderableType]:
    yield Text(asked_text(found, asked.day_text(words), words), style="bold")
    view = DutiesView(words, why=wanted.why, whole=wanted.whole)
    if found.duties is not None:
        yield Text(words("ask-supposed"), style="dim")
        yield from view.answer(found.duties)
        return
    yield from view.ties([tie for tie in found.ties if not promised(tie)])
    promises = {tie.owed.obligation.id: tie.owed for tie in found.ties if promised(tie)}
    yield from view.promises(tuple(promises.values()))
