"""How each state stands towards an instrument on a given day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, happened, last, one_event, shifted
from foedera.treaties.entry_into_force import History, Missing
from foedera.treaties.instrument import Instrument, Renewal
from foedera.treaties.steps import Act, Step, in_order, known_steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.identifiers import ActorId


class Standing(Enum):
    """A state's relation to an instrument (VCLT 2(1)(f)-(h), and the way there)."""

    THIRD_STATE = "third state"
    SIGNATORY = "signatory"
    APPROVED_AT_HOME = "approved at home"  # by its parliament; not ratified yet
    RATIFIED_AT_HOME = "ratified at home"  # consent not yet made known to the others
    CONTRACTING_STATE = "contracting state"  # consented; not yet in force for it
    PARTY = "party"
    WITHDRAWN = "withdrawn"
    FORMER_PARTY = "former party"  # the instrument itself has ended


@dataclass(frozen=True, slots=True)
class Participation:
    """One state's history with one instrument, as it stands on a day.

    Attributes:
        state: Whose.
        standing: What the dates known show for sure.
        possibly: What it is if every doubtful date counts; the same where none does.
        since: Days on which that standing may have begun; None for a third state.
        leaving: Days on which a notice given takes effect; None where none runs.
        suspended: Whether its own participation is suspended, be it only declared.
        steps: Its steps up to that day.
    """

    state: ActorId
    standing: Standing
    possibly: Standing
    since: Interval | None
    leaving: Interval | None
    suspended: Truth
    steps: tuple[Step, ...]

    @property
    def settled(self) -> bool:
        """Whether the dates known leave no doubt."""
        return self.standing is self.possibly


@dataclass(frozen=True, slots=True)
class Force:
    """Whether and when an instrument entered into force.

    Attributes:
        when: Days on which it did; None where it did not.
        missing: What it waits for.
        stated: Whether the entry into force is itself on record, not only computed.
        computed: What the rule alone gives, whether or not it is on record.
        seen: Whether the rule is known.
        steps: The steps that show it.
    """

    when: Interval | None
    missing: tuple[Missing, ...]
    stated: bool
    computed: Interval | None
    seen: bool
    steps: tuple[Step, ...]


