"""How an instrument ends of itself: its term, its event, what comes in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, before, one_event, perhaps, shifted
from foedera.treaties.coding import Coding, ImpliedEnd
from foedera.treaties.instrument import Renewal
from foedera.treaties.provisions import ObligationKind
from foedera.treaties.steps import Act, Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.treaties.entry_into_force import History
    from foedera.treaties.instrument import Instrument
    from foedera.treaties.steps import Step

_PLEDGES = frozenset(
    {
        ObligationKind.DEFENCE,
        ObligationKind.OFFENCE,
        ObligationKind.NEUTRALITY,
        ObligationKind.CONSULTATION,
    }
)


def term_over(
    instrument: Instrument, history: History, force: Interval | None, coding: Coding
) -> Interval | None:
    """Return the days on which its term may have run out; None where it has none.

    Automatic renewal has no end of itself. A renewal by agreement counts if it came by
    the end of the term; where none is on record the term's end is only possible, since a
    renewal may have gone unrecorded; ATOP takes it to have lapsed (codebook 1.52).
    """
    term = instrument.term
    if term.renewal is Renewal.AUTOMATIC:
        return None
    # The day the text names is the last in force: it has ended on the day after.
    over = shifted(Interval.on(term.until), days=1) if term.until else None
    if term.years and force:
        over = shifted(force, months=12 * term.years)
    length = term.renewal_years or term.years
    for renewal in _renewals(history):
        if over is None:
            return None
        match before(renewal, over):
            case Truth.NO:
                continue
            case _ if length is None:
                return None
            case Truth.YES:
                over = shifted(over, months=12 * length)
            case Truth.UNCLEAR:
                over = Interval(over.start, shifted(over, months=12 * length).end)
    if over is None or term.renewal is Renewal.NONE or coding.implied_end is ImpliedEnd.ATOP:
        return over
    return perhaps(over)


def _renewals(history: History) -> Iterator[Interval]:
    """Yield the renewals, in order: tellings that may be of one day are of one renewal."""
    groups: list[list[Interval]] = []
    for step in history.of({Act.RENEW}):
        group = next((one for one in groups if all(step.when.meets(day) for day in one)), None)
        if group is None:
            groups.append([step.when])
        else:
            group.append(step.when)
    yield from (one_event(group) for group in groups)


def told_end(steps: Iterable[Step]) -> list[Interval]:
    """Return the days of an end as its tellings have it, or nothing where none has effect.

    An end on a ground that the others may dispute is only possible; one without ground is none.
    """
    found = [
        perhaps(step.when) if disputed(step.ground) else step.when
        for step in steps
        if step.ground is not Ground.NONE
    ]
    return [one_event(found)] if found else []


def disputed(ground: Ground | None) -> bool:
    """Tell whether a ground is one that the others may dispute (VCLT 65)."""
    return ground in {
        Ground.BREACH,
        Ground.IMPOSSIBILITY,
        Ground.CIRCUMSTANCES,
        Ground.INVALIDITY,
    }


def event_come(instrument: Instrument, history: History) -> Interval | None:
    """Return the days of the event by which the instrument ends; None while it has not come."""
    if not instrument.term.ends_on:
        return None
    told = [step.when for step in history.of({Act.OCCUR}) if step.ground is Ground.TEXT]
    return one_event(told) if told else None


def implied(instrument: Instrument, history: History, coding: Coding) -> Iterator[Interval]:
    """Yield the ends that ATOP infers and the law does not (codebook 1.52; VCLT 60, 63)."""
    if coding.implied_end is not ImpliedEnd.ATOP or not instrument.bilateral:
        return
    acts = {Act.VIOLATE}
    if any(one.kind in _PLEDGES for one in instrument.obligations):
        acts.add(Act.BREAK_RELATIONS)  # which ends every pact but one of nonaggression
    for act in acts:
        if steps := history.of({act}):
            yield one_event([step.when for step in steps])
