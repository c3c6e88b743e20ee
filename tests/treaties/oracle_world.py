"""One world of the oracle: every step on one exact day, every doubt of law decided one way.

It is lived through day by day, as docs/explanation/how-a-status-follows.md has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle_deeds import Answer, Deed, Notice
from oracle_force import Acts, consent_of, force_of, lacks_of
from oracle_leaving import DISPUTED, later, takes_effect

from foedera.treaties import LAW, Act, Basis, Coding, ImpliedEnd, ObligationKind, Standing, Status
from foedera.treaties.instrument import Instrument, Renewal
from foedera.treaties.steps import Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from oracle_force import Lacks

    from foedera.identifiers import ActorId

#: The order of acts of one day; who declines on the day of provisional application ends it.
ACTS = [act for act in Act if act is not Act.DECLINE] + [Act.DECLINE]


@dataclass
class World:
    """One instrument in one world, lived through up to a day.

    Attributes:
        decide: Tells whether a doubtful thing came to be; asked again for each.
        hindsight: Everything that was ever done, where signature is the basis.
    """

    instrument: Instrument
    told: Sequence[Deed]
    on: date
    decide: Callable[[], bool]
    coding: Coding = LAW
    hindsight: Sequence[Deed] = ()
    bound: dict[ActorId, date] = field(default_factory=dict)
    left: dict[ActorId, date] = field(default_factory=dict)
    former: set[ActorId] = field(default_factory=set)
    running: list[Notice] = field(default_factory=list)
    coming: dict[ActorId, date] = field(default_factory=dict)
    ended: date | None = None
    resting: dict[ActorId | None, date] = field(default_factory=dict)
    suspended_since: date | None = None
    provisional_since: date | None = None
    past: set[date] = field(default_factory=set)
    renewed: date | None = None

    def __post_init__(self) -> None:
        self.deeds = sorted(
            (one for one in self.told if one.instrument == self.instrument.id),
            key=lambda one: (one.day, ACTS.index(one.act)),
        )
        self.acts = Acts(self.deeds, self.instrument.parties)
        self.computed, self.seen = force_of(self.instrument.entry_into_force, self.acts)
        self.stated = self._days(Act.ENTER_INTO_FORCE, None)
        self.force = self._force()
        self.entered = self.force
        self.sides = set(self.instrument.parties)
        self.willing: set[ActorId | None] = set(self.instrument.parties)
        self.term_end = self._first_term()
        for state in {one.state for one in self.deeds if one.state} | self.sides:
            if (day := self._joins(state)) is not None:
                self.coming[state] = day
        if self.coding.basis is Basis.SIGNATURE:
            self._sign_for_force()

    def lived(self) -> World:
        """Go through every day on which something could change, and return the world."""
        days = {one.day for one in self.told}
        agenda = {day for day in days if day <= self.on}
        while self.ended is None and (agenda := agenda | self._ahead()):
            today = min(agenda)
            self._day(today)
            agenda = {day for day in agenda if day > today}
        return self

    def answer(self) -> Answer:
        """Return what the world shows on its last day."""
        status, since = self._status()
        waiting = status in {Status.NOT_YET_IN_FORCE, Status.PROVISIONALLY_APPLIED}
        lacks: Lacks = frozenset()
        if waiting and self.force is not None:
            lacks = frozenset({("time", self.force)} if self.force > self.on else ())
        elif waiting:
            acts = Acts([one for one in self.deeds if one.day <= self.on], self.instrument.parties)
            lacks = lacks_of(self.instrument.entry_into_force, acts)
        states = {one.state for one in self.deeds if one.state} | {*self.instrument.parties}
        return Answer(status, since, {state: self._standing(state) for state in states}, lacks)

    def _ahead(self) -> set[date]:
        """Return the days to come, up to the last, on which something takes effect."""
        days = {*self.coming.values(), *(one.effect for one in self.running)}
        days |= {day for day in (self.force, self.term_end) if day}
        days -= self.past
        return {day for day in days if day <= self.on}

    def _day(self, today: date) -> None:
        self.past.add(today)
        doings = [one for one in self.deeds if one.day == today]
        for one in doings:
            if one.act is Act.OBJECT:
                self._object(one)
            elif one.act is Act.RENEW:
                self._renew(one)
        self._effects(today)
        self._term(today)
        if self.ended is None:
            self._join(today)
        for one in doings:
            if self.ended is None and (does := getattr(self, f"_do_{one.act.value}", None)):
                does(one)
        if self.ended is None:
            self._replaced(today)
            self._suspension(today)

    def _status(self) -> tuple[Status, date | None]:
        if self.instrument.binding is False:
            signed = [day for one in self.instrument.parties if (day := self.acts.signed(one))]
            signed = [day for day in signed if day <= self.on]
            return (Status.POLITICAL, min(signed)) if signed else (Status.NOT_YET_IN_FORCE, None)
        if self.ended is not None:
            return Status.TERMINATED, self.ended
        if self.force is not None and self.force <= self.on:
            since = self.suspended_since
            return (Status.SUSPENDED, since) if since else (Status.IN_FORCE, self.force)
        if self.provisional_since is not None:
            return Status.PROVISIONALLY_APPLIED, self.provisional_since
        return (Status.NOT_YET_IN_FORCE if self.seen or self.force else Status.UNKNOWN), None

    def _standing(self, state: ActorId) -> Standing:
        if state in self.bound:
            return Standing.PARTY
        if state in self.former:
            return Standing.FORMER_PARTY
        if state in self.left:
            return Standing.WITHDRAWN
        consent = self._consent(state)
        ways = [
            (Standing.CONTRACTING_STATE, consent),
            (Standing.RATIFIED_AT_HOME, self.acts.first(state, Act.RATIFY)),
            (Standing.APPROVED_AT_HOME, self.acts.first(state, Act.APPROVE)),
            (Standing.SIGNATORY, self.acts.signed(state)),
        ]
        reached = [way for way, day in ways if day is not None and day <= self.on]
        return reached[0] if reached else Standing.THIRD_STATE

    # Entry into force, and joining.

    def _force(self) -> date | None:
        """Return the day on record; a state's own day shows that it was in force by then."""
        if self.stated is not None:
            return self.stated
        own = [one.day for one in self.deeds if one.act is Act.ENTER_INTO_FORCE]
        return min([*own, *([self.computed] if self.computed else [])], default=None)

    def _consent(self, state: ActorId) -> date | None:
        own = consent_of(self.instrument.entry_into_force, self.acts, state)
        other = (self.acts.first(state, act) for act in (Act.ACCEDE, Act.SUCCEED))
        return min((day for day in (own, *other) if day), default=None)

    def _joins(self, state: ActorId) -> date | None:
        """Return from when a state is bound, unless it leaves and comes back."""
        fixed = self._days(Act.ENTER_INTO_FORCE, state)
        if fixed is not None or self.force is None:
            return fixed
        recorded = any(one.act is Act.ENTER_INTO_FORCE for one in self.deeds)
        if self.instrument.bilateral and recorded and state in self.instrument.parties:
            return self.force
        consent = self._consent(state)
        if consent is None:
            return None
        return self._from(consent, succeeds=self.acts.first(state, Act.SUCCEED) == consent)

    def _from(self, consent: date, *, succeeds: bool = False) -> date:
        assert self.force is not None
        waits = consent > self.force and not succeeds
        return max(self.force, consent + timedelta(self.instrument.joining_days * waits))

    def _join(self, today: date) -> None:
        for state, day in [*self.coming.items()]:
            if day == today:
                del self.coming[state]
                self.bound[state] = today
                self.left.pop(state, None)

    def _sign_for_force(self) -> None:
        """Date all from signature, if it ever entered into force for the state (ATOP 2.32)."""
        ever = World(self.instrument, self.hindsight, self.on, self.decide)
        signed = sorted(day for one in self.instrument.parties if (day := ever.acts.signed(one)))
        self.coming = {}
        if ever.force is None:
            self.force = self.entered = None
            self.term_end = ever.term_end
            return
        self.entered, self.term_end = ever.force, ever.term_end
        self.force = signed[min(1, len(signed) - 1)] if signed else ever.force
        for state, day in ever.coming.items():
            own = ever.acts.signed(state) or ever._consent(state) or day
            self.coming[state] = max(own, self.force)

    def _do_accede(self, deed: Deed) -> None:
        self.running = [one for one in self.running if one.state != deed.state]
        gone = self.left.get(deed.state) if deed.state else None
        if deed.state and gone and deed.day > gone and self.force is not None:
            self.coming[deed.state] = self._from(deed.day)
            self._join(deed.day)

    def _do_succeed(self, deed: Deed) -> None:
        if deed.toward in self.bound:
            self._leave(deed.toward, deed.day)
            if deed.toward in self.sides and deed.state:
                self.sides = self.sides - {deed.toward} | {deed.state}

    # Leaving.

    def _do_withdraw(self, deed: Deed) -> None:
        if deed.state is None or not self._may_leave(deed.state, deed.day):
            return
        effect = takes_effect(self.instrument.term, self.entered, deed.day, deed.ground)
        if effect is not None:
            day, sure = effect[0], effect[1] and deed.state in self.bound
            self.running.append(Notice(deed.state, deed.day, day, sure, deed.ground))
            self._effects(deed.day)

    def _may_leave(self, state: ActorId, day: date) -> bool:
        """Tell whether a state is bound, or its treaty may be in force by a rule unseen."""
        if state in self.bound:
            return True
        acts = Acts([one for one in self.deeds if one.day <= day], self.instrument.parties)
        known = self.force or force_of(self.instrument.entry_into_force, acts)[1]
        return not known and self.instrument.bilateral and state in self.sides

    def _do_revoke(self, deed: Deed) -> None:
        self.running = [
            one for one in self.running if one.state != deed.state or one.effect <= deed.day
        ]

    def _object(self, deed: Deed) -> None:
        if deed.state in self.bound and deed.state != deed.toward:
            self.running = [
                one
                for one in self.running
                if one.state != deed.toward or one.ground not in DISPUTED
            ]

    def _effects(self, today: date) -> None:
        due = [one for one in self.running if one.effect == today]
        self.running = [one for one in self.running if one.effect != today]
        for one in due:
            if self.ended is None and (one.sure or self.decide()):
                self._goes(one.state, today)

    def _goes(self, state: ActorId, today: date) -> None:
        """Let a state leave; what two states made ends with that (54)."""
        if self.instrument.bilateral and state in self.sides:
            self._end(today)
        elif state in self.bound:
            self._leave(state, today)

    def _leave(self, state: ActorId, today: date) -> None:
        self.bound.pop(state)
        self.left[state] = today
        self.running = [one for one in self.running if one.state != state]

    # The end of the instrument.

    def _end(self, today: date) -> None:
        self.ended = today
        self.former = {state for state, since in self.bound.items() if since < today}
        self.bound = {}

    def _do_terminate(self, deed: Deed) -> None:
        if deed.ground is Ground.NONE:
            return
        if deed.state and not self._may_leave(deed.state, deed.day):
            return
        if deed.ground in DISPUTED and not self.decide():
            return
        if deed.state is None:
            self._end(deed.day)
        else:
            self._goes(deed.state, deed.day)

    def _do_occur(self, deed: Deed) -> None:
        if deed.ground is Ground.TEXT and self.instrument.term.ends_on:
            self._end(deed.day)

    def _first_term(self) -> date | None:
        term = self.instrument.term
        if term.years:
            return later(self.force, 12 * term.years) if self.force else None
        return term.until and term.until + timedelta(1)

    def _renew(self, deed: Deed) -> None:
        term = self.instrument.term
        years = term.renewal_years or term.years
        again = deed.day == self.renewed
        if years and self.term_end and deed.day <= self.term_end and not again:
            self.term_end = later(self.term_end, 12 * years)
            self.renewed = deed.day

    def _term(self, today: date) -> None:
        renewal = self.instrument.term.renewal
        if today != self.term_end or renewal is Renewal.AUTOMATIC or self.ended:
            return
        lapses = renewal is Renewal.NONE or self.coding.implied_end is ImpliedEnd.ATOP
        if lapses or self.decide():
            self._end(today)

    def _replaced(self, today: date) -> None:
        for one in self.instrument.successors:
            if self.coding.implied_end is ImpliedEnd.ATOP and self._all_signed(one, today):
                self._end(today)
                return
            whole = World(one, self.told, today, self.decide).lived()
            in_force = self.force is not None and self.force <= today
            concerned = set(self.bound) or self.sides
            if in_force and concerned <= set(whole.bound):
                self._end(today)
                return

    def _all_signed(self, later: Instrument, today: date) -> bool:
        acts = World(later, self.told, today, self.decide).acts
        days = [acts.signed(one) or acts.lodged(one) for one in self.bound or self.sides]
        in_force = self.force is not None and self.force <= today
        return in_force and all(day is not None and day <= today for day in days)

    def _do_violate(self, deed: Deed) -> None:
        """End what two states made, as ATOP has it where nobody says that it ended (1.52)."""
        implied = self.coding.implied_end is ImpliedEnd.ATOP and self.instrument.bilateral
        if implied and deed.state in self.bound and deed.state in self.sides:
            self._end(deed.day)

    def _do_break_relations(self, deed: Deed) -> None:
        kinds = {one.kind for one in self.instrument.obligations}
        if ObligationKind.NONAGGRESSION not in kinds:
            self._do_violate(deed)

    # Suspension, and provisional application.

    def _do_suspend(self, deed: Deed) -> None:
        if deed.state is not None or deed.ground is not Ground.NONE:
            self.resting.setdefault(deed.state, deed.day)

    def _do_resume(self, deed: Deed) -> None:
        if deed.state is None:
            self.resting.clear()
        self.resting.pop(deed.state, None)

    def _suspension(self, today: date) -> None:
        """Note since when the whole is suspended: by one act, or by every party's own."""
        agreed = bool(self.bound) and set(self.bound) <= set(self.resting)
        in_force = self.force is not None and self.force <= today
        if not (in_force and (agreed or None in self.resting)):
            self.suspended_since = None
        elif self.suspended_since is None:
            self.suspended_since = today

    def _do_apply_provisionally(self, deed: Deed) -> None:
        if self.provisional_since is None:
            self.willing, self.provisional_since = set(self.instrument.parties), deed.day

    def _do_decline(self, deed: Deed) -> None:
        self.willing.discard(deed.state)
        if len(self.willing) < 2:
            self.provisional_since = None

    def _days(self, act: Act, state: ActorId | None) -> date | None:
        days = [one.day for one in self.deeds if one.act is act and one.state == state]
        return min(days, default=None)
