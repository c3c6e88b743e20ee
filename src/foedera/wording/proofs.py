"""Proofs in words: each statement with its article, its steps, and where they can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.identifiers import ActorId
from foedera.treaties import label
from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from foedera.treaties import OwedObligation, Proof, Reason, Step, Truth
    from foedera.wording.words import Words

#: States named in one sentence before the rest is counted.
_NAMED: Final = 12
#: Steps told under one statement before the rest is counted.
_STEPS: Final = 6


@dataclass(frozen=True, slots=True)
class SourceTold:
    """Where something can be read.

    Attributes:
        cite: Publication and date, or the report and the decision.
        address: Its address; None for what is only in print.
    """

    cite: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class StepTold:
    """What some states did alike, on one line.

    Attributes:
        text: When, what, by which organ, who, where.
        sources: Where it can be read; empty where that was told above.
    """

    text: str
    sources: tuple[SourceTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a proof, and what bears it out.

    Attributes:
        truth: Whether it is so.
        text: The statement as a sentence.
        place: The article it turns on, with its instrument where it is one's own.
        steps: The steps it rests on; empty where they were told above.
        more: How many more steps there are.
        again: Whether its steps were told above.
        undecided: What would decide it, and is not told of one of its parts.
        sources: Where the clause can be read, where the statement is that it binds.
        above: Whether all that it follows from was proved above.
        parts: The statements that it follows from.
    """

    truth: Truth
    text: str
    place: str
    steps: tuple[StepTold, ...] = ()
    more: int = 0
    again: bool = False
    undecided: tuple[str, ...] = ()
    sources: tuple[SourceTold, ...] = ()
    above: bool = False
    parts: tuple[Statement, ...] = ()


def reason_text(reason: Reason, words: Words) -> str:
    """Return a reason as a sentence; of many states the first ones and how many more."""
    more = len(reason.states) - _NAMED
    if more <= 1:
        return clean(reason.text(words.language, words.name))
    rest = ActorId(words("more", count=str(more)))
    shown = replace(reason, states=(*reason.states[:_NAMED], rest))
    return clean(shown.text(words.language, words.name))


class Telling:
    """Puts proofs into words for one page: what was told above is not told again.

    Args:
        words: The interface's words.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._told: set[object] = set()

    def proof(self, proof: Proof, owed: OwedObligation, focus: Collection[ActorId]) -> Statement:
        """Return a proof in words.

        Args:
            proof: The proof.
            owed: The obligation it ends in.
            focus: The states it is asked of; what concerns others alone is left out.
        """
        return self._statement(proof, owed, frozenset(focus))

    def _statement(
        self, proof: Proof, owed: OwedObligation, focus: frozenset[ActorId]
    ) -> Statement:
        whole = proof.reason is owed.reasons[0]
        reason = _brief(_focused(proof.reason, focus), owed)
        again = bool(reason.steps) and self._again((owed.instrument.id, reason))
        steps, more = ((), 0) if again else self.steps(reason.steps)
        place = f"{owed.instrument.id} {proof.provision}, " if proof.provision else ""
        sources = tuple(self._clause(owed)) if whole else ()
        above = whole and self._again((owed.instrument.id, focus, owed.force))
        parts = () if above else proof.parts
        return Statement(
            truth=proof.truth,
            text=reason_text(reason, self.words),
            place=f"{place}{proof.reason.place(self.words.language)}",
            steps=steps,
            more=more,
            again=again,
            undecided=tuple(self._undecided(proof)),
            sources=sources,
            above=above,
            parts=tuple(
                self._statement(part, owed, focus)
                for part in parts
                if not whole or _concerns(part.reason, focus)
            ),
        )

    def _undecided(self, proof: Proof) -> Iterator[str]:
        told = frozenset(point for part in proof.parts for point in part.undecided)
        for point in proof.undecided:
            if point not in told and point is not proof.reason:
                yield self.words("decided-by", what=reason_text(point, self.words))

    def _clause(self, owed: OwedObligation) -> Iterator[SourceTold]:
        if not self._again(owed.obligation.id):
            for key in owed.obligation.sources:
                cited = owed.instrument.sources[key]
                yield SourceTold(clean(cited.cite), cited.address)

    def _again(self, key: object) -> bool:
        """Tell whether something was told above on this page, and note it."""
        seen = key in self._told
        self._told.add(key)
        return seen

    def steps(self, steps: Sequence[Step]) -> tuple[tuple[StepTold, ...], int]:
        """Return steps in words, and how many more there are."""
        groups = list(alike_steps(steps))
        told = tuple(self._step(alike) for alike in groups[:_STEPS])
        return told, max(len(groups) - _STEPS, 0)

    def _step(self, alike: Sequence[Step]) -> StepTold:
        step, words = alike[0], self.words
        states = [one.state for one in alike if one.state]
        who = words.names(states) if len(states) <= _NAMED else _counted(states, words)
        told = [words.days(step.when), words.act(step.act.value), step.organ, who, step.place]
        text = ", ".join(clean(one) for one in told if one)
        if self._again((step.act, step.when, step.evidence)):
            return StepTold(text)
        sources = (SourceTold(clean(one.reference), one.address) for one in step.evidence)
        return StepTold(text, tuple(sources))


def alike_steps(steps: Iterable[Step]) -> Iterable[list[Step]]:
    """Gather what several states did at the same time in the same way."""
    groups: dict[object, list[Step]] = {}
    for step in steps:
        key = (step.act, step.when, step.place, step.organ, step.evidence)
        groups.setdefault(key, []).append(step)
    return groups.values()


def _focused(reason: Reason, focus: frozenset[ActorId]) -> Reason:
    """Return a reason said of those of its states alone that are asked about."""
    states = tuple(state for state in reason.states if state in focus)
    if not states or len(states) == len(reason.states):
        return reason
    steps = tuple(step for step in reason.steps if step.state is None or step.state in focus)
    return replace(reason, states=states, steps=steps)


def _brief(reason: Reason, owed: OwedObligation) -> Reason:
    """Return a reason without the words of the clause, which stand above the proof."""
    if reason.words != owed.says:
        return reason
    number = owed.obligation.provision.number
    words = {
        language: f"{label(owed.obligation.kind, language)} ({number})" for language in owed.says
    }
    return replace(reason, words=words)


def _concerns(reason: Reason, focus: frozenset[ActorId]) -> bool:
    return not reason.states or any(state in focus for state in reason.states)


def _counted(states: Sequence[str], words: Words) -> str:
    names = ", ".join(words.name(state) for state in states[:_NAMED])
    return words("enumeration-more", names=names, count=str(len(states) - _NAMED))


def cited_text(source: SourceTold, words: Words) -> str:
    """Return a source on one line, its address in angle brackets."""
    at = f" <{clean(source.address)}>" if source.address else ""
    return words("source-is", cited=f"{source.cite}{at}")
