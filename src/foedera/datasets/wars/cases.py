"""Cases: in which wars allies owed each other something, and whether they kept their word.

One case is one war, one alliance, one member in the war, one other member (the ally) and one
kind of duty that the ally owed it. Two questions are put: was the duty triggered by some
clash of the war, and was it honoured?

Honoured means, after Leeds, Long and Mitchell (2000): for defence and offence, the ally
fought on the member's side within a year; for neutrality, it did not fight against the member; for
nonaggression, it did not attack the member. Nonaggression is put to the test only where the
two fought each other; else it stood, untested, and is not counted as triggered. The duty of
consultation is left out: the war data do not tell of talks.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Final

from foedera.datasets.atop.memberships import LAST
from foedera.datasets.histories.stays import stays
from foedera.datasets.state_codes import state_of
from foedera.datasets.wars.clashes import clashes
from foedera.datasets.wars.points import Question, best_of, findings, truth_of
from foedera.treaties.certainty import Truth
from foedera.treaties.coding import Basis, Coding, ImpliedEnd
from foedera.treaties.existence import spells_of
from foedera.treaties.obligations import Day
from foedera.treaties.provisions import ObligationKind
from foedera.treaties.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.histories import Clause, Histories
    from foedera.datasets.wars.clashes import Clash
    from foedera.datasets.wars.points import Finding
    from foedera.datasets.wars.war import War
    from foedera.treaties.owed import Tie

#: The duties that the war data allow to be judged.
KINDS: Final = (
    ObligationKind.DEFENCE,
    ObligationKind.OFFENCE,
    ObligationKind.NEUTRALITY,
    ObligationKind.NONAGGRESSION,
)
#: ATOP's rules: bound from signature, ended as ATOP has it.
BY_ATOP: Final = Coding(Basis.SIGNATURE, ImpliedEnd.ATOP)
#: Help that came later than this was a new decision, not the promised help: in June 1917
#: Greece joined the side of Serbia, whom it had refused in 1914.
IN_TIME: Final = timedelta(days=365)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Call:
    """How one clash bears on one duty.

    Attributes:
        clash: The clash.
        obligation: Name of the duty within the alliance.
        on: The day whose law it is.
        findings: The points.
        truth: Whether it triggers the duty.
        best: Whether it is taken to.
    """

    clash: Clash
    obligation: str
    on: date
    findings: tuple[Finding, ...]
    truth: Truth
    best: Truth


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of duty that one ally owed one member in one war.

    Attributes:
        war: The war.
        alliance: ATOPID.
        participant: COW code of the member in the war.
        ally: COW code of the other.
        kind: Of the duty.
        calls: The clashes that bear on it, those that trigger it first.
        invoked: Whether it was triggered.
        best: Whether it is taken to have been.
        joined: What the ally did: 1 fought on the member's side, -1 on the other, 0 neither.
        joined_on: When it did.
        kept: Whether it did what the duty asks for, were it triggered; None where the
            war data do not tell, the ally being outside the state system they cover.
    """

    war: War
    alliance: int
    participant: int
    ally: int
    kind: ObligationKind
    calls: tuple[Call, ...]
    invoked: Truth
    best: Truth
    joined: int
    joined_on: date | None
    kept: bool | None

    @property
    def honoured(self) -> bool | None:
        """Whether the ally kept its word; None where the duty was not surely triggered."""
        return self.kept if self.invoked is Truth.YES else None

    @property
    def honoured_best(self) -> bool | None:
        """Whether it is taken to have kept it; None where none is taken to be triggered."""
        return self.kept if self.best is Truth.YES else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one alliance came to in one war.

    Attributes:
        war: The war.
        alliance: ATOPID.
        cases: The duties in it.
    """

    war: War
    alliance: int
    cases: tuple[Case, ...]

    @property
    def invoked(self) -> Truth:
        """Whether some duty was triggered."""
        return _any(one.invoked for one in self.cases)

    @property
    def best(self) -> Truth:
        """Whether some duty is taken to have been."""
        return _any(one.best for one in self.cases)

    @property
    def honoured(self) -> bool | None:
        """Whether every duty surely triggered was honoured; None where none was."""
        told = [one.honoured for one in self.cases if one.honoured is not None]
        return all(told) if told else None

    @property
    def honoured_best(self) -> bool | None:
        """Whether every duty taken to be triggered was honoured; None where none is."""
        told = [one.honoured_best for one in self.cases if one.honoured_best is not None]
        return all(told) if told else None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A member in a war and an ally, and days on which both were in the alliance."""

    participant: int
    ally: int
    first: date
    last: date


