"""Histories of instruments made at random, so that the interesting comes often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle_force import months_after

from foedera.dates import Interval
from foedera.identifiers import ActorId, InstrumentId
from foedera.treaties import Act, Instrument, InstrumentKind, Step
from foedera.treaties.formulas import (
    After,
    OnceAll,
    OnceAllHave,
    OnDay,
    OnDeposits,
    OnEvent,
    Retroactive,
    Silent,
    Unseen,
)
from foedera.treaties.instrument import Denunciation, Renewal, Term
from foedera.treaties.provisions import (
    Means,
    Obligation,
    ObligationKind,
    Occurrence,
    Provision,
    Trigger,
)
from foedera.treaties.steps import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from foedera.treaties.entry_into_force import EntryIntoForce

AAA, BBB, CCC, DDD = (ActorId(name) for name in ("AAA", "BBB", "CCC", "DDD"))
FIRST = date(2000, 1, 3)
EVENT = {"en": "a ceasefire", "id": "gencatan senjata"}
VAGUE = 3  # steps at most, and days of each
_NOT_AT_RANDOM = {Act.ACCEDE, Act.ENTER_INTO_FORCE, Act.CONFIRM, Act.WITHDRAW, Act.SUSPEND}
_NOT_AT_RANDOM |= {Act.APPLY_PROVISIONALLY, Act.DECLINE, Act.SUCCEED}
LODGED = (Act.EXCHANGE, Act.DEPOSIT, Act.NOTIFY)


def _duty(kind: ObligationKind) -> Obligation:
    trigger = Trigger(Occurrence.ALWAYS)
    return Obligation(kind.value, Provision("1", {}), kind, (), (), trigger, Means.UNPUBLISHED)


DUTIES = (_duty(ObligationKind.DEFENCE), _duty(ObligationKind.NONAGGRESSION))


@dataclass(frozen=True)
class History:
    """An instrument, steps towards it and a day."""

    instrument: Instrument
    steps: tuple[Step, ...]
    on: date

    def lines(self) -> Iterator[str]:
        """Yield it as a lawyer would write it down."""
        yield from _instrument_lines(self.instrument)
        yield "steps:"
        for step in sorted(self.steps, key=lambda one: (one.when.start or date.min, one.act.value)):
            told = {"act": step.act.value, "states": step.state, "date": _days(step.when)}
            told |= {"ground": step.ground.value if step.ground else None, "toward": step.toward}
            told |= {"ad_referendum": "yes" if step.ad_referendum else None}
            told |= {"effective": None if step.effective else "no"}
            told |= {"of": step.instrument if step.instrument != self.instrument.id else None}
            row = ", ".join(f"{key}: {value}" for key, value in told.items() if value)
            yield f"  - {{{row}}}"
        yield f"on: {self.on}"


def _instrument_lines(one: Instrument) -> Iterator[str]:
    yield f"parties: [{', '.join(one.parties)}]"
    yield f"rule: {one.entry_into_force}"
    yield f"obligations: [{', '.join(duty.kind.value for duty in one.obligations)}]"
    default = Term()
    names = [name for name in Term.__slots__ if getattr(one.term, name) != getattr(default, name)]
    yield f"term: {{{', '.join(f'{name}: {getattr(one.term, name)}' for name in names)}}}"
    if one.joining_days:
        yield f"joining_days: {one.joining_days}"
    if one.binding is not True:
        yield f"binding: {one.binding}"
    for later in one.successors:
        yield f"replaced by: {later.id}, {later.parties}, {later.entry_into_force}"


def _days(when: Interval) -> str:
    return f"{when.start}" if when.start == when.end else f"{when.start}..{when.end}"


def histories(chance: Random, number: int) -> Iterator[History]:
    """Yield so many histories."""
    for _ in range(number):
        yield Maker(chance).history()


class Maker:
    """Makes one history.

    Args:
        chance: Where chance comes from.
    """

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.bilateral = chance.random() < 0.5
        self.parties = (AAA, BBB) if self.bilateral else (AAA, BBB, CCC)
        self.steps: list[Step] = []
        self.rule = self._rule()
        self.asked = self._asked(self.rule)
        self.term = self._term()
        self.name = InstrumentId("aaa-2000")
        self.rests = self.returned = False
        self.who: tuple[ActorId | None, ...] = ()

    def history(self) -> History:
        """Return it."""
        self._beginning()
        # Of many states, who may have left and who suspended its part are not put together:
        # the engine holds such worlds apart no further than one state at a time.
        later = self.chance.choice((self._leaving, self._resting))
        both = (self._leaving, self._resting) if self.bilateral else (later,)
        self.rests = both == (self._resting,)
        for _ in range(self.chance.choice((0, 1, 1, 2, 2, 3))):
            self.chance.choice((*both, *both, self._other))()
        if self.chance.random() < 0.2:
            self._noise()
        done = {step.act for step in self.steps if not self.bilateral or step.act is Act.SUCCEED}
        alone = done.isdisjoint({Act.SUCCEED, Act.WITHDRAW})
        successors = (self._successor(),) if alone and self.chance.random() < 0.15 else ()
        self._retold()
        instrument = Instrument(
            id=self.name,
            kind=InstrumentKind.TREATY,
            parties=self.parties,
            entry_into_force=self.rule,
            term=self.term,
            obligations=(self.chance.choice(DUTIES),),
            joining_days=self.chance.choice((0, 0, 0, 0 if self.returned else 29)),
            binding=self.chance.random() > 0.03,
            successors=successors,
        )
        return History(instrument, tuple(self.steps), self._day_asked())

    # The instrument.

    def _rule(self) -> EntryIntoForce:
        pick, yes = self.chance.choice, self.chance.random
        act = pick((Act.SIGN, Act.RATIFY, *LODGED))
        simple: EntryIntoForce = OnceAllHave(act)
        if yes() < 0.25:
            named = tuple(one for one in self.parties if yes() < 0.3)
            simple = OnDeposits(pick((1, 2, 2, len(self.parties))), named)
        seen = yes()
        if seen < 0.5:
            return simple
        others: tuple[EntryIntoForce, ...] = (
            After(simple, days=pick((1, 30))),
            After(simple, months=pick((1, 2)), first=yes() < 0.5),
            OnDay(FIRST + timedelta(pick((0, 20, 90)))),
            OnceAll((simple, OnEvent(EVENT))),
            OnceAll((OnDay(FIRST + timedelta(60)), simple)),
            OnceAll((OnceAllHave(Act.SIGN), simple)),
            Retroactive(simple, FIRST),
            Silent(pick((True, False, None))),
            Unseen(pick((True, False, None))),
        )
        return pick(others)

    def _term(self) -> Term:
        pick = self.chance.choice
        years = pick((None, None, 1, 2))
        silent = pick((None, Denunciation.SILENT, Denunciation.EXCLUDED, Denunciation.UNKNOWN))
        notice = pick((None, 1, 6, 12)) if silent is None else None
        known = silent or pick((Denunciation.PROVIDED, Denunciation.UNKNOWN))
        return Term(
            years=years,
            until=FIRST + timedelta(500) if years is None and pick(range(8)) == 0 else None,
            renewal=pick([*Renewal]),
            renewal_years=pick((None, 1)) if years else 1,
            renewal_notice_months=pick((None, 6)) if silent is None else None,
            notice_months=notice,
            initial_years=pick((None, None, 1)),
            denunciation=known,
            ends_on=EVENT if pick(range(6)) == 0 else {},
        )

    # What is done about it.

    def _do(self, act: Act, state: ActorId | None, day: int | date, **more: object) -> Step:
        on = day if isinstance(day, date) else FIRST + timedelta(day)
        step = Step(self.name, state, act, Interval.on(on), **more)  # type: ignore[arg-type]
        self.steps.append(step)
        return step

    def _beginning(self) -> None:
        pick, yes = self.chance.choice, self.chance.random
        together = pick((0, 0, 9))
        for state in self.parties:
            self._consent(state, together)
        if yes() < 0.9 and "event" in str(self.rule):
            self._do(Act.OCCUR, None, pick((5, 30, 80)))
        if yes() < 0.15 or (isinstance(self.rule, Unseen) and yes() < 0.7):
            self._do(Act.ENTER_INTO_FORCE, None, pick((40, 60, 80)))
        if yes() < 0.12:
            self._do(Act.APPLY_PROVISIONALLY, pick((None, AAA)), pick((3, 15)))
            if yes() < 0.5:
                self._do(Act.DECLINE, pick(self.parties), pick((9, 30)))
        if yes() < 0.25:
            self._do(Act.ACCEDE, DDD, pick((20, 60, 120)))
            if yes() < 0.2:
                self._do(Act.ENTER_INTO_FORCE, DDD, pick((131, 151)))

    def _consent(self, state: ActorId, together: int) -> None:
        pick, yes = self.chance.choice, self.chance.random
        if yes() < 0.92:
            self._sign(state, together + pick((0, 0, 2)))
        for act in self.asked:
            if yes() < 0.9:
                self._do(act, state, 10 + pick((0, 4, 25, 40)))
        if yes() < 0.15:
            self._do(pick((Act.RATIFY, Act.APPROVE, *LODGED)), state, 10 + pick((0, 9, 40)))

    def _asked(self, rule: EntryIntoForce) -> tuple[Act, ...]:
        """Return the acts that a rule waits for beside signature."""
        match rule:
            case OnceAllHave(Act.SIGN) | OnDay():
                return ()
            case OnceAllHave():
                return (rule.act,)
            case After() | Retroactive():
                return self._asked(rule.rule)
            case OnceAll():
                return tuple({act: 0 for part in rule.rules for act in self._asked(part)})
            case OnDeposits():
                return (Act.DEPOSIT,)
        return (self.chance.choice((Act.NOTIFY, Act.RATIFY)),) if self.chance.random() < 0.6 else ()

    def _sign(self, state: ActorId, day: int) -> None:
        kind = self.chance.random()
        if kind > 0.1:
            self._do(Act.SIGN, state, day)
            return
        self._do(
            Act.SIGN,
            state,
            day,
            **({"ad_referendum": True} if kind > 0.05 else {"effective": False}),
        )
        if self.chance.random() < 0.7:
            self._do(Act.CONFIRM, state, day + self.chance.choice((3, 7, 30)))

    def _leaving(self) -> None:
        pick = self.chance.choice
        gone = {step.toward for step in self.steps if step.act is Act.SUCCEED}
        state = pick([one for one in self.parties if one not in gone] or [DDD])
        day = pick((33, 107, 207, 377, 402, 437, 707))
        ground = pick((None, None, Ground.TEXT, *Ground))
        given = FIRST + timedelta(day)
        self._do(Act.WITHDRAW, state, given, ground=ground)
        match pick(("revoke", "object", "again", "return", "", "")):
            case "revoke" if ground is not Ground.CONSENT:
                undone = months_after(given, pick((0, 1, 5, 6, 12)))
                self._do(Act.REVOKE, state, undone + timedelta(pick((-1, 0, 1))))
            case "object":
                other = pick([one for one in (*self.parties, DDD) if one != state])
                objected = months_after(given, 3) + timedelta(pick((-60, -1, 1)))
                self._do(Act.OBJECT, other, objected, toward=pick((state, state, other)))
            case "again":
                self._do(Act.WITHDRAW, state, day + pick((21, 201)), ground=pick((None, *Ground)))
            case "return" if not (self.bilateral or self.term.renewal_notice_months):
                # After the notice has had its time: who accedes to what still binds it?
                self._do(Act.ACCEDE, state, months_after(given, 13) + timedelta(1))
                self.returned = True

    def _resting(self) -> None:
        pick = self.chance.choice
        day = pick((60, 120, 300))
        # Since when the whole is suspended by one act on top of every party's own: a case tells.
        self.who = self.who or pick(((None,), (AAA,), self.parties, (AAA, BBB)))
        who = self.who
        ground = pick((None, Ground.TEXT, Ground.CONSENT, Ground.BREACH))
        for state in who:
            self._do(Act.SUSPEND, state, day + pick((0, 0, 5)), ground=ground)
        if self.chance.random() < 0.5:
            for state in pick((who, (who[0],))):
                self._do(Act.RESUME, state, day + pick((10, 50)))

    def _other(self) -> None:
        pick = self.chance.choice
        match pick(("terminate", "renew", "renew", "occur", "succeed", "break")):
            case "terminate":
                states = (None,) if self.rests else (None, *self.parties)
                self._do(
                    Act.TERMINATE, pick(states), pick((150, 400, 800)), ground=pick((None, *Ground))
                )
            case "renew":
                day = pick((300, 380, 410, 700))
                for state in pick(((None,), self.parties)):
                    self._do(Act.RENEW, state, day)
            case "occur":
                self._do(Act.OCCUR, None, pick((150, 300)), ground=pick((Ground.TEXT, None)))
            case "succeed":
                leaving = {step.state for step in self.steps if step.act is Act.WITHDRAW}
                stay = [one for one in self.parties if one not in leaving]
                if stay and not isinstance(self.rule, (Unseen, Silent)):
                    self._do(Act.SUCCEED, DDD, pick((160, 310)), toward=pick(stay))
            case _:
                self._do(pick((Act.VIOLATE, Act.BREAK_RELATIONS)), pick(self.parties), 150)

    def _noise(self) -> None:
        pick = self.chance.choice
        act = pick([act for act in Act if act not in _NOT_AT_RANDOM])
        state = None if act in {Act.OCCUR, Act.RENEW} else pick((AAA, BBB, CCC))
        self._do(act, state, pick((1, 11, 53, 201, 451)), ground=pick((None, *Ground)))

    def _successor(self) -> Instrument:
        pick, yes = self.chance.choice, self.chance.random
        name, day = InstrumentId("aaa-2001"), pick((120, 250))
        parties = pick((self.parties, (AAA, BBB, CCC)))
        for state in parties:
            for act, later in ((Act.SIGN, 0), (Act.EXCHANGE, pick((20, 40)))):
                if yes() < 0.95:
                    when = Interval.on(FIRST + timedelta(day + later))
                    self.steps.append(Step(name, state, act, when))
        rule = pick((OnceAllHave(Act.EXCHANGE), OnDeposits(2)))
        return Instrument(
            name, InstrumentKind.TREATY, parties, rule, term=Term(renewal=Renewal.AUTOMATIC)
        )

    # What is not known to the day, and what is told twice.

    def _retold(self) -> None:
        if self.chance.random() < 0.5 or not self.steps:
            return
        chosen = self.chance.sample(range(len(self.steps)), min(VAGUE, len(self.steps)))
        for place in chosen[: self.chance.randint(1, VAGUE)]:
            step = self.steps[place]
            assert step.when.start is not None
            start = step.when.start - timedelta(self.chance.choice((0, 1)))
            when = Interval(start, start + timedelta(self.chance.choice((1, 2))))
            self.steps[place] = _at(step, when)
            if self.chance.random() < 0.2:
                moved = start + timedelta(self.chance.choice((-1, 0, 1, 2)))
                self.steps.append(_at(step, Interval(moved, moved + timedelta(1))))

    def _day_asked(self) -> date:
        """Return a day near one on which something may change."""
        pick = self.chance.choice
        step = pick(self.steps) if self.steps else None
        near = (step.when.end if step else None) or FIRST
        months = pick((0, 0, 0, 1, 3, 6, 12, 24))
        days = pick((-1, 0, 0, 1, 30, 60, 400))
        return months_after(near, months) + timedelta(days)


def _at(step: Step, when: Interval) -> Step:
    more = {"ground": step.ground, "toward": step.toward, "ad_referendum": step.ad_referendum}
    return Step(step.instrument, step.state, step.act, when, effective=step.effective, **more)  # type: ignore[arg-type]
