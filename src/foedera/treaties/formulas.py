"""The formulas by which instruments enter into force."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import first_of_month, last, nth, one_event, shifted
from foedera.treaties.entry_into_force import Lack, Missing, Outcome
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import EntryIntoForce, History

_LACKS = {
    Act.SIGN: Lack.SIGNATURE,
    Act.RATIFY: Lack.RATIFICATION,
    Act.EXCHANGE: Lack.EXCHANGE,
    Act.DEPOSIT: Lack.DEPOSIT,
    Act.NOTIFY: Lack.NOTIFICATION,
}


class _Simple(ABC):
    """A rule under which one act is a state's consent."""

    __slots__ = ()

    @property
    @abstractmethod
    def consents(self) -> frozenset[Act]:
        """Acts by which a negotiating state consents to be bound under the rule."""

    def consented(self, history: History, state: ActorId) -> Interval | None:
        """Return the days on which a state may have done one of them."""
        return history.when(self.consents, state)


class _Unsaid(_Simple):
    """A rule of which it is not said how states consent; ``ratified`` is what is known of it."""

    __slots__ = ()

    ratified: bool | None

    @property
    def needs_ratification(self) -> bool | None:
        """What is known of it."""
        return self.ratified

    @property
    def consents(self) -> frozenset[Act]:
        """Signature only where it is known that no ratification is needed."""
        return LODGING if self.ratified is not False else LODGING | {Act.SIGN}


class _Following:
    """A rule that leaves what a state must do to another rule."""

    __slots__ = ()

    rule: EntryIntoForce

    @property
    def needs_ratification(self) -> bool | None:
        """As the other rule has it."""
        return self.rule.needs_ratification

    @property
    def consents(self) -> frozenset[Act]:
        """As the other rule has it."""
        return self.rule.consents

    def consented(self, history: History, state: ActorId) -> Interval | None:
        """As the other rule has it."""
        return self.rule.consented(history, state)


@dataclass(frozen=True, slots=True)
class OnceAllHave(_Simple):
    """In force once every negotiating state has done an act.

    Signature, ratification at home, exchange of instruments, deposit, or notice of
    completion. Also what VCLT 24(2) makes of a silent text.
    """

    act: Act

    @property
    def needs_ratification(self) -> bool:
        """Whether signature alone does not bind."""
        return self.act is not Act.SIGN

    @property
    def consents(self) -> frozenset[Act]:
        """The act itself, and whatever makes a ratification known to the others."""
        return LODGING | {self.act}

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the day of the last state's act, or what is missing before it.

        Who lodged an instrument has ratified and signed, though nobody told of it.
        """
        accepted = LODGING if self.act in LODGING else LODGING | {self.act}
        dates = {state: history.when(accepted, state) for state in parties}
        steps = tuple(step for step in history.of(accepted) if step.state in parties)
        lacking = tuple(state for state in parties if dates[state] is None)
        if not lacking:
            return Outcome(last([when for when in dates.values() if when]), (), steps)
        return Outcome(None, tuple(self._missing(history, parties, lacking)), steps)

    def _missing(
        self, history: History, parties: Sequence[ActorId], lacking: tuple[ActorId, ...]
    ) -> Iterable[Missing]:
        if self.act is Act.SIGN:
            yield Missing(Lack.SIGNATURE, lacking)
            return
        unsigned = _without(history, {Act.SIGN, Act.RATIFY, Act.ACCEDE, *LODGING}, lacking)
        if unsigned:
            yield Missing(Lack.SIGNATURE, unsigned)
        if self.act in {Act.EXCHANGE, Act.DEPOSIT}:
            unratified = _without(history, {Act.RATIFY, *LODGING}, lacking)
            if unratified:
                yield Missing(Lack.RATIFICATION, unratified)
        # An exchange is one act between all of them, not one act of the tardy.
        whom = tuple(parties) if self.act is Act.EXCHANGE else lacking
        yield Missing(_LACKS[self.act], whom)


@dataclass(frozen=True, slots=True)
class OnDeposits(_Simple):
    """In force once enough instruments lie with the depositary.

    Attributes:
        count: How many.
        named: States whose instruments must be among them.
    """

    count: int
    named: tuple[ActorId, ...] = ()

    @property
    def needs_ratification(self) -> bool:
        """Always: a deposit follows ratification."""
        return True

    @property
    def consents(self) -> frozenset[Act]:
        """Deposit."""
        return LODGING

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the day of the deposit that completes the number."""
        acts = LODGING | {Act.ACCEDE}
        states = sorted({*parties, *(step.state for step in history.of(acts) if step.state)})
        dates = {state: when for state in states if (when := history.when(acts, state))}
        absent = tuple(state for state in self.named if state not in dates)
        short = self.count - len(dates)
        missing = []
        if absent:
            missing.append(Missing(Lack.DEPOSIT, absent))
        if short > 0:
            missing.append(Missing(Lack.MORE_DEPOSITS, count=short))
        if missing:
            return Outcome(None, tuple(missing), history.of(acts))
        decisive = [nth(dates.values(), self.count), *(dates[state] for state in self.named)]
        return Outcome(last(decisive), (), history.of(acts))


@dataclass(frozen=True, slots=True)
class After(_Following):
    """In force some time after another rule's moment.

    Attributes:
        rule: The other rule.
        days: Days after it.
        months: Months after it; with ``first`` the first day of that month.
        first: Whether it is the first of the month.
    """

    rule: EntryIntoForce
    days: int = 0
    months: int = 0
    first: bool = False

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the other rule's moment, moved on."""
        before = self.rule.outcome(history, parties)
        if before.when is None:
            return before
        if self.first:
            moved = first_of_month(before.when, self.months)
        else:
            moved = shifted(before.when, days=self.days, months=self.months)
        return Outcome(moved, (), before.steps)


