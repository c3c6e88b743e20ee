"""Decides which registered instrument an agreement spoken of is, or that none surely is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from foedera.claims.claim import Modality
from foedera.claims.threading import concerned
from foedera.dates import Interval
from foedera.treaties import Act, Truth, bound_periods, happened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from foedera.claims.claim import Claim
    from foedera.claims.threading import Thread
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import BoundPeriod, Candidate, Instrument, Registry

#: Acts by which an instrument comes into being, and those that the press says for them.
_FORMING: dict[str, frozenset[Act]] = {
    "negotiate": frozenset({Act.NEGOTIATE, Act.SIGN}),
    "sign": frozenset({Act.SIGN}),
    "submit": frozenset({Act.SUBMIT, Act.APPROVE, Act.RATIFY}),
    "approve": frozenset({Act.SUBMIT, Act.APPROVE, Act.RATIFY}),
    "ratify": frozenset({Act.APPROVE, Act.RATIFY, Act.DEPOSIT, Act.EXCHANGE, Act.NOTIFY}),
    "exchange": frozenset({Act.EXCHANGE, Act.DEPOSIT, Act.NOTIFY}),
    "enter_into_force": frozenset({Act.ENTER_INTO_FORCE, Act.EXCHANGE, Act.DEPOSIT}),
}
#: What is told without a day in the news happened within so long before it.
_NEWS = timedelta(days=366)
#: Days told and days on record may lie so far apart and still mean one act.
_SLACK = timedelta(days=31)
#: An instrument by whose steps the report's days can be understood gains, ...
_FITS = 0.3
#: ... one that has the duties told of gains this, ...
_PROVIDES = 0.15
#: ... the one on which an organisation rests that is named as a party gains this, ...
_OF_ORGANISATION = 0.3
#: ... and one that had long been in force when the act was done loses this share.
_LONG_IN_FORCE = 0.3
#: Parties alone give half; nothing is linked that has no more than that.
_ENOUGH = 0.55
#: Instruments of which the days when somebody was bound are kept.
_KEPT = 4096
#: The best must lead the next by so much.
_LEAD = 0.1


@dataclass(frozen=True, slots=True)
class Match:
    """Which instrument it is.

    Attributes:
        instrument: The registry's identifier; None where there is none or several fit.
        parties: Its parties, where it is a bilateral instrument of the registry.
        candidates: The instruments between which nothing decides.
        reasons: What fits: ``title:...``, ``parties:...``, ``kind:...``,
            ``days:...``, ``provides:...``.
        rule: Kind of the strongest reason.
    """

    instrument: InstrumentId | None = None
    parties: tuple[ActorId, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()
    rule: str = "none"


def matched(
    thread: Thread, claims: Sequence[Claim], registry: Registry, on: date | None, text: str
) -> Match:
    """Decide which registered instrument a thread speaks of.

    Args:
        thread: The words and claims that speak of it.
        claims: All claims of the report.
        registry: The instruments on record.
        on: Day of the report.
        text: The report's text.
    """
    scored = []
    for best in _best(thread, registry, on, text).values():
        instrument = best.instrument
        fits = tuple(dict.fromkeys(_fitting(instrument, thread, claims, on)))
        provides = tuple(dict.fromkeys(_providing(instrument, thread, claims)))
        late = _long_in_force(instrument, thread, claims, on)
        score = best.score + (_FITS if fits else 0) + (_PROVIDES if provides else 0)
        own = instrument.organisation in thread.parties or instrument.id in thread.named
        score = (score + (_OF_ORGANISATION if own else 0)) * (_LONG_IN_FORCE if late else 1)
        fits += provides
        if best.named or score >= _ENOUGH:
            scored.append((score, best, fits))
    if not scored:
        return Match()
    scored.sort(key=lambda one: (-one[0], one[1].instrument.id))
    top, best, fits = scored[0]
    rivals = [one for score, one, _ in scored if top - score < _LEAD]
    if len(rivals) > 1:
        return Match(candidates=tuple(rivals))
    instrument = best.instrument
    parties = instrument.parties if instrument.bilateral else ()
    reasons = (*best.reasons, *fits)
    return Match(instrument.id, parties, (), reasons, _rule(reasons))


def _rule(reasons: Sequence[str]) -> str:
    kinds = [reason.partition(":")[0] for reason in reasons]
    return next(
        kind for kind in ("title", "days", "provides", "kind", "parties", *kinds) if kind in kinds
    )


def _best(
    thread: Thread, registry: Registry, on: date | None, text: str
) -> Mapping[InstrumentId, Candidate]:
    """Return, for each instrument that fits at all, how well the best words fit it."""
    best: dict[InstrumentId, Candidate] = {}
    tries = {(frozenset(thread.parties), "")}
    for mention, parties in thread.tellings:
        told = mention is not None and (mention.qualified or bool(mention.named))
        words = mention.span.of(text).casefold() if mention and told else ""
        tries |= {(frozenset(one), words) for one in (parties, thread.parties)}
    for parties, words in sorted(tries, key=lambda one: (one[1], sorted(one[0]))):
        for candidate in registry.find(parties, words, on):
            known = best.get(candidate.instrument.id)
            if known is None or known.score < candidate.score:
                best[candidate.instrument.id] = candidate
    best = {name: one for name, one in best.items() if not _strange(one, thread)}
    if thread.named:
        best = {name: one for name, one in best.items() if name in thread.named} or best
    return best


def _strange(candidate: Candidate, thread: Thread) -> bool:
    """Tell whether the parties told of speak against an instrument.

    One stray name among many tellings does not; a name outweighs as many tellings
    against it as for it, and any number where the instrument has many parties.
    """
    instrument = candidate.instrument
    bound = concerned(instrument)
    told = [parties for _, parties in thread.tellings if parties]
    against = sum(1 for parties in told if not parties <= bound)
    fitting = len(told) - against
    if candidate.named:
        return instrument.bilateral and against > fitting
    return against > 0 and against >= fitting


def _fitting(
    instrument: Instrument, thread: Thread, claims: Sequence[Claim], on: date | None
) -> Iterator[str]:
    """Yield the acts told whose days fit a step on record."""
    for claim, when in _forming(thread, claims, on):
        states = {party.actor for party in (*claim.agents, *claim.counterparts)}
        for step in instrument.steps:
            right = step.act in _FORMING[claim.act] and (step.state is None or step.state in states)
            if right and _widened(when).meets(step.when):
                yield f"days:{claim.act}"
                break


def _providing(instrument: Instrument, thread: Thread, claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the duties told of that the instrument lays down."""
    kinds = {f"provide_{one.kind.value}" for one in instrument.obligations}
    told = (claims[index].act for index in sorted(thread.claims))
    return (f"provides:{act.removeprefix('provide_')}" for act in told if act in kinds)


def _long_in_force(
    instrument: Instrument, thread: Thread, claims: Sequence[Claim], on: date | None
) -> bool:
    """Tell whether it was in force long before the acts told that would bring it about."""
    if not instrument.bilateral:
        return False
    days = [when.start for _, when in _forming(thread, claims, on) if when.start]
    if not days:
        return False
    before = min(days) - _SLACK
    return any(happened(period.since, before) is Truth.YES for period in _bound(instrument))


@lru_cache(maxsize=_KEPT)
def _bound(instrument: Instrument) -> tuple[BoundPeriod, ...]:
    return bound_periods(instrument)


def _forming(
    thread: Thread, claims: Sequence[Claim], on: date | None
) -> Iterator[tuple[Claim, Interval]]:
    for index in thread.claims:
        claim = claims[index]
        if claim.act not in _FORMING or claim.modality is not Modality.ASSERTED:
            continue
        start, end = (claim.when.start, claim.when.end) if claim.when else (None, None)
        end = end or on
        if start is None and end is not None:
            start = end - _NEWS
        if start is not None:
            yield claim, Interval(start, end)


def _widened(when: Interval) -> Interval:
    return Interval(
        when.start and when.start - _SLACK,
        when.end and when.end + _SLACK,
    )
