"""What a ledger adds to an answer: which steps were accepted, by whom, and which are proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from foedera.cli.page import facts, heading, joined
from foedera.wording.cleaning import clean
from foedera.wording.steps import moment_words, step_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from rich.console import RenderableType

    from foedera.assessment import Level
    from foedera.treaties import Step
    from foedera.wording.words import Words
    from foedera.workspace.on_record import Added, StatusOnRecord

#: How a level of confidence is set off.
LEVELS: Final = {"high": "bold green", "medium": "yellow", "low": "bold red", "unknown": "dim"}


def on_record_view(
    found: StatusOnRecord, words: Words, recorded_by: datetime | None = None
) -> Iterator[RenderableType]:
    """Yield what counted beside the registry, and what the registry says alone.

    Args:
        found: The answer.
        words: The interface's words.
        recorded_by: The moment at which the ledger was asked; None for now.
    """
    yield heading(words("on-record"))
    if found.by_registry is None:
        alone = words("record-alone-not")
    elif found.by_registry.status is found.status.status:
        alone = words("record-alone-same")
    else:
        alone = words("record-alone", status=words.law("status", found.by_registry.status))
    rows: list[tuple[str, RenderableType]] = [(words("record-registry"), Text(alone))]
    if recorded_by is not None:
        rows.insert(0, (words("record-ledger"), Text(_stood(recorded_by, words))))
    accepted = [one for one in found.added if one.decision is not None]
    proposed = [one for one in found.added if one.proposal is not None]
    rows += [(words("accepted"), _accepted(one, words)) for one in accepted]
    if not accepted:
        rows.append((words("accepted"), Text(words("accepted-none"), style="dim")))
    rows += [(words("proposed"), _proposed(one, words)) for one in proposed]
    if found.proposed and not proposed:
        rows.append((words("proposed"), Text(words("proposed-none"), style="dim")))
    yield facts(rows)
    if proposed:
        yield Text(words("proposed-counted"), style="yellow")


def step_text(step: Step, words: Words) -> Text:
    """Return a step in words: its act, whose it is, by which organ, and when."""
    act, *rest = step_pieces(step, words)
    return joined([Text(act, style="bold"), *rest])


def level_text(level: Level, words: Words) -> Text:
    """Return a level of confidence as a word."""
    return Text(words(f"level-{level.value}"), style=LEVELS[level.value])


def _stood(recorded_by: datetime, words: Words) -> str:
    return words("record-stood", moment=moment_words(recorded_by, words))


def _accepted(one: Added, words: Words) -> RenderableType:
    assert one.decision is not None  # noqa: S101 - the caller has seen to it
    told = words(
        "accepted-by",
        coder=clean(one.decision.coder),
        moment=moment_words(one.decision.at, words),
    )
    return _lines(
        step_text(one.step, words), joined([told, _known(one.step, words)]), one.decision.id
    )


def _proposed(one: Added, words: Words) -> RenderableType:
    assert one.proposal is not None  # noqa: S101 - ditto
    sure = level_text(one.proposal.confidence.overall, words)
    told = Text.assemble(f"{words('confidence')}: ", sure)
    against = words("denied-too") if one.proposal.against else None
    line = joined([told, against, _known(one.step, words)])
    return _lines(step_text(one.step, words), line, one.proposal.id)


def _known(step: Step, words: Words) -> str | None:
    return words("known-from", day=words.day(step.known_from)) if step.known_from else None


def _lines(first: Text, then: Text, name: str) -> RenderableType:
    table = Table.grid()
    table.add_row(first)
    table.add_row(Text.assemble(then, (f"  {name}", "dim")))
    return table
