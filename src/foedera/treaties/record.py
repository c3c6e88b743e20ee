"""What the steps up to a day make of an instrument: its force, its end, who is bound by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import (
    Truth,
    all_of,
    before,
    first,
    happened,
    last,
    nth,
    one_event,
    opposite,
    shifted,
)
from foedera.treaties.coding import LAW, Basis, Coding, ImpliedEnd
from foedera.treaties.ending import (
    disputed,
    event_come,
    implied,
    term_over,
    terminated,
    told_end,
)
from foedera.treaties.entry_into_force import History
from foedera.treaties.leaving import Bond, Notice, notices
from foedera.treaties.standing import Force, Participation, Spell, Standing
from foedera.treaties.steps import Act, Ground, Step, in_order, known_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.identifiers import ActorId
    from foedera.treaties.instrument import Instrument


class Record:
    """What the steps up to a day make of one instrument.

    Args:
        instrument: The instrument.
        steps: Steps towards it and towards whatever replaces it, in any order.
        on: The last day whose acts count.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """

    def __init__(
        self, instrument: Instrument, steps: Iterable[Step], on: date, coding: Coding = LAW
    ) -> None:
        self.instrument = instrument
        self.on = on
        self.coding = coding
        self._given = tuple(steps)
        own = [step for step in self._given if step.instrument == instrument.id]
        begun = (step for step in own if step.when.start is None or step.when.start <= on)
        self.steps = in_order(begun)
        self.history = History(_confirmed(self.steps))
        self._spells: dict[ActorId, list[Spell]] = {}

    @cached_property
    def force(self) -> Force:
        """Its entry into force: as a step on record has it, else as its rule gives it."""
        outcome = self.instrument.entry_into_force.outcome(self.history, self.instrument.parties)
        stated = self.history.of({Act.ENTER_INTO_FORCE})
        when = one_event([step.when for step in stated]) if stated else outcome.when
        if self.coding.basis is Basis.SIGNATURE:
            when = self._signed_force()
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
            terminated(self.instrument, self.history),
            term_over(self.instrument, self.history, self.force.when, self.coding),
            event_come(self.instrument, self.history),
            self.replaced,
            *implied(self.instrument, self.history, self.coding),
        ]
        if self.instrument.bilateral:
            ends += [one.effect for state in self.states for one in self.notices(state)]
        return first([end for end in ends if end is not None])

    @cached_property
    def replaced(self) -> Interval | None:
        """Days on which a later instrument took its place for all then bound (VCLT 59)."""
        moments = [self._replaced_by(later) for later in self.instrument.successors]
        return first([one for one in moments if one is not None])

    @cached_property
    def states(self) -> tuple[ActorId, ...]:
        """The negotiating states, then every other state that has acted."""
        others = sorted({step.state for step in self.steps if step.state})
        return tuple(dict.fromkeys((*self.instrument.parties, *others)))

    def participation(self, state: ActorId) -> Participation:
        """Return how one state stands."""
        spell = self._spell(state)
        sure = self._standing(state, spell, frozenset({Truth.YES}))
        possible = self._standing(state, spell, frozenset({Truth.YES, Truth.UNCLEAR}))
        party = sure[0] is Standing.PARTY and not self.instrument.bilateral
        return Participation(
            state=state,
            standing=sure[0],
            possibly=possible[0],
            since=sure[1],
            leaving=spell.left if party else None,
            bound=self.bound(state),
            suspended=self.suspended(state),
            steps=tuple(step for step in self.steps if step.state == state),
        )

    def bound(self, state: ActorId) -> Truth:
        """Tell whether the state is bound on the day, suspension apart."""
        spell = self._spell(state)
        gone = (happened(when, self.on) for when in (spell.left, self.ended))
        return all_of(happened(spell.joined, self.on), *map(opposite, gone))

    def joined(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may last have become bound; None if never."""
        return self._spell(state).joined

    def left(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may have ceased to be bound since."""
        return self._spell(state).left

    def notices(self, state: ActorId) -> tuple[Notice, ...]:
        """Return the notices of leaving that the state gave, in order."""
        return tuple(one for spell in self.spells(state) for one in spell.notices)

    def consented(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may have consented to be bound."""
        acts = self.instrument.entry_into_force.consents
        return self.history.when(acts | {Act.ACCEDE, Act.SUCCEED}, state)

    def suspended(self, state: ActorId | None) -> Truth:
        """Tell whether a suspension runs: of one state's part or, for None, of the whole.

        A state's own suspension has effect by the text or by consent of all (VCLT 57);
        where it is only declared that is open, but if every party declares it they agree.
        """
        acts = [s for s in self.history.of({Act.SUSPEND, Act.RESUME}) if s.state == state]
        if state is None and not acts:
            own = [self._declared(party) for party in self.instrument.parties]
            return all_of(*own) if own else Truth.NO
        if any(happened(step.when, self.on) is Truth.UNCLEAR for step in acts):
            return Truth.UNCLEAR
        if not acts or acts[-1].act is Act.RESUME or acts[-1].ground is Ground.NONE:
            return Truth.NO
        agreed = state is None or acts[-1].ground in {Ground.TEXT, Ground.CONSENT}
        return Truth.YES if agreed and not disputed(acts[-1].ground) else Truth.UNCLEAR

    def provisional(self) -> Truth:
        """Tell whether it is applied provisionally, force apart (VCLT 25)."""
        begun = self.history.of({Act.APPLY_PROVISIONALLY})
        if not begun:
            return Truth.NO
        since = one_event([step.when for step in begun])
        declined = (
            all_of(before(since, step.when), happened(step.when, self.on))
            for step in self.history.of({Act.DECLINE})
            if step.state in self.instrument.parties
        )
        return all_of(happened(since, self.on), *map(opposite, declined))

    def spells(self, state: ActorId) -> list[Spell]:
        """Return the stretches for which the state was bound, in order."""
        if state not in self._spells:
            self._spells[state] = list(self._stretches(state))
        return self._spells[state]

    def _stretches(self, state: ActorId) -> Iterator[Spell]:
        own = [step for step in self.history.steps if step.state == state]
        joined, rest = self._first_joined(state), own
        while True:
            spell = self._stretch(state, joined, rest)
            back = _came_back(spell.left, rest)
            if back is None:
                yield spell
                return
            until = [step for step in rest if before(step.when, back.when) is not Truth.NO]
            yield self._stretch(state, joined, [one for one in until if one is not back])
            joined = self._bound_from(back.when)
            rest = [step for step in rest if step not in until]

    def _stretch(self, state: ActorId, joined: Interval | None, own: Sequence[Step]) -> Spell:
        bond = Bond(self.instrument.term, self.force.when, joined, self.force.seen)
        given = notices(state, own, self.history, bond)
        exits = [step.when for step in self._succeeded(state)]
        if not self.instrument.bilateral:
            exits += [one.effect for one in given if one.effect]
            exits += told_end(step for step in own if step.act is Act.TERMINATE)
        return Spell(joined, first(exits), tuple(given))

    def _succeeded(self, state: ActorId) -> Iterator[Step]:
        return (step for step in self.history.of({Act.SUCCEED}) if step.toward == state)

    def _first_joined(self, state: ActorId) -> Interval | None:
        if self.coding.basis is Basis.SIGNATURE:
            return self._joined_by_signature(state)
        own = self.history.of({Act.ENTER_INTO_FORCE}, state)
        if own:
            return one_event([step.when for step in own])
        if self.force.when is None:
            return None
        if self.instrument.bilateral and self.force.stated and state in self.instrument.parties:
            return self.force.when
        consent = self.consented(state)
        return None if consent is None else self._bound_from(consent)

    def _bound_from(self, consent: Interval) -> Interval | None:
        """Return from when a consent binds: entry into force, or some days after it."""
        force = self.force.when
        if force is None:
            return None
        if self.instrument.joining_days:
            moved = shifted(consent, days=self.instrument.joining_days)
            match before(force, consent):
                case Truth.YES:
                    consent = moved
                case Truth.UNCLEAR:
                    consent = Interval(consent.start, moved.end)
        return last([force, consent])

    def _spell(self, state: ActorId) -> Spell:
        """Return the stretch that the day falls into: the last one that may have begun."""
        found = self.spells(state)
        begun = [one for one in found if happened(one.joined, self.on) is not Truth.NO]
        return (begun or found)[-1]

    def _standing(
        self, state: ActorId, spell: Spell, counting: frozenset[Truth]
    ) -> tuple[Standing, Interval | None]:
        reached = [
            (standing, when)
            for standing, when in self._ladder(state, spell)
            if when is not None and happened(when, self.on) in counting
        ]
        if Standing.PARTY not in {standing for standing, _ in reached}:
            # Only a party can leave: whoever never joined is no former party.
            ends = {Standing.WITHDRAWN, Standing.FORMER_PARTY}
            reached = [(standing, when) for standing, when in reached if standing not in ends]
            earlier = [one for one in self.spells(state) if one is not spell]
            if earlier and earlier[-1].left is not None:
                return Standing.WITHDRAWN, earlier[-1].left
        return reached[0] if reached else (Standing.THIRD_STATE, None)

    def _ladder(self, state: ActorId, spell: Spell) -> list[tuple[Standing, Interval | None]]:
        """Return every standing the state may have reached, the ends first."""
        return [
            (Standing.WITHDRAWN, spell.left),
            (Standing.FORMER_PARTY, self.ended),
            (Standing.PARTY, spell.joined),
            (Standing.CONTRACTING_STATE, self.consented(state)),
            (Standing.RATIFIED_AT_HOME, self.history.when({Act.RATIFY}, state)),
            (Standing.APPROVED_AT_HOME, self.history.when({Act.APPROVE}, state)),
            (Standing.SIGNATORY, self.history.when({Act.SIGN}, state)),
        ]

    def _declared(self, state: ActorId) -> Truth:
        """Tell whether a state's own suspension runs, be it only declared."""
        acts = self.history.of({Act.SUSPEND, Act.RESUME}, state)
        if any(happened(step.when, self.on) is Truth.UNCLEAR for step in acts):
            return Truth.UNCLEAR
        runs = bool(acts) and acts[-1].act is Act.SUSPEND and acts[-1].ground is not Ground.NONE
        return Truth.YES if runs else Truth.NO

    def _replaced_by(self, later: Instrument) -> Interval | None:
        record = Record(later, self._given, self.on, self.coding)
        bound = [state for state in self.states if self._stays(state)]
        if self.coding.implied_end is ImpliedEnd.ATOP:
            moments = [record.history.when({Act.SIGN}, state) for state in bound]
        else:
            moments = [record.joined(state) for state in bound]
        known = [one for one in moments if one is not None]
        return last(known) if known and len(known) == len(moments) else None

    def _stays(self, state: ActorId) -> bool:
        """Tell whether a state may be bound by it still, or is to be: who is to be replaced for."""
        spell = self._spell(state)
        if spell.joined is None:
            return self.force.when is None and state in self.instrument.parties
        return happened(spell.left, self.on) is not Truth.YES

    @cached_property
    def _whole(self) -> Record:
        """The record with all that is known, for a reading with hindsight."""
        by_force = Coding(Basis.IN_FORCE, self.coding.implied_end)
        return Record(self.instrument, self._given, date.max, by_force)

    def _signed_force(self) -> Interval | None:
        """Return the second signature: from when ATOP counts an alliance (codebook 2.32)."""
        if self._whole.force.when is None:
            return None
        signed = [self._whole.history.when({Act.SIGN}, one) for one in self.instrument.parties]
        known = [one for one in signed if one is not None]
        return nth(known, min(2, len(known))) if known else self._whole.force.when

    def _joined_by_signature(self, state: ActorId) -> Interval | None:
        bound = self._whole.spells(state)[0].joined
        if bound is None or self.force.when is None:
            return None
        signed = self._whole.history.when({Act.SIGN}, state)
        own = signed if signed is not None else self._whole.consented(state)
        return last([self.force.when, own or bound])


def _confirmed(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield steps, a signature that waits for confirmation on the day of that (VCLT 8, 12)."""
    confirmed = {step.state: step for step in reversed(steps) if step.act is Act.CONFIRM}
    for step in steps:
        if step.act is not Act.SIGN or (step.effective and not step.ad_referendum):
            yield step
        elif step.state in confirmed:
            when = last([step.when, confirmed[step.state].when])
            yield replace(step, when=when, effective=True, ad_referendum=False)


def _came_back(left: Interval | None, own: Sequence[Step]) -> Step | None:
    """Return the accession by which a state that surely had left is bound again."""
    if left is None or left.end is None:
        return None
    accessions = (step for step in own if step.act is Act.ACCEDE and step.when.start)
    return next((one for one in accessions if one.when.start and one.when.start > left.end), None)


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
    record = Record(instrument, known_steps(steps_of(instrument), known_by), date.max)
    return tuple(
        BoundPeriod(state, spell.joined, _first(spell.left, record.ended))
        for state in record.states
        for spell in record.spells(state)
        if spell.joined
    )


def steps_of(instrument: Instrument) -> tuple[Step, ...]:
    """Return the steps on record of an instrument and of whatever replaces it."""
    later = (step for one in instrument.successors for step in steps_of(one))
    return (*instrument.steps, *later)


def _first(*ends: Interval | None) -> Interval | None:
    return first([end for end in ends if end])
