"""Where an instrument stands, in words: the stages of states, and what is missing at home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.treaties import Standing
from foedera.wording.phrasing import states_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.treaties import InstrumentStatus, MissingAtHome, Participation
    from foedera.wording.words import Words

#: States told one by one before those alike are told together.
SINGLE: Final = 4


def stage_text(part: Participation, words: Words) -> str:
    """Return how a state stands, both ways where its days leave that open, and if it leaves."""
    stage = words.law("standing", part.standing)
    if not part.settled:
        possible = words.law("standing", part.possibly)
        stage = words("possibly", sure=stage, possible=possible)
    leaving = words("leaving", day=words.days(part.leaving)) if part.leaving else ""
    return ", ".join(filter(None, (stage, leaving)))


def alike_parts(
    parts: Sequence[Participation], words: Words
) -> Iterator[tuple[str, Participation, bool]]:
    """Yield states by name one by one or, of many, those at the same stage together.

    With each the part of the first, and whether it is the only one.
    """
    if len(parts) <= SINGLE:
        for part in parts:
            yield words.name(part.state), part, True
        return
    groups: dict[tuple[Standing, Standing, bool], list[Participation]] = {}
    for part in parts:
        groups.setdefault((part.standing, part.possibly, part.leaving is None), []).append(part)
    for group in groups.values():
        yield states_text([part.state for part in group], words), group[0], len(group) == 1


def told_at_home(status: InstrumentStatus) -> tuple[MissingAtHome, ...]:
    """Return what states have still to do at home; of many, only those that have begun."""
    states = {missing.state for missing in status.at_home}
    if len(states) > SINGLE:
        states -= set(status.states(Standing.SIGNATORY))
    return tuple(missing for missing in status.at_home if missing.state in states)
