"""The engine and a slow second reading of the same rules give the same answers."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from oracle import answer
from random_histories import histories

from foedera.treaties import LAW, Basis, Coding, ImpliedEnd, Standing, Status, status_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oracle import Combined
    from random_histories import History

    from foedera.treaties import InstrumentStatus

SEEDS, EACH = 20, 500  # 10,000 histories
#: Between having left and having been a party when it ended the dates may leave a choice.
OUT = {Standing.FORMER_PARTY, Standing.WITHDRAWN}
OTHER_READINGS = {
    "signature": Coding(Basis.SIGNATURE, ImpliedEnd.VCLT),
    "implied end": Coding(Basis.IN_FORCE, ImpliedEnd.ATOP),
    "both": Coding(Basis.SIGNATURE, ImpliedEnd.ATOP),
}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_engine_and_oracle_agree(seed: int) -> None:
    assert_agreement(seed, LAW)


@pytest.mark.parametrize("reading", OTHER_READINGS)
def test_they_agree_in_the_other_readings_too(reading: str) -> None:
    assert_agreement(SEEDS, OTHER_READINGS[reading])


def assert_agreement(seed: int, coding: Coding) -> None:
    told = []
    for history in histories(Random(seed), EACH):  # noqa: S311 - chance that can be had again
        if coding.basis is Basis.SIGNATURE and not exact(history):
            continue  # a reading with hindsight: which tellings narrow which is not laid down
        slow = answer(history.steps, history.instrument, history.on, coding)
        quick = status_from(history.steps, history.instrument, history.on, coding)
        if found := [*differences(history, slow, quick)]:
            told.append("\n".join([*history.lines(), *found]))
    assert not told, f"{len(told)} of {EACH} differ; the shortest:\n\n{min(told, key=len)}"


def differences(history: History, slow: Combined, quick: InstrumentStatus) -> Iterator[str]:
    """Yield what the two say differently, a line for each."""
    if slow.status is not quick.status:
        yield f"status: oracle {slow.status.value}, engine {quick.status.value}"
    elif slow.since != quick.since:
        yield f"since: oracle {slow.since}, engine {quick.since}"
    elif exact(history) and slow.lacks != lacks(quick):
        yield f"missing: oracle {slow.lacks}, engine {lacks(quick)}"
    if slow.status is not Status.POLITICAL:
        yield from standings(slow, quick)


def standings(slow: Combined, quick: InstrumentStatus) -> Iterator[str]:
    """Yield the states whose standings differ."""
    for state, some in sorted(slow.standings.items()):
        part = quick.of(state)
        both = {part.standing, part.possibly}
        if some == both or (len(some) > 1 and fits(both, some)):
            continue
        shown = "/".join(sorted(one.value for one in some))
        yield f"{state}: oracle {shown}, engine {part.standing.value}/{part.possibly.value}"


def fits(shown: set[Standing], some: frozenset[Standing]) -> bool:
    """Tell whether two standings shown are among several possible ones, and not too few.

    Who is out, as a former party or withdrawn, is out; which of the two may be left open.
    """
    shown, wide = ({"out" if one in OUT else one for one in group} for group in (shown, some))
    return shown <= wide and (len(shown) > 1 or len(wide) == 1)


def exact(history: History) -> bool:
    """Tell whether every step is known to the day."""
    return all(step.when.start == step.when.end for step in history.steps)


def lacks(quick: InstrumentStatus) -> frozenset[tuple[str, object]]:
    """Return what the engine finds lacking, in the oracle's form."""
    return frozenset(
        (one.lack.value, one.until or one.count or frozenset(one.states) or None)
        for one in quick.missing
    )
