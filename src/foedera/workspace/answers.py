"""Answers to questions put in words: which question of the law each is, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.treaties import (
    LAW,
    Coding,
    ObligationForce,
    ObligationKind,
    Target,
    Truth,
    cascade,
    duties,
)
from foedera.treaties.existence import require
from foedera.treaties.obligations import Day, involving
from foedera.workspace.errors import WrongQuestionError
from foedera.workspace.questions import Asks, Question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties import CascadeAnswer, DutiesAnswer, OwedObligation, Registry, Tie


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day a question is asked of, and what is supposed with it.

    Attributes:
        on: The day asked about.
        known_by: Count only what had become known by that day; None for everything.
        begun: When the attack began, where before that day.
        place: What of the victim it falls upon.
        coding: From when a state counts as bound, and what ends an instrument unsaid.
    """

    on: date
    known_by: date | None = None
    begun: date | None = None
    place: Target = Target.TERRITORY
    coding: Coding = LAW


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law says to a question.

    Attributes:
        question: The question as it was understood.
        under: The day, and what was supposed.
        duties: Who must do what, where an attack was supposed; else None.
        ties: What is owed between which states, where none was; what is not owed that
            day though an instrument speaks of it is among them, with the reason.
    """

    question: Question
    under: Circumstances
    duties: DutiesAnswer | None = None
    ties: tuple[Tie, ...] = field(default=())


def answer(question: Question, registry: Registry, under: Circumstances) -> Answer:
    """Answer a question.

    Args:
        question: What is asked.
        registry: The instruments.
        under: The day, and what is supposed.

    Raises:
        StateNotExistingError: A state asked about was none that day.
    """
    if question.attacker is not None and question.victim is not None:
        found = duties(
            registry,
            question.attacker,
            question.victim,
            under.on,
            under.known_by,
            begun=under.begun,
            place=under.place,
            coding=under.coding,
        )
        return Answer(question, under, duties=found)
    kinds = {ObligationKind.DEFENCE} if question.asks is Asks.DEFENCE else None
    ties = ties_of(registry, under, (question.debtor, question.creditor), kinds)
    return Answer(question, under, ties=ties)


def drawn_in(
    question: Question,
    registry: Registry,
    under: Circumstances,
    *,
    spread: bool = True,
    assume_unclear: bool = False,
) -> CascadeAnswer:
    """Tell who is drawn in by the attack that a question supposes.

    Args:
        question: Who attacks whom.
        registry: The instruments.
        under: The day, and what is supposed.
        spread: Whether those who attack turn on every helper, too.
        assume_unclear: Whether duties of which it is unclear count as binding.

    Raises:
        WrongQuestionError: It does not say who attacks whom.
        StateNotExistingError: One of the two was no state that day.
    """
    if question.attacker is None or question.victim is None:
        raise WrongQuestionError(question.text, "a cascade")
    return cascade(
        registry,
        question.attacker,
        question.victim,
        under.on,
        under.known_by,
        spread=spread,
        assume_unclear=assume_unclear,
        place=under.place,
        coding=under.coding,
    )


def ties_of(
    registry: Registry,
    under: Circumstances,
    between: tuple[ActorId | None, ActorId | None],
    kinds: Collection[ObligationKind] | None = None,
) -> tuple[Tie, ...]:
    """Return the duties of a debtor, to a creditor, or between both, those that rest included.

    Args:
        registry: The instruments.
        under: The day.
        between: Debtor and creditor, either of them None for everybody.
        kinds: Only duties of these kinds; None for all.

    Raises:
        StateNotExistingError: One of the two was no state that day.
    """
    for state in filter(None, between):
        require(state, under.on, involving(registry))
    day = Day(registry, under.on, under.known_by, under.coding)
    asked = tuple(state for state in between if state is not None)
    found = (
        tie
        for owed in day.towards(*asked)
        if kinds is None or owed.obligation.kind in kinds
        for tie in _between(owed, *between)
    )
    order = list(ObligationKind)
    return tuple(
        sorted(
            found,
            key=lambda tie: (
                _RANKS[tie.truth],
                order.index(tie.owed.obligation.kind),
                tie.owed.obligation.id,
                tie.debtor,
                tie.creditor,
            ),
        )
    )


_RANKS = {Truth.YES: 0, Truth.UNCLEAR: 1, Truth.NO: 2}


def _between(
    owed: OwedObligation, debtor: ActorId | None, creditor: ActorId | None
) -> Iterator[Tie]:
    for one in owed.owed_by if debtor is None else (debtor,):
        for other in owed.protected if creditor is None else (creditor,):
            if one != other and one in owed.owed_by and other in owed.protected:
                yield owed.tie(one, other)


def promised(tie: Tie) -> bool:
    """Tell whether a duty was promised, but not in law."""
    return tie.owed.force is ObligationForce.POLITICAL