class Record:
    """What the steps up to a day make of one instrument.

    Args:
        instrument: The instrument.
        steps: Steps towards it, from wherever, in any order.
        on: The last day whose acts count.
    """

    def __init__(self, instrument: Instrument, steps: Iterable[Step], on: date) -> None:
        self.instrument = instrument
        self.on = on
        begun = (step for step in steps if step.when.start is None or step.when.start <= on)
        self.steps = in_order(step for step in begun if step.instrument == instrument.id)
        self.history = History(self.steps)

    @cached_property
    def force(self) -> Force:
        """Its entry into force."""
        outcome = self.instrument.entry_into_force.outcome(self.history, self.instrument.parties)
        stated = self.history.of({Act.ENTER_INTO_FORCE})
        when = one_event([step.when for step in stated]) if stated else outcome.when
        return Force(
            when=when,
            missing=() if stated else outcome.missing,
            stated=bool(stated),
            computed=outcome.when,
            seen=outcome.seen,
            steps=(*stated, *outcome.steps),
        )

    @cached_property
    def ended(self) -> Interval | None:
        """Days on which the instrument as a whole may have ended; None where it did not."""
        ends = [
            step.when
            for step in self.history.of({Act.TERMINATE})
            if step.state is None or self.instrument.bilateral
        ]
        if self.instrument.bilateral:
            ends += [when for state in self.states if (when := self._notice_over(state))]
        if term := self._term_over():
            ends.append(term)
        return min(ends, key=lambda one: (one.end or date.max, one.start or date.min), default=None)

    @cached_property
    def states(self) -> tuple[ActorId, ...]:
        """The negotiating states, then every other state that has acted."""
        others = sorted({step.state for step in self.steps if step.state})
        return tuple(dict.fromkeys((*self.instrument.parties, *others)))

    def participation(self, state: ActorId) -> Participation:
        """Return how one state stands."""
        ladder = self._ladder(state)
        sure = self._standing(ladder, frozenset({Truth.YES}))
        possible = self._standing(ladder, frozenset({Truth.YES, Truth.UNCLEAR}))
        leaving = None if self.instrument.bilateral else self.left(state)
        return Participation(
            state=state,
            standing=sure[0],
            possibly=possible[0],
            since=sure[1],
            leaving=leaving if sure[0] is Standing.PARTY else None,
            suspended=self.suspended(state),
            steps=tuple(step for step in self.steps if step.state == state),
        )

    def joined(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may have become bound; None if it did not."""
        own = self.history.of({Act.ENTER_INTO_FORCE}, state)
        if own and not self._rejoined(state):
            return one_event([step.when for step in own])
        if self.force.when is None:
            return None
        if self.instrument.bilateral and self.force.stated:
            return self.force.when if state in self.instrument.parties else None
        consent = self._rejoined(state) or self.consented(state)
        if consent is None:
            return None
        late = self.instrument.joining_days and happened(self.force.when, consent.start or date.min)
        if late is Truth.YES:
            consent = shifted(consent, days=self.instrument.joining_days)
        return last([self.force.when, consent])

    def consented(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may have consented to be bound."""
        acts = self.instrument.entry_into_force.consents
        return self.history.when(acts | {Act.ACCEDE}, state)

    def left(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may have ceased to be bound."""
        if self._rejoined(state):
            return None
        gone = [step.when for step in self.history.of({Act.TERMINATE}, state)]
        if notice := self._notice_over(state):
            gone.append(notice)
        return one_event(gone) if gone else None

    def suspended(self, state: ActorId | None) -> Truth:
        """Tell whether a suspension runs: of one state's part or, for None, of the whole."""
        acts = [s for s in self.history.of({Act.SUSPEND, Act.RESUME}) if s.state == state]
        if state is None and not acts:
            own = [self.suspended(party) for party in self.instrument.parties]
            return Truth.YES if own and all(one is Truth.YES for one in own) else Truth.NO
        if any(happened(step.when, self.on) is Truth.UNCLEAR for step in acts):
            return Truth.UNCLEAR
        return Truth.YES if acts and acts[-1].act is Act.SUSPEND else Truth.NO

    def _ladder(self, state: ActorId) -> list[tuple[Standing, Interval | None]]:
        """Return every standing the state may have reached, the ends first."""
        return [
            (Standing.WITHDRAWN, None if self.instrument.bilateral else self.left(state)),
            (Standing.FORMER_PARTY, self.ended),
            (Standing.PARTY, self.joined(state)),
            (Standing.CONTRACTING_STATE, self.consented(state)),
            (Standing.RATIFIED_AT_HOME, self.history.when({Act.RATIFY}, state)),
            (Standing.APPROVED_AT_HOME, self.history.when({Act.APPROVE}, state)),
            (Standing.SIGNATORY, self.history.when({Act.SIGN}, state)),
        ]

    def _standing(
        self, ladder: list[tuple[Standing, Interval | None]], counting: frozenset[Truth]
    ) -> tuple[Standing, Interval | None]:
        reached = [(standing, when) for standing, when in ladder if self._counts(when, counting)]
        if Standing.PARTY not in {standing for standing, _ in reached}:
            # Only a party can leave: whoever never joined is no former party.
            ends = {Standing.WITHDRAWN, Standing.FORMER_PARTY}
            reached = [(standing, when) for standing, when in reached if standing not in ends]
        return reached[0] if reached else (Standing.THIRD_STATE, None)

    def _counts(self, when: Interval | None, counting: frozenset[Truth]) -> bool:
        return when is not None and happened(when, self.on) in counting

    def _rejoined(self, state: ActorId) -> Interval | None:
        left = self.history.of({Act.TERMINATE, Act.WITHDRAW}, state)
        back = self.history.of({Act.ACCEDE}, state)
        if not left or not back:
            return None
        gone, came = left[-1].when.end, back[-1].when
        return came if gone and came.start and came.start > gone else None

    def _notice_over(self, state: ActorId) -> Interval | None:
        notice = self.history.when({Act.WITHDRAW}, state)
        if notice is None or self.history.of({Act.REVOKE}, state):
            return None
        months = self.instrument.term.notice_months
        if months is None:  # how long the notice runs was not seen: from that day on, perhaps
            return Interval(notice.start, None)
        return shifted(notice, months=months)

    def _term_over(self) -> Interval | None:
        term = self.instrument.term
        if term.renewal is Renewal.AUTOMATIC or self.history.of({Act.RENEW}):
            return None
        over = Interval.on(term.until) if term.until else None
        if term.years and self.force.when:
            over = shifted(self.force.when, months=12 * term.years)
        if over and term.renewal is not Renewal.NONE:
            return Interval(over.start, None)
        return over


@dataclass(frozen=True, slots=True)
class BoundPeriod:
    """The days for which a state is bound.

    Attributes:
        state: Who.
        since: Days on which it may have become bound.
        until: Days on which it may have ceased to be; None where it has not.
    """

    state: ActorId
    since: Interval
    until: Interval | None


def bound_periods(instrument: Instrument, known_by: date | None = None) -> tuple[BoundPeriod, ...]:
    """Return for how long each state is or was bound by an instrument.

    Args:
        instrument: The instrument.
        known_by: Only what had become known by that day; None for all of it.
    """
    record = Record(instrument, known_steps(instrument.steps, known_by), date.max)
    return tuple(
        BoundPeriod(state, since, _first(record.left(state), record.ended))
        for state in record.states
        if (since := record.joined(state))
    )


def _first(*ends: Interval | None) -> Interval | None:
    known = [end for end in ends if end]
    return min(known, key=lambda one: (one.end or date.max, one.start or date.min), default=None)
