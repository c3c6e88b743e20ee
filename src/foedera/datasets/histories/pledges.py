"""The duties of an alliance: who owes what to whom by ATOP's codes, and on what terms.

Who owes is ATOP's to say, phase by phase. On what terms the clause file tells, where there
is one; else the instrument that the registry records under the same number; else the codes
themselves, which name no adversary but a threatening state (STATTHR) and no place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Final

from foedera.datasets.atop.memberships import LAST
from foedera.datasets.histories.clauses import OCCURRENCES, Clause, placed
from foedera.datasets.histories.wording import in_all
from foedera.datasets.state_codes import codes_between
from foedera.treaties.certainty import shifted
from foedera.treaties.provisions import (
    Condition,
    Means,
    Obligation,
    ObligationKind,
    Occurrence,
    Provision,
    Trigger,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from foedera.datasets.atop.corrections import NotOwed
    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.histories.clauses import ClauseFile
    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument

#: ATOP's name of each kind, and the letters with which its conditions begin.
KINDS: Final = {
    ObligationKind.DEFENCE: ("defense", "defco"),
    ObligationKind.OFFENCE: ("offense", "offco"),
    ObligationKind.NEUTRALITY: ("neutral", "neuco"),
    ObligationKind.NONAGGRESSION: ("nonagg", "nonco"),
    ObligationKind.CONSULTATION: ("consul", "conco"),
}
_MEANS: Final = {
    ObligationKind.DEFENCE: Means.ALL_IN_POWER,
    ObligationKind.OFFENCE: Means.ALL_IN_POWER,
    ObligationKind.NEUTRALITY: Means.NO_AID_TO_ATTACKER,
    ObligationKind.NONAGGRESSION: Means.NO_FORCE,
    ObligationKind.CONSULTATION: Means.CONSULT,
}
#: Ends of the names of ATOP's conditions, and what each asks for.
_CONDITIONS: Final = {
    "npr": Condition.NOT_PROVOKED,
    "num": Condition.SEVERAL_ADVERSARIES,
    "dem": Condition.DEMAND_REJECTED,
    "con": Condition.OTHER,
    "req": Condition.REQUEST,
}
#: Columns of states named as a threat, be it in the text or in what is known of the talks.
THREATS: Final = ("statthr1", "statthr2")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of an alliance's text.

    Attributes:
        clauses: Its clause file; None where there is none.
        recorded: The registry's instruments of the same number, the earliest first.
        not_owed: Duties of the member file that are not owed to some members.
    """

    clauses: ClauseFile | None = None
    recorded: tuple[Instrument, ...] = ()
    not_owed: Collection[NotOwed] = frozenset()


@dataclass(frozen=True, slots=True)
class _Phase:
    """One phase: its rows, the states they stand for, and the days of its duties."""

    number: int
    rows: tuple[Membership, ...]
    states: Mapping[int, tuple[ActorId, ...]]
    begins: Interval | None
    ceases: Interval | None


@dataclass(frozen=True, slots=True)
class _Terms:
    """On what terms a duty is owed; equal terms make one obligation."""

    provision: str
    trigger: Trigger
    area: tuple[tuple[str, str], ...]
    conditions: tuple[Condition, ...]
    clause: Clause | None = None
    says: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Offer:
    """Terms that a text gives, and between whom; nobody named: between all."""

    terms: _Terms
    by: tuple[ActorId, ...]
    to: tuple[ActorId, ...]

    def covers(self, debtor: ActorId, creditor: ActorId) -> bool:
        return (not self.by or debtor in self.by) and (not self.to or creditor in self.to)


@dataclass(frozen=True, slots=True)
class _Named:
    """An obligation in the making: terms, debtors, and the circle of debtors and creditors."""

    name: str
    terms: _Terms
    debtors: frozenset[ActorId]
    circle: frozenset[ActorId]


