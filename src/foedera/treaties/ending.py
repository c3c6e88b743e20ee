"""How an instrument ends of itself: its term, its event, what comes in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, before, one_event, perhaps, shifted
from foedera.treaties.coding import Coding, ImpliedEnd
from foedera.treaties.instrument import Renewal
from foedera.treaties.provisions import ObligationKind
from foedera.treaties.steps import Act, Ground, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.treaties.entry_into_force import History
    from foedera.treaties.instrument import Instrument

#: Grounds that the other parties may dispute (VCLT 65), with the rule that gives each.
DISPUTABLE = {
    Ground.BREACH: "vclt-60",
    Ground.IMPOSSIBILITY: "vclt-61",
    Ground.CIRCUMSTANCES: "vclt-62",
    Ground.INVALIDITY: "vclt-46",
}
#: A step, and whether its state surely is bound when it acts.
Told = tuple[Step, Truth]
#: Acts from which ATOP infers that a pact of two has ended.
BREAKING = frozenset({Act.VIOLATE, Act.BREAK_RELATIONS})
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


def told_end(told: Iterable[Told]) -> list[Interval]:
    """Return the days of an end as its tellings have it, or nothing where none has effect.

    An end on a ground that the others may dispute is only possible, as is one by a state
    that was perhaps not bound; one without ground is none.
    """
    found = [
        perhaps(step.when) if disputed(step.ground) or bound is not Truth.YES else step.when
        for step, bound in told
        if step.ground is not Ground.NONE
    ]
    return [one_event(found)] if found else []


def disputed(ground: Ground | None) -> bool:
    """Tell whether a ground is one that the others may dispute (VCLT 65)."""
    return ground in DISPUTABLE


def event_come(instrument: Instrument, history: History) -> Interval | None:
    """Return the days of the event by which the instrument ends; None while it has not come."""
    if not instrument.term.ends_on:
        return None
    told = [step.when for step in history.of({Act.OCCUR}) if step.ground is Ground.TEXT]
    return one_event(told) if told else None


def implied(instrument: Instrument, told: Iterable[Told], coding: Coding) -> list[Interval]:
    """Return the ends that ATOP infers and the law does not (codebook 1.52; VCLT 60, 63).

    Args:
        instrument: The instrument.
        told: Its parties' acts of ``BREAKING``.
        coding: Whether ATOP's inferences are asked for.
    """
    if coding.implied_end is not ImpliedEnd.ATOP:
        return []
    # Broken relations end every pact but one of nonaggression.
    pledged = any(one.kind in _PLEDGES for one in instrument.obligations)
    acts = BREAKING if pledged else {Act.VIOLATE}
    known = [(replace(step, ground=None), bound) for step, bound in told]
    ends = [told_end(one for one in known if one[0].act is act) for act in acts]
    return [end for found in ends for end in found]
