"""Who is drawn in if every bound state honours its word, round by round."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from foedera.treaties.case import Attack
from foedera.treaties.certainty import Truth
from foedera.treaties.coding import LAW, Coding
from foedera.treaties.duties import every_duty, spares
from foedera.treaties.duty import Duty, Verdict
from foedera.treaties.existence import require_two
from foedera.treaties.law import Reason
from foedera.treaties.obligations import Day, involving
from foedera.treaties.proof import Proof
from foedera.treaties.provisions import ObligationKind, Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.registry import Registry


class Side(Enum):
    """On which side a state fights."""

    ATTACKER = "attacker"
    VICTIM = "victim"


@dataclass(frozen=True, slots=True)
class Joining:
    """A state drawn in.

    Attributes:
        state: Who.
        side: On which side.
        round: In which round; the attacker and the victim are there from the start (0).
        duties: Which duties draw it in; none for the attacker and the victim.
        assumed: Whether only duties draw it in of which it is unclear whether they bind.
    """

    state: ActorId
    side: Side
    round: int
    duties: tuple[Duty, ...] = ()
    assumed: bool = False

    @property
    def proof(self) -> Proof:
        """Why it is drawn in."""
        said = Reason("vclt-26", f"reason-joins-{self.side.value}", (self.state,))
        truth = Truth.UNCLEAR if self.assumed else Truth.YES
        return _proof(said, truth, self.duties)


@dataclass(frozen=True, slots=True)
class Torn:
    """A state whose duties pull it to both sides: it joins neither.

    Attributes:
        state: Who.
        round: In which round it is first called upon.
        to_victim: What binds it to those attacked.
        to_attacker: What binds it to those who attack, or to stay out.
    """

    state: ActorId
    round: int
    to_victim: tuple[Duty, ...]
    to_attacker: tuple[Duty, ...]

    @property
    def proof(self) -> Proof:
        """What pulls it to either side."""
        said = Reason("vclt-30", "reason-torn", (self.state,))
        return _proof(said, Truth.UNCLEAR, (*self.to_victim, *self.to_attacker))


@dataclass(frozen=True, slots=True)
class Apart:
    """A state that is not drawn in, though a pact of its own seems to call it.

    Attributes:
        state: Who.
        duties: The duties that do not draw it in, or of which that is unclear.
    """

    state: ActorId
    duties: tuple[Duty, ...]

    @property
    def proof(self) -> Proof:
        """Why it is not drawn in, or why that is unclear."""
        unclear = any(duty.verdict is Verdict.UNCLEAR for duty in self.duties)
        wording = "reason-maybe-drawn" if unclear else "reason-not-drawn"
        truth = Truth.UNCLEAR if unclear else Truth.NO
        return _proof(Reason("vclt-31", wording, (self.state,)), truth, self.duties)


@dataclass(frozen=True, slots=True)
class CascadeAnswer:
    """Who is drawn in, side by side.

    Attributes:
        attack: The first attack.
        spread: Whether the attacker's side was taken to attack every helper.
        joined: Everybody on a side, in the order of the rounds.
        torn: Whose duties pull them to both sides.
        unclear: Of whom it is unclear whether they are drawn in.
        unmoved: Allies of those who attack, whom their pacts do not draw in, and why not.
    """

    attack: Attack
    spread: bool
    joined: tuple[Joining, ...]
    torn: tuple[Torn, ...] = ()
    unclear: tuple[Apart, ...] = ()
    unmoved: tuple[Apart, ...] = ()

    @property
    def rounds(self) -> int:
        """How many rounds drew somebody in."""
        return max(one.round for one in self.joined)

    def on(self, side: Side) -> tuple[ActorId, ...]:
        """Return everybody on one side, in the order of joining."""
        return tuple(one.state for one in self.joined if one.side is side)

    def of(self, state: ActorId) -> Joining | None:
        """Return how a state is drawn in; None where it is not."""
        return next((one for one in self.joined if one.state == state), None)

    @property
    def proof(self) -> Proof:
        """The whole answer as one tree."""
        attacker, victim = (self.attack.attacker,), (self.attack.victim,)
        said = Reason("vclt-26", "reason-cascade", attacker, None, (), victim)
        parts = (
            *(one.proof for one in self.joined if one.duties),
            *(one.proof for one in self.torn),
            *(one.proof for one in (*self.unclear, *self.unmoved)),
        )
        return Proof(said, Truth.YES, parts=parts)


def cascade(  # noqa: PLR0913 - the case put has so many sides
    registry: Registry,
    attacker: ActorId,
    victim: ActorId,
    on: date,
    known_by: date | None = None,
    *,
    spread: bool = True,
    assume_unclear: bool = False,
    place: Target = Target.TERRITORY,
    coding: Coding = LAW,
) -> CascadeAnswer:
    """Tell who is drawn in if one state attacks another and every bound state keeps its word.

    In the first round those join who are bound to defend the victim. To help a state that
    is attacked is to fight, not to be attacked: nobody is bound to defend a helper for
    that alone, and no defence pact helps an aggressor (Charter 51). Further rounds come
    only from the attacker's side attacking the helpers (``spread``), and from pledges to
    join in an attack, which are void since the Charter (VCLT 53).

    Args:
        registry: The instruments.
        attacker: Who attacks.
        victim: Who is attacked.
        on: The day.
        known_by: Count only what had become known by that day.
        spread: Whether the attacker, and those who join it, attack every helper.
        assume_unclear: Whether duties of which it is unclear count as binding.
        place: What of the victim the first attack falls upon.
        coding: From when a state counts as bound, and what ends an instrument unsaid.

    Raises:
        SelfAttackError: The two are one.
        StateNotExistingError: One of the two was no state that day.
        UnknownActorError: Nobody knows a state of that code.
    """
    require_two(attacker, victim, on, involving(registry))
    attack = Attack(attacker, victim, on, place=place)
    war = _War(Day(registry, on, known_by, coding), attack, assume_unclear)
    war.run(spread=spread)
    return CascadeAnswer(
        attack=attack,
        spread=spread,
        joined=tuple(war.joined.values()),
        torn=tuple(war.torn.values()),
        unclear=war.apart(war.unclear),
        unmoved=war.apart(war.unmoved, {duty.state for duty in war.unclear}),
    )


#: The kinds of duty by which states are drawn into a war, or kept out of it.
_FIGHTING = frozenset({ObligationKind.DEFENCE, ObligationKind.OFFENCE, ObligationKind.NEUTRALITY})


class _War:
    """The two sides as they grow."""

    def __init__(self, day: Day, attack: Attack, assume_unclear: bool) -> None:  # noqa: FBT001
        self.day = day
        self.attack = attack
        self.counted = {Verdict.BOUND, Verdict.UNCLEAR} if assume_unclear else {Verdict.BOUND}
        self.joined = {
            attack.attacker: Joining(attack.attacker, Side.ATTACKER, 0),
            attack.victim: Joining(attack.victim, Side.VICTIM, 0),
        }
        self.torn: dict[ActorId, Torn] = {}
        self.unclear: list[Duty] = []
        self.unmoved: list[Duty] = []
        #: What binds each state to stay out of a fight with those who attack, or are attacked.
        self.hinders: dict[Side, dict[ActorId, list[Duty]]] = {side: {} for side in Side}

    def run(self, *, spread: bool) -> None:
        """Go round by round until nobody is drawn in any more."""
        front, number = [self.attack], 0
        while front:
            number += 1
            before = frozenset(self.joined)
            self._round(front, number)
            front = self._next(before, spread=spread)

    def apart(self, duties: Iterable[Duty], but: Collection[ActorId] = ()) -> tuple[Apart, ...]:
        """Gather duties by the states that have neither joined nor are torn."""
        found: dict[ActorId, dict[tuple[str, ActorId], Duty]] = {}
        for duty in duties:
            if not any(duty.state in group for group in (self.joined, self.torn, but)):
                key = (duty.owed.obligation.id, duty.toward)
                found.setdefault(duty.state, {}).setdefault(key, duty)
        return tuple(Apart(state, tuple(found[state].values())) for state in sorted(found))

    def _round(self, front: list[Attack], number: int) -> None:
        calls: dict[Side, dict[ActorId, list[Duty]]] = {side: {} for side in Side}
        for attack in front:
            for duty in every_duty(self.day, attack, _FIGHTING):
                self._sort(duty, attack, calls)
        for state in sorted({*calls[Side.VICTIM], *calls[Side.ATTACKER]}):
            if state not in self.joined and state not in self.torn:
                self._place(state, number, calls)

    def _sort(
        self, duty: Duty, attack: Attack, calls: dict[Side, dict[ActorId, list[Duty]]]
    ) -> None:
        to_victim = duty.toward == attack.victim
        counted = duty.verdict in self.counted
        match duty.kind:
            case ObligationKind.DEFENCE if to_victim and counted:
                calls[Side.VICTIM].setdefault(duty.state, []).append(duty)
            case ObligationKind.OFFENCE if not to_victim and counted:
                calls[Side.ATTACKER].setdefault(duty.state, []).append(duty)
            case ObligationKind.DEFENCE | ObligationKind.OFFENCE:
                if duty.verdict is Verdict.UNCLEAR:
                    self.unclear.append(duty)
                elif not to_victim and duty.tie.truth is not Truth.NO:
                    self.unmoved.append(duty)
            case ObligationKind.NEUTRALITY if counted:
                side = Side.VICTIM if to_victim else Side.ATTACKER
                self.hinders[side].setdefault(duty.state, []).append(duty)

    def _place(
        self, state: ActorId, number: int, calls: dict[Side, dict[ActorId, list[Duty]]]
    ) -> None:
        helps = tuple(calls[Side.VICTIM].get(state, ()))
        attacks = tuple(calls[Side.ATTACKER].get(state, ()))
        if helps:
            hinders = (*attacks, *self.hinders[Side.ATTACKER].get(state, ()))
        else:
            hinders = (*self.hinders[Side.VICTIM].get(state, ()), *self._spared(state))
        if hinders:
            pulls = (helps, hinders) if helps else (hinders, attacks)
            self.torn[state] = Torn(state, number, *pulls)
            return
        side = Side.VICTIM if helps else Side.ATTACKER
        duties = helps or attacks
        assumed = all(duty.verdict is Verdict.UNCLEAR for duty in duties)
        self.joined[state] = Joining(state, side, number, duties, assumed)

    def _spared(self, state: ActorId) -> tuple[Duty, ...]:
        """Return the pledges by which a state must attack none of the attacked."""
        victims = [one.state for one in self.joined.values() if one.side is Side.VICTIM]
        return tuple(duty for victim in victims for duty in spares(self.day, state, victim))

    def _next(self, before: frozenset[ActorId], *, spread: bool) -> list[Attack]:
        """Return the attacks that follow from those who have just joined."""
        new = [one for one in self.joined.values() if one.state not in before]
        sides = {side: [s.state for s in self.joined.values() if s.side is side] for side in Side}
        pairs: dict[tuple[ActorId, ActorId], None] = {}
        for one in new:
            if one.side is Side.VICTIM and spread:
                pairs |= {(attacker, one.state): None for attacker in sides[Side.ATTACKER]}
            elif one.side is Side.ATTACKER:
                victims = sides[Side.VICTIM] if spread else [self.attack.victim]
                pairs |= {(one.state, victim): None for victim in victims}
        return [Attack(attacker, victim, self.attack.on) for attacker, victim in sorted(pairs)]


def _proof(said: Reason, truth: Truth, duties: tuple[Duty, ...]) -> Proof:
    undecided = tuple(dict.fromkeys(point for duty in duties for point in duty.undecided))
    return Proof(said, truth, parts=tuple(duty.proof for duty in duties), undecided=undecided)