class Pledges:
    """Makes the obligations of one alliance.

    Args:
        rows: Of the member file, states with a number alone.
        texts: What is known of its text.
    """

    def __init__(self, rows: Sequence[Membership], texts: Texts) -> None:
        self._rows = tuple(rows)
        self._texts = texts
        self._phases = tuple(self._made_of_rows())
        self._members = frozenset(
            one for phase in self._phases for states in phase.states.values() for one in states
        )

    def obligations(self) -> tuple[Obligation, ...]:
        """Return the obligations, phase by phase."""
        return tuple(
            self._obligation(kind, phase, one)
            for phase in self._phases
            for kind in KINDS
            for one in self._named(kind, phase)
        )

    def clause_of(self) -> Mapping[str, Clause]:
        """Return the clause that each obligation made of one rests on, by its identifier."""
        return {
            one.name: one.terms.clause
            for phase in self._phases
            for kind in KINDS
            for one in self._named(kind, phase)
            if one.terms.clause is not None
        }

    def _made_of_rows(self) -> Iterator[_Phase]:
        by_number: dict[int, list[Membership]] = defaultdict(list)
        for one in self._rows:
            by_number[one.phase].append(one)
        first = min(one.start for one in self._rows)
        for number in sorted(by_number):
            rows = tuple(sorted(by_number[number], key=lambda one: one.member))
            start = min((one.entry for one in rows), key=lambda one: one.start or first)
            begins = start if start.start != first else None
            states: dict[int, tuple[ActorId, ...]] = {}
            for row in rows:
                found = (one.state for one in codes_between(row.member, row.start, row.end))
                states[row.member] = tuple(dict.fromkeys((*states.get(row.member, ()), *found)))
            yield _Phase(number, rows, states, begins, self._ceases(rows))

    def _ceases(self, rows: Sequence[Membership]) -> Interval | None:
        """Return the days that may be the first on which a phase is over.

        Where another takes its place that is its first day: the later phase stands.
        """
        exits = [one.exit for one in rows if one.exit is not None]
        if len(exits) < len(rows) or not exits:
            return None
        final = max(exits, key=lambda one: one.end or LAST)
        number, members = rows[0].phase, {one.member for one in rows}
        others = [one for one in self._rows if one.phase != number and one.member in members]
        if not others:
            return None
        end = max(one.end for one in rows)
        following = [one.entry for one in others if end <= one.start <= end + _DAY]
        return following[0] if following else shifted(final, days=1)

    def _obligation(self, kind: ObligationKind, phase: _Phase, one: _Named) -> Obligation:
        says = dict(one.terms.says) or in_all(f"says-{kind.value}")
        return Obligation(
            id=one.name,
            provision=Provision(one.terms.provision, says),
            kind=kind,
            owed_by=() if one.debtors == self._members else tuple(sorted(one.debtors)),
            owed_to=() if one.circle == self._members else tuple(sorted(one.circle)),
            trigger=one.terms.trigger,
            means=_MEANS[kind],
            conditions=one.terms.conditions,
            begins=phase.begins,
            ceases=phase.ceases,
            sources=one.terms.sources or ("atop",),
        )

    def _named(self, kind: ObligationKind, phase: _Phase) -> Iterator[_Named]:
        """Yield the obligations of a kind: debtors whose terms and creditors are alike."""
        groups: dict[tuple[_Terms, frozenset[ActorId]], set[ActorId]] = defaultdict(set)
        names = {one: states for states in phase.states.values() for one in states}
        for terms, owed in self._owed(kind, phase).items():
            for debtor, creditors in owed.items():
                groups[terms, frozenset({*creditors, *names[debtor]})].add(debtor)
        in_order = sorted(
            groups, key=lambda key: (key[0].provision, sorted(groups[key]), sorted(key[1]))
        )
        stem = kind.value if phase.number == 0 else f"{kind.value}-{phase.number}"
        for place, key in enumerate(in_order, start=1):
            name = f"{stem}.{place}" if place > 1 else stem
            yield _Named(name, key[0], frozenset(groups[key]), key[1])

    def _owed(
        self, kind: ObligationKind, phase: _Phase
    ) -> Mapping[_Terms, Mapping[ActorId, set[ActorId]]]:
        """Return who owes a kind of duty to whom, by terms: the best that are known."""
        found: dict[_Terms, dict[ActorId, set[ActorId]]] = defaultdict(lambda: defaultdict(set))
        name = KINDS[kind][0]
        debtors = [row for row in phase.rows if row.owes(name)]
        offers = self._offers(kind, phase) if debtors else ()
        for row in debtors:
            by_codes = _by_codes(kind, row)
            for debtor, creditor in self._pairs(row, phase, name):
                told = [
                    [one.terms for one in offered if one.covers(debtor, creditor)]
                    for offered in offers
                ]
                for terms in next(filter(None, told), [by_codes]):
                    found[terms][debtor].add(creditor)
        return found

    def _pairs(
        self, row: Membership, phase: _Phase, name: str
    ) -> Iterator[tuple[ActorId, ActorId]]:
        """Yield a member, under every name, with each to whom it owes an obligation."""
        spared = {
            one.creditor
            for one in self._texts.not_owed
            if one.obligation == name
            and one.debtor == row.member
            and one.phase in {None, phase.number}
        }
        for member, states in phase.states.items():
            if member != row.member and member not in spared:
                yield from product(phase.states[row.member], states)

    def _offers(self, kind: ObligationKind, phase: _Phase) -> tuple[tuple[_Offer, ...], ...]:
        """Return the terms of the clause file, then those of the registry."""
        return tuple(self._by_clauses(kind, phase)), tuple(self._by_registry(kind, phase))

    def _by_clauses(self, kind: ObligationKind, phase: _Phase) -> Iterator[_Offer]:
        members = tuple(sorted(self._members))
        for one in self._texts.clauses.clauses if self._texts.clauses else ():
            if one.kind is not kind or (one.phases and phase.number not in one.phases):
                continue
            trigger = placed(one, members)
            several = (Condition.SEVERAL_ADVERSARIES,) if one.adversaries > 1 else ()
            terms = _Terms(
                one.id,
                trigger,
                tuple(trigger.area.items()),
                (*one.conditions, *several),
                one,
                tuple(one.says.items()),
                one.sources,
            )
            yield _Offer(terms, one.owed_by, one.owed_to)

    def _by_registry(self, kind: ObligationKind, phase: _Phase) -> Iterator[_Offer]:
        instrument = self._recorded(phase)
        for one in instrument.obligations if instrument else ():
            if one.kind is kind:
                terms = _Terms(
                    one.provision.number,
                    one.trigger,
                    tuple(one.trigger.area.items()),
                    tuple(condition for condition in one.conditions if condition.decides),
                    says=tuple(one.provision.says.items()),
                )
                yield _Offer(terms, one.owed_by, one.owed_to)

    def _recorded(self, phase: _Phase) -> Instrument | None:
        """Return the registry's instrument that was signed for a phase: the last by then."""
        start = max(one.start for one in phase.rows)
        known = [one for one in self._texts.recorded if (_first_day(one) or start) <= start]
        return known[-1] if known else next(iter(self._texts.recorded), None)


