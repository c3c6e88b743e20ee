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
from foedera.datasets.histories.pledges import THREATS
from foedera.datasets.histories.stays import stays
from foedera.datasets.state_codes import state_of
from foedera.datasets.wars.clashes import clashes, completed
from foedera.datasets.wars.conduct import conduct
from foedera.datasets.wars.finding import best_of, truth_of
from foedera.datasets.wars.points import Question, findings
from foedera.treaties.certainty import Truth
from foedera.treaties.coding import Basis, Coding, ImpliedEnd
from foedera.treaties.obligations import Day
from foedera.treaties.provisions import ObligationKind
from foedera.treaties.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.histories import Clause, Histories
    from foedera.datasets.wars.clashes import Clash
    from foedera.datasets.wars.finding import Finding
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
_DAY: Final = timedelta(days=1)
#: Two who fight on for longer after they made a treaty have not ended their war by it.
_PEACE: Final = timedelta(days=30)
#: Duties that an ally's own attack on the member breaks.
_LEAVE_ALONE: Final = frozenset({ObligationKind.NONAGGRESSION, ObligationKind.NEUTRALITY})


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
        """Whether every duty surely triggered was honoured; None for none, or where unclear."""
        return _all([one.kept for one in self.cases if one.invoked is Truth.YES])

    @property
    def honoured_best(self) -> bool | None:
        """Whether every duty taken to be triggered was, those of unknown conduct apart."""
        told = [one.kept for one in self.cases if one.best is Truth.YES]
        return _all([one for one in told if one is not None])


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
        self._stays: dict[int, tuple[tuple[int, date, date], ...]] = {}

    def outcomes(self, wars: Iterable[War]) -> Iterator[Outcome]:
        """Yield what every alliance with a member in a war came to in it.

        An alliance counts if it was alive on some day on which a member of it fought,
        though it had been made meanwhile.
        """
        for one in wars:
            war = completed(one)
            met = clashes(war)
            for alliance in self._histories.alliances:
                pairs = tuple(self._pairs(war, alliance))
                if pairs:
                    yield Outcome(war, alliance, tuple(self._of(war, alliance, pairs, met)))

    def _pairs(self, war: War, alliance: int) -> Iterator[_Pair]:
        """Yield the members who fought while they had an ally, with each of these."""
        begun, over = war.start, war.end
        spans = [one for one in self._spans(alliance) if one[1] <= over and one[2] >= begun]
        for (member, start, end), (ally, first, last) in product(spans, repeat=2):
            mine = war.by_state.get(member)
            if mine is None or ally == member:
                continue
            begin, until = max(start, first), min(end, last)
            if begin <= min(until, mine.left) and until >= mine.joined:
                yield _Pair(member, ally, begin, until)

    def _spans(self, alliance: int) -> tuple[tuple[int, date, date], ...]:
        """Return each member's stays: COW code, first day and last."""
        if alliance not in self._stays:
            self._stays[alliance] = tuple(
                (one.member, one.start, (one.gone.end or LAST) - _DAY if one.gone else LAST)
                for one in stays(self._histories.rows(alliance))
            )
        return self._stays[alliance]

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
    members to fight though they be not attacked were made for it, and such as name a state
    as the threat that a member was fighting (STATTHR). A clause may say so, too.
    """
    for one in rows:
        if one.codes.get("wartime") == 1 and one.codes.get("cowwar") == war.number:
            threats = (one.codes.get(name) or 0 for name in THREATS)
            if one.owes("offense") or any(war.opposed(one.member, cow) for cow in threats):
                return True
    return False


def _call(asked: Question, ally: int) -> Call | None:
    """Return how a clash bears on a duty; None where it does not bear on it at all."""
    clash, name = asked.clash, asked.tie.owed.obligation.id
    if clash.concerns(ally):
        return _between(asked, ally)
    if asked.kind is ObligationKind.NONAGGRESSION:
        return None
    found = findings(asked)
    return Call(clash, name, asked.on, found, truth_of(found), best_of(found))


def _between(asked: Question, ally: int) -> Call | None:
    """Return how a clash between the two themselves bears on a duty to leave each other alone.

    Only the ally's own attack breaks it; not its help for others whom the member attacked,
    nor a war that the treaty ended.
    """
    clash = asked.clash
    if asked.kind not in _LEAVE_ALONE or clash.helping or (clash.sure and clash.attacker != ally):
        return None
    truth = asked.tie.truth if clash.sure else Truth.UNCLEAR
    best = Truth.YES if clash.attacker == ally else Truth.NO
    if asked.on > clash.day:
        war, state = asked.war, asked.state
        until = min(war.by_state[state].left, war.by_state[ally].left)
        if until - asked.on <= _PEACE:
            truth = best = Truth.NO
    return Call(clash, asked.tie.owed.obligation.id, asked.on, (), truth, best)


def _case(
    war: War, alliance: int, pair: tuple[int, int], kind: ObligationKind, calls: tuple[Call, ...]
) -> Case:
    participant, ally = pair
    did = conduct(war, alliance, kind, pair, calls[0].on if calls else war.start)
    return Case(
        war,
        alliance,
        participant,
        ally,
        kind,
        calls,
        _any(one.truth for one in calls),
        _any(one.best for one in calls),
        did.side,
        did.since,
        did.kept,
    )


_ORDER: Final = (Truth.YES, Truth.UNCLEAR, Truth.NO)


def _all(told: list[bool | None]) -> bool | None:
    """Tell whether all are so: no if one is not, unknown if none is told or one is unknown."""
    if False in told:
        return False
    return None if not told or None in told else True


def _order(one: Call) -> tuple[int, int, date]:
    return _ORDER.index(one.best), _ORDER.index(one.truth), one.clash.day


def _any(answers: Iterable[Truth]) -> Truth:
    found = set(answers)
    return next((one for one in _ORDER if one in found), Truth.NO)
