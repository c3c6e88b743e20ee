"""What the law says of a state, worked out once for as long as it holds; how it is shown."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedera.treaties import Truth
from foedera.wording.cleaning import clean
from foedera.wording.duties import KINDS_TOLD, alike_ties
from foedera.wording.phrasing import article_text
from foedera.workspace.state_file import state_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties import Registry, Tie
    from foedera.wording import Words
    from foedera.workspace.answers import Circumstances
    from foedera.workspace.state_file import StateFile, Taken


@lru_cache(maxsize=128)
def file_of_state(law: Registry, state: ActorId, under: Circumstances) -> StateFile:
    """Return what the law says of a state. Raises ``StateNotExistingError``."""
    return state_file(law, state, under)


def taken_shown(one: Taken, words: Words) -> dict[str, Any]:
    """Return an instrument that a state takes part in, for a row of a table."""
    return {
        "id": one.instrument.id,
        "title": clean(one.instrument.title(words.language)),
        "status": one.status.status,
        "stage": words.law("standing", one.part.standing),
        "since": words.days(one.part.since) if one.part.since else None,
    }


def ties_shown(ties: Sequence[Tie], words: Words, *, owes: bool) -> list[dict[str, Any]]:
    """Return duties of one state, or to one, gathered by obligation, those that bind first.

    Args:
        ties: The duties.
        words: The interface's words.
        owes: Whether the state is the debtor of all of them; else it is the creditor.
    """
    groups = alike_ties(ties)
    groups.sort(key=lambda one: (one.verdict.value != "bound", KINDS_TOLD.index(one.kind)))
    return [
        {
            "kind": words.law("obligation", one.kind),
            "verdict": one.verdict,
            "others": one.creditors if owes else one.debtors,
            "instrument": one.owed.instrument.id,
            "obligation": one.owed.obligation.id,
            "title": clean(one.owed.instrument.title(words.language)),
            "article": article_text(one.owed.obligation.provision, words),
            "since": words.days(one.since) if one.since else None,
            "says": clean(one.owed.obligation.duty(words.language)),
            "sure": one.verdict.value == "bound",
        }
        for one in groups
    ]


def alive(ties: Sequence[Tie]) -> list[Tie]:
    """Return the duties that are owed, be it only perhaps."""
    return [tie for tie in ties if tie.truth is not Truth.NO]