def _by_codes(kind: ObligationKind, row: Membership) -> _Terms:
    """Return the terms of a member's duty as far as the codes alone tell them."""
    name, letters = KINDS[kind]
    ends = ("adv", "loc", "att", *_CONDITIONS)
    has = {end: row.codes.get(f"{letters}{end}") == 1 for end in ends}
    attackers = _threats(row) if has["adv"] else ()
    conditions = [one for end, one in _CONDITIONS.items() if has[end]]
    if has["adv"] and not attackers:
        conditions.append(Condition.NAMED_ADVERSARY)
    occurrence = Occurrence.ARMED_ATTACK if has["att"] else OCCURRENCES[kind]
    area = in_all("area") if has["loc"] else {}
    trigger = Trigger(occurrence, attackers, area)
    return _Terms(name, trigger, tuple(area.items()), tuple(conditions))


def _threats(row: Membership) -> tuple[ActorId, ...]:
    """Return the states named as a threat (STATTHR), under every name they had meanwhile."""
    numbers = [number for key in THREATS if (number := row.codes.get(key))]
    found = (codes_between(number, row.start, row.end) for number in numbers)
    return tuple(dict.fromkeys(one.state for bearers in found for one in bearers))


def _first_day(instrument: Instrument) -> date | None:
    days = [step.when.start for step in instrument.steps if step.when.start]
    return min(days, default=None)
