"""What the steps up to a day make of an instrument: its force, its end, who is bound by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.by_signature import joined_by_signature, signed, signed_force
from foedera.treaties.certainty import (
    Truth,
    all_of,
    any_of,
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
    BREAKING,
    Told,
    event_come,
    implied,
    term_over,
    told_end,
)
from foedera.treaties.entry_into_force import History
from foedera.treaties.leaving import Bond, Notice, bound_on, notices
from foedera.treaties.replacement import replaced_by
from foedera.treaties.standing import Force, Participation, Spell, Standing
from foedera.treaties.steps import Act, Step, in_order
from foedera.treaties.suspension import Suspensions
from foedera.treaties.tellings import came_back, confirmed, first_of_each

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
        self.history = History(confirmed(self.steps))
        self._spells: dict[ActorId, list[Spell]] = {}

    @cached_property
    def force(self) -> Force:
        """From when it counts: its entry into force or, on ATOP's basis, its signature."""
        if self.coding.basis is Basis.IN_FORCE:
            return self.entered
        whole = self.whole
        parties = self.instrument.parties
        when = signed_force(whole.history, parties, whole.entered.when)
        return replace(self.entered, when=when)

    @cached_property
    def entered(self) -> Force:
        """Its entry into force: as a step on record has it, else as its rule gives it."""
        outcome = self.instrument.entry_into_force.outcome(self.history, self.instrument.parties)
        stated = self.history.of({Act.ENTER_INTO_FORCE})
        whole = [step.when for step in stated if step.state is None]
        # A state for which it is in force shows that it was in force by then at the latest.
        shown = [outcome.when, *first_of_each(stated)]
        return Force(
            when=one_event(whole) if whole else first([one for one in shown if one]),
            missing=() if stated else outcome.missing,
            stated=bool(stated),
            computed=outcome.when,
            seen=outcome.seen,
            steps=(*stated, *outcome.steps),
        )

    @cached_property
    def ended(self) -> Interval | None:
        """Days on which the instrument as a whole may have ended; None where it did not."""
        return first(self.ends)

    @cached_property
    def ends(self) -> tuple[Interval, ...]:
        """Every way in which it may have ended: the first to come counts."""
        ends = [self._over, self.replaced]
        if self.instrument.bilateral:
            ends += [one.effect for state in self.states for one in self.notices(state)]
        return tuple(end for end in ends if end is not None)

    @cached_property
    def _over(self) -> Interval | None:
        """Days on which it may have ended by itself or by a step: notices and successors apart."""
        ends = [
            *told_end(self._bound_acts({Act.TERMINATE}, whole=True)),
            term_over(self.instrument, self.history, self.entered.when, self.coding),
            event_come(self.instrument, self.history),
            *implied(self.instrument, self._bound_acts(BREAKING), self.coding),
        ]
        return first([end for end in ends if end is not None])

    def _bound_acts(self, acts: Iterable[Act], *, whole: bool = False) -> Iterator[Told]:
        """Yield acts of states that may be bound when they act, and whether they surely are.

        With ``whole`` also those of no state: of the whole.
        """
        for step in self.history.of(acts):
            if step.state is None:
                if whole:
                    yield step, Truth.YES
            elif self.instrument.bilateral:
                bond = self._bond(self._first_joined(step.state), self._replaced_in(step.state))
                if (bound := bound_on(step.when, bond)) is not Truth.NO:
                    yield step, bound

    @cached_property
    def replaced(self) -> Interval | None:
        """Days on which a later instrument took its place for all then bound (VCLT 59)."""
        law = Coding(Basis.IN_FORCE, self.coding.implied_end)
        later = (Record(x, self._given, self.on, law) for x in self.instrument.successors)
        moments = [replaced_by(self, one) for one in later]
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

    def notices(self, state: ActorId) -> tuple[Notice, ...]:
        """Return the notices of leaving that the state gave, in order."""
        return tuple(one for spell in self.spells(state) for one in spell.notices)

    def consented(self, state: ActorId) -> Interval | None:
        """Return the days on which the state may have consented to be bound."""
        later = self.history.when({Act.ACCEDE, Act.SUCCEED}, state)
        agreed = self.instrument.entry_into_force.consented(self.history, state)
        return first([one for one in (later, agreed) if one])

    def suspended(self, state: ActorId | None) -> Truth:
        """Tell whether a suspension runs: of one state's part or, for None, of the whole."""
        return self._suspensions.suspended(state)

    def suspended_since(self) -> Interval | None:
        """Return from when the whole has been suspended without a break; None if it is not."""
        since = self._suspensions.since(self.joined)
        return last([since, self.force.when]) if since and self.force.when else since

    @cached_property
    def _suspensions(self) -> Suspensions:
        return Suspensions(self.history, self.on, self._parties)

    @cached_property
    def _parties(self) -> dict[ActorId, Truth]:
        """The states that are, or may be, bound on the day."""
        bound = {state: self.bound(state) for state in self.states}
        return {state: truth for state, truth in bound.items() if truth is not Truth.NO}

    def provisional(self) -> Truth:
        """Tell whether it is applied provisionally, force apart (VCLT 25)."""
        begun = self.history.of({Act.APPLY_PROVISIONALLY})
        if not begun:
            return Truth.NO
        since = one_event([step.when for step in begun])
        declined = first_of_each(
            step
            for step in self.history.of({Act.DECLINE})
            if step.state in self.instrument.parties and before(since, step.when) is not Truth.NO
        )
        # One alone applies nothing: it ends once fewer than two are left.
        enough = len(self.instrument.parties) - 1
        over = nth(declined, enough) if len(declined) >= max(enough, 1) else None
        return all_of(happened(since, self.on), opposite(happened(over, self.on)))

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
            back = came_back(spell, rest)
            if back is None:
                yield spell
                return
            until = [step for step in rest if before(step.when, back.when) is not Truth.NO]
            yield self._stretch(state, joined, [one for one in until if one is not back])
            joined = self._bound_from(back.when, self.force.when)
            rest = [step for step in rest if step not in until]

    def _stretch(self, state: ActorId, joined: Interval | None, own: Sequence[Step]) -> Spell:
        apart = self._bond(joined, self._over)
        exits = [
            step.when
            for step in self.history.of({Act.SUCCEED})
            if step.toward == state and bound_on(step.when, apart) is not Truth.NO
        ]
        bond = self._bond(joined, first([*exits, *([self._over] if self._over else [])]))
        given = notices(state, own, self.history, bond)
        if not self.instrument.bilateral:
            exits += [one.effect for one in given if one.effect]
            gone = [step for step in own if step.act is Act.TERMINATE]
            told = [(step, bound_on(step.when, bond)) for step in gone]
            exits += told_end(one for one in told if one[1] is not Truth.NO)
        return Spell(joined, first(exits), tuple(given))

    def _bond(self, joined: Interval | None, over: Interval | None) -> Bond:
        force = self.entered
        return Bond(self.instrument.term, force.when, joined, over, force.seen, self._binds)

    def _binds(self, state: ActorId, when: Interval) -> bool:
        """Tell whether a state surely is bound on certain days, by what it did itself."""
        joined, over = self._first_joined(state), self._replaced_in(state)
        force = self.entered
        bond = Bond(self.instrument.term, force.when, joined, over, force.seen, lambda *_: False)
        own = [step for step in self.history.steps if step.state == state]
        gone = [one.effect for one in notices(state, own, self.history, bond) if one.effect]
        gone += [over] if over else []
        stayed = all(before(one, when) is Truth.NO for one in gone)
        return joined is not None and before(joined, when) is Truth.YES and stayed

    def _replaced_in(self, state: ActorId) -> Interval | None:
        """Return the days on which a successor state took its place; None if none did."""
        told = [step.when for step in self.history.of({Act.SUCCEED}) if step.toward == state]
        return one_event(told) if told else None

    def _first_joined(self, state: ActorId) -> Interval | None:
        if self.coding.basis is Basis.SIGNATURE:
            return joined_by_signature(self.force.when, self._own_signature(state))
        if own := self.history.of({Act.ENTER_INTO_FORCE}, state):
            return one_event([step.when for step in own])
        made = self.instrument.bilateral and state in self.instrument.parties
        if self.force.when is None or (made and self.force.stated):
            return self.force.when
        consent = self.consented(state)
        if consent is None:
            return None
        if self.history.when({Act.SUCCEED}, state) == consent:
            return last([self.force.when, consent])
        return self._bound_from(consent, self._force_without(state))

    def _own_signature(self, state: ActorId) -> Interval | None:
        """Return when a state that was ever bound signed, or consented without."""
        whole = self.whole
        bound = whole.spells(state)[0].joined
        told = whole.history.when({Act.SIGN}, state) or whole.consented(state) or bound
        return None if bound is None else told

    def _force_without(self, state: ActorId) -> Interval | None:
        """Return when it would have entered into force without one state's consent, if ever.

        Who consents after that day comes late; one whose consent is needed for it does not.
        """
        if not self.instrument.joining_days:
            return None
        if self.force.stated:
            return self.force.when
        others = History(step for step in self.history.steps if step.state != state)
        return self.instrument.entry_into_force.outcome(others, self.instrument.parties).when

    def _bound_from(self, consent: Interval, apart: Interval | None) -> Interval | None:
        """Return from when a consent binds: entry into force, or some days after it (24(3))."""
        force = self.force.when
        if force is None:
            return None
        moved = shifted(consent, days=self.instrument.joining_days)
        match before(consent, apart) if apart else Truth.YES:
            case Truth.NO:
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
            for standing, when, so in self._ladder(state, spell)
            if when is not None and all_of(happened(when, self.on), so) in counting
        ]
        if Standing.PARTY not in {standing for standing, _ in reached}:
            # Only a party can leave: whoever never joined is no former party.
            ends = {Standing.WITHDRAWN, Standing.FORMER_PARTY}
            reached = [(standing, when) for standing, when in reached if standing not in ends]
            spells = self.spells(state)
            if earlier := spells[: spells.index(spell)]:
                found = self._standing(state, earlier[-1], counting)
                if found[0] is not Standing.PARTY:
                    return found
                # It acceded anew: whether it had left or the whole had ended, it is not sure.
                gone, over = earlier[-1].left, self.ended
                if over and (gone is None or before(gone, _turn(over)) is Truth.NO):
                    return Standing.FORMER_PARTY, over
                return Standing.WITHDRAWN, gone
        return reached[0] if reached else (Standing.THIRD_STATE, None)

    def _ladder(
        self, state: ActorId, spell: Spell
    ) -> list[tuple[Standing, Interval | None, Truth]]:
        """Return every standing the state may have reached, the ends first.

        Each with the days it may have begun on, and whether it counts: who was bound until
        the whole ended did not withdraw, and who consented after the end was never bound.
        """
        ended, joined = self.ended, spell.joined
        withdrew, former, bound = Truth.YES, Truth.YES, Truth.YES
        if ended is not None and joined is not None:
            withdrew = before(spell.left, ended) if spell.left else Truth.NO
            if withdrew is Truth.UNCLEAR and happened(spell.left, self.on) is Truth.YES:
                withdrew = Truth.YES  # or a former party: it is bound no more in either case
            bound = all_of(*(opposite(before(end, joined)) for end in self.ends))
            ways = ((end, opposite(before(_turn(end), joined))) for end in self.ends)
            former = any_of(*(all_of(happened(end, self.on), was) for end, was in ways))
        yes, of = Truth.YES, self.history.when
        return [
            (Standing.WITHDRAWN, spell.left, withdrew),
            (Standing.FORMER_PARTY, ended, former),
            (Standing.PARTY, spell.joined, bound),
            (Standing.CONTRACTING_STATE, self.consented(state), yes),
            (Standing.RATIFIED_AT_HOME, of({Act.RATIFY}, state), yes),
            (Standing.APPROVED_AT_HOME, of({Act.APPROVE}, state), yes),
            (Standing.SIGNATORY, of({Act.SIGN}, state), yes),
        ]

    def bound_or_signed(self, state: ActorId) -> Interval | None:
        """Return from when a state is bound or, by ATOP's rule of ends, has signed."""
        if self.coding.implied_end is ImpliedEnd.ATOP:
            return signed(self.history, state)
        return self.spells(state)[0].joined

    @cached_property
    def whole(self) -> Record:
        """The record with all that is known, for a reading with hindsight."""
        by_force = Coding(Basis.IN_FORCE, self.coding.implied_end)
        return Record(self.instrument, self._given, date.max, by_force)


def _turn(ended: Interval) -> Interval:
    """Return the days on which an end that is only possible would have come."""
    return Interval(ended.start, ended.end or ended.start)