class Cases:
    """Puts wars to alliances.

    Args:
        histories: The alliances.
        kinds: The duties asked about.
    """

    def __init__(self, histories: Histories, kinds: Sequence[ObligationKind] = KINDS) -> None:
        self._histories = histories
        self._kinds = frozenset(kinds)
        self._empty = Registry(())
        self._days: dict[date, Day] = {}
        self._clauses: dict[int, Mapping[str, Clause]] = {}

    def outcomes(self, wars: Iterable[War]) -> Iterator[Outcome]:
        """Yield what every alliance with a member in a war came to in it.

        An alliance counts if it was alive on some day on which a member of it fought,
        though it had been made meanwhile.
        """
        for war in wars:
            met = clashes(war)
            for alliance in self._histories.alliances:
                pairs = tuple(self._pairs(war, alliance))
                if pairs:
                    yield Outcome(war, alliance, tuple(self._of(war, alliance, pairs, met)))

    def _pairs(self, war: War, alliance: int) -> Iterator[_Pair]:
        """Yield the members who fought while they had an ally, with each of these."""
        rows = self._histories.rows(alliance)
        spans = [
            (one.member, one.start, (one.gone.end or LAST) - _DAY if one.gone else LAST)
            for one in stays(rows)
            if one.start <= war.end
        ]
        spans = [one for one in spans if one[2] >= war.start]
        for (member, start, end), (ally, first, last) in product(spans, repeat=2):
            mine = war.by_state.get(member)
            if mine is None or ally == member:
                continue
            begin, until = max(start, first), min(end, last)
            if begin <= min(until, mine.left) and until >= mine.joined:
                yield _Pair(member, ally, begin, until)

    def _of(
        self, war: War, alliance: int, pairs: Sequence[_Pair], met: Sequence[Clash]
    ) -> Iterator[Case]:
        windows: dict[tuple[int, int], list[_Pair]] = defaultdict(list)
        for one in pairs:
            windows[one.participant, one.ally].append(one)
        members = frozenset(one.member for one in self._histories.rows(alliance))
        wartime = _made_for(war, self._histories.rows(alliance))
        for (participant, ally), spans in windows.items():
            calls: dict[ObligationKind, list[Call]] = defaultdict(list)
            owed: set[ObligationKind] = set()
            for clash, span in product(met, spans):
                if not clash.concerns(participant):
                    continue
                on = self._law_day(war, clash, participant, span)
                if on is None:
                    continue
                for tie in self._ties(alliance, participant, ally, on):
                    owed.add(tie.owed.obligation.kind)
                    clause = self._clause(alliance, tie.owed.obligation.id)
                    named = clause is not None and war.number in clause.wars
                    asked = Question(
                        war=war,
                        clash=clash,
                        state=participant,
                        tie=tie,
                        on=on,
                        clause=clause,
                        wartime=wartime or named,
                        members=members,
                        alliance=alliance,
                    )
                    if (call := _call(asked, ally)) is not None:
                        calls[asked.kind].append(call)
            for kind in KINDS:
                if kind in owed:
                    found = sorted(calls[kind], key=_order)
                    yield _case(war, alliance, (participant, ally), kind, tuple(found))

    def _law_day(self, war: War, clash: Clash, state: int, span: _Pair) -> date | None:
        """Return the day whose law decides: of the clash, or of an alliance made after it."""
        if span.first <= clash.day <= span.last:
            return clash.day
        other = war.by_state[clash.other(state)]
        until = min(war.by_state[state].left, other.left, span.last)
        return span.first if clash.day < span.first <= until else None

    def _ties(self, alliance: int, participant: int, ally: int, on: date) -> Iterator[Tie]:
        if on not in self._days:
            self._days[on] = Day(self._empty, on, None, BY_ATOP)
        debtor, creditor = state_of(ally, on), state_of(participant, on)
        for owed in self._days[on].owed(self._histories.instrument(alliance)):
            if owed.obligation.kind in self._kinds and debtor in owed.owed_by:
                tie = owed.tie(debtor, creditor)
                if tie.truth is not Truth.NO:
                    yield tie

    def _clause(self, alliance: int, obligation: str) -> Clause | None:
        if alliance not in self._clauses:
            self._clauses[alliance] = self._histories.clauses(alliance)
        return self._clauses[alliance].get(obligation)