@dataclass(frozen=True, slots=True)
class OnDay(_Simple):
    """In force on a day the text names, once it is signed by all."""

    day: date

    @property
    def needs_ratification(self) -> bool:
        """The day alone does not ask for ratification; join it with a rule that does."""
        return False

    @property
    def consents(self) -> frozenset[Act]:
        """Signature."""
        return LODGING | {Act.SIGN}

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the named day, or what is missing before it can count."""
        signed = OnceAllHave(Act.SIGN).outcome(history, parties)
        if signed.when is None:
            return signed
        return Outcome(last([Interval.on(self.day), signed.when]), (), signed.steps)


@dataclass(frozen=True, slots=True)
class OnEvent(_Simple):
    """In force on an event outside the instrument: a ceasefire, a peace treaty.

    A step ``occur`` of no party tells that it came; so does a recorded entry into force.
    """

    event: Mapping[str, str] = field(hash=False)

    @property
    def needs_ratification(self) -> None:
        """Not said by the event."""
        return

    @property
    def consents(self) -> frozenset[Act]:
        """Whatever makes consent known."""
        return LODGING

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:  # noqa: ARG002 - the protocol's signature
        """Return the day of the event, or that it is missing."""
        steps = tuple(one for one in history.of({Act.OCCUR}) if one.ground is None)
        if steps:
            return Outcome(one_event([step.when for step in steps]), (), steps)
        return Outcome(None, (Missing(Lack.EVENT, event=self.event),))


@dataclass(frozen=True, slots=True)
class Retroactive(_Following):
    """In force by another rule, with effect from an earlier day (VCLT 24(1), 28).

    Attributes:
        rule: The rule that brings it into force.
        day: From which day its provisions are to apply, once it is in force.
    """

    rule: EntryIntoForce
    day: date

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the other rule's moment: until then nothing is owed."""
        return self.rule.outcome(history, parties)


@dataclass(frozen=True, slots=True)
class Silent(_Unsaid):
    """The text does not say: in force once all negotiating states have consented.

    VCLT 24(2). How they consent the text does not say either: by signature alone or
    only by ratification (VCLT 12, 14).

    Attributes:
        ratified: Whether ratification was agreed on; None where that is not known.
    """

    ratified: bool | None = None

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the day of the last consent; not known where signatures may be enough."""
        lodged = OnceAllHave(Act.NOTIFY).outcome(history, parties)
        if self.ratified is not False and (lodged.when is not None or self.ratified):
            return lodged
        signed = OnceAllHave(Act.SIGN).outcome(history, parties)
        if self.ratified is False or signed.when is None:
            return signed
        return Outcome(None, (), signed.steps, seen=False)


@dataclass(frozen=True, slots=True)
class OnceAll:
    """In force once several rules are all met."""

    rules: tuple[EntryIntoForce, ...]

    @property
    def needs_ratification(self) -> bool | None:
        """Whether any of the rules asks for it."""
        answers = {rule.needs_ratification for rule in self.rules}
        return True if True in answers else None if None in answers else False

    @property
    def consents(self) -> frozenset[Act]:
        """What any of the rules takes for consent, an event apart: it asks nothing of a state."""
        return frozenset[Act]().union(*(rule.consents for rule in self._asking()))

    def consented(self, history: History, state: ActorId) -> Interval | None:
        """Return the days by which a state had done what each of the rules asks of it."""
        done = [rule.consented(history, state) for rule in self._asking()]
        known = [one for one in done if one is not None]
        return last(known) if known and len(known) == len(done) else None

    def _asking(self) -> list[EntryIntoForce]:
        return [rule for rule in self.rules if not isinstance(rule, OnEvent)]

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return the last rule's moment, or what any of them lacks."""
        parts = [rule.outcome(history, parties) for rule in self.rules]
        steps = tuple(step for part in parts for step in part.steps)
        moments = [part.when for part in parts if part.when]
        if len(moments) == len(parts):
            return Outcome(last(moments), (), steps)
        missing = tuple(dict.fromkeys(lack for part in parts for lack in part.missing))
        return Outcome(None, missing, steps, all(part.seen for part in parts))


@dataclass(frozen=True, slots=True)
class Unseen(_Unsaid):
    """The rule is not known: the text is unpublished, or its clause was not seen.

    Attributes:
        ratified: Whether it is known at least that ratification is needed.
    """

    ratified: bool | None = None

    def outcome(self, history: History, parties: Sequence[ActorId]) -> Outcome:
        """Return what surely is missing; where nothing is, that nobody can tell."""
        signed = OnceAllHave(Act.SIGN).outcome(history, parties)
        if signed.when is None and not history.of(LODGING | {Act.RATIFY}):
            return Outcome(None, signed.missing, signed.steps)
        if self.ratified:
            done = {Act.RATIFY, *LODGING}
            lacking = tuple(state for state in parties if not history.of(done, state))
            if lacking:
                lack = (Missing(Lack.RATIFICATION, lacking),)
                return Outcome(None, lack, signed.steps)
        return Outcome(None, (), signed.steps, seen=False)


def _without(
    history: History, acts: Iterable[Act], states: Iterable[ActorId]
) -> tuple[ActorId, ...]:
    wanted = frozenset(acts)
    return tuple(state for state in states if not history.of(wanted, state))