def _made_for(war: War, rows: Iterable[Membership]) -> bool:
    """Tell whether an alliance was made to fight a war that was on.

    ATOP codes which were made during a war (WARTIME, COWWAR); of these such as pledge their
    members to fight though they be not attacked were made for it. A clause may say so, too.
    """
    return any(
        one.codes.get("wartime") == 1
        and one.codes.get("cowwar") == war.number
        and one.owes("offense")
        for one in rows
    )


def _call(asked: Question, ally: int) -> Call | None:
    """Return how a clash bears on a duty; None where it does not bear on it at all."""
    between = asked.clash.concerns(ally)
    if asked.kind is ObligationKind.NONAGGRESSION:
        # Only the ally's own attack puts its pledge to the test.
        if not between or (asked.clash.sure and asked.clash.attacker != ally):
            return None
        truth = asked.tie.truth if asked.clash.sure else Truth.UNCLEAR
        best = Truth.YES if asked.clash.attacker == ally else Truth.NO
        name = asked.tie.owed.obligation.id
        return Call(asked.clash, name, asked.on, (), truth, best)
    if between:
        return None  # nobody joins, or keeps out of, a war against itself
    found = findings(asked)
    name = asked.tie.owed.obligation.id
    return Call(asked.clash, name, asked.on, found, truth_of(found), best_of(found))


def _case(
    war: War, alliance: int, pair: tuple[int, int], kind: ObligationKind, calls: tuple[Call, ...]
) -> Case:
    participant, ally = pair
    since = calls[0].on if calls else war.start
    joined, when = _joined(war, participant, ally, since)
    in_time = joined == 1 and when is not None and when - since <= IN_TIME
    covered = ally in war.by_state or _in_system(ally, since)
    return Case(
        war,
        alliance,
        participant,
        ally,
        kind,
        calls,
        _any(one.truth for one in calls),
        _any(one.best for one in calls),
        joined,
        when,
        _kept(war, kind, pair, in_time) if covered else None,
    )


def _in_system(cow: int, on: date) -> bool:
    """Tell whether a state belonged to the state system, whose wars alone the data tell of."""
    spells = spells_of(state_of(cow, on))
    return not spells or any(
        (one.start or on) <= on and (one.end is None or on <= one.end) for one in spells
    )


def _joined(war: War, participant: int, ally: int, since: date) -> tuple[int, date | None]:
    """Return what the ally did in the war, from a day on or, failing that, before.

    A state that fought on both sides is taken by what it did first from that day on.
    """
    beside, against = war.beside(participant, ally), war.opposed(participant, ally)
    if beside is None and against is None:
        return 0, None
    if beside is None or against is None:
        return (1, beside) if against is None else (-1, against)
    sides = {war.by_state[participant].side(since), war.by_state[ally].side(since)}
    return (1, beside) if len(sides) == 1 else (-1, against)


def _kept(war: War, kind: ObligationKind, pair: tuple[int, int], helped: bool) -> bool:  # noqa: FBT001 - one of the facts
    participant, ally = pair
    if kind in {ObligationKind.DEFENCE, ObligationKind.OFFENCE}:
        return helped
    if kind is ObligationKind.NONAGGRESSION:
        return False  # put to the test by the ally's own attack alone
    between = [one for one in clashes(war) if one.concerns(participant) and one.concerns(ally)]
    if not between:
        return war.opposed(participant, ally) is None
    # Who is itself attacked by the member has not joined a war against it.
    return between[0].sure and between[0].attacker == participant


_ORDER: Final = (Truth.YES, Truth.UNCLEAR, Truth.NO)


def _order(one: Call) -> tuple[int, int, date]:
    return _ORDER.index(one.best), _ORDER.index(one.truth), one.clash.day


def _any(answers: Iterable[Truth]) -> Truth:
    found = set(answers)
    return next((one for one in _ORDER if one in found), Truth.NO)
