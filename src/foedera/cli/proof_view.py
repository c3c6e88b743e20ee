"""Proofs as a person reads them: indented, with articles, steps, dates and sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from foedera.identifiers import ActorId
from foedera.treaties import Truth, label
from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from foedera.treaties import OwedObligation, Proof, Reason, Step
    from foedera.wording.words import Words

#: States named in one sentence before the rest is counted.
_NAMED: Final = 12
#: Steps told under one statement before the rest is counted.
_STEPS: Final = 6
_MARKS: Final = {Truth.YES: "+", Truth.NO: "–", Truth.UNCLEAR: "?"}
_STYLES: Final = {Truth.YES: "green", Truth.NO: "red", Truth.UNCLEAR: "yellow"}


def reason_text(reason: Reason, words: Words) -> str:
    """Return a reason as a sentence; of many states the first ones and how many more."""
    more = len(reason.states) - _NAMED
    if more <= 1:
        return clean(reason.text(words.language, words.name))
    rest = ActorId(words("more", count=str(more)))
    shown = replace(reason, states=(*reason.states[:_NAMED], rest))
    return clean(shown.text(words.language, words.name))


def reason_line(reason: Reason, words: Words) -> Text:
    """Return a reason with the article it applies."""
    return Text.assemble(reason_text(reason, words), (f"  {reason.place(words.language)}", "dim"))


class ProofView:
    """Shows proofs on one page; what was proved above is not proved again.

    Args:
        words: The interface's words.
    """

    def __init__(self, words: Words) -> None:
        self.words = words
        self._shown: set[object] = set()

    def tree(
        self, proof: Proof, owed: OwedObligation, focus: Collection[ActorId]
    ) -> Iterator[RenderableType]:
        """Yield the lines of a proof.

        Args:
            proof: The proof.
            owed: The obligation it ends in.
            focus: The states it is asked of; what concerns others alone is left out.
        """
        yield from self._node(proof, owed, frozenset(focus), 0)

    def reason(self, reason: Reason) -> Iterator[RenderableType]:
        """Yield one reason with the steps it rests on and their sources."""
        yield reason_line(reason, self.words)
        yield from self._steps(reason.steps, 1)

    def _node(
        self, proof: Proof, owed: OwedObligation, focus: frozenset[ActorId], depth: int
    ) -> Iterator[RenderableType]:
        whole = proof.reason is owed.reasons[0]
        reason = _brief(_focused(proof.reason, focus), owed)
        line = Text(f"{_MARKS[proof.truth]} ", style=_STYLES[proof.truth])
        line.append(reason_text(reason, self.words), style="default")
        place = f"{owed.instrument.id} {proof.provision}, " if proof.provision else ""
        line.append(f"  ({place}{proof.reason.place(self.words.language)})", style="dim")
        again = bool(reason.steps) and self._again((owed.instrument.id, reason))
        if again:
            line.append(f" {self.words('as-above')}", style="dim")
        yield _indented(line, depth)
        if not again:
            yield from self._steps(reason.steps, depth + 1)
        told = frozenset(point for part in proof.parts for point in part.undecided)
        for point in proof.undecided:
            if point not in told and point is not proof.reason:
                text = self.words("decided-by", what=reason_text(point, self.words))
                yield _indented(Text(text, style="yellow"), depth + 1)
        if whole:
            yield from self._provision(owed, depth + 1)
            if self._again((owed.instrument.id, focus, owed.force)):
                yield _indented(Text(self.words("proved-above"), style="dim"), depth + 1)
                return
        for part in proof.parts:
            if not whole or _concerns(part.reason, focus):
                yield from self._node(part, owed, focus, depth + 1)

    def _again(self, key: object) -> bool:
        """Tell whether something was shown above on this page, and note it."""
        seen = key in self._shown
        self._shown.add(key)
        return seen

    def _provision(self, owed: OwedObligation, depth: int) -> Iterator[RenderableType]:
        if self._again(owed.obligation.id):
            return
        for key in owed.obligation.sources:
            cited = owed.instrument.sources[key]
            yield _indented(_source(cited.cite, cited.address, self.words), depth)

    def _steps(self, steps: Sequence[Step], depth: int) -> Iterator[RenderableType]:
        groups = list(_alike(steps))
        for alike in groups[:_STEPS]:
            step, words = alike[0], self.words
            states = [one.state for one in alike if one.state]
            who = words.names(states) if len(states) <= _NAMED else _counted(states, words)
            told = [words.days(step.when), words.act(step.act.value), step.organ, who, step.place]
            yield _indented(Text(f"· {', '.join(clean(one) for one in told if one)}"), depth)
            if self._again((step.act, step.when, step.evidence)):
                continue
            for one in step.evidence:
                yield _indented(_source(one.reference, one.address, words), depth + 1)
        if len(groups) > _STEPS:
            rest = self.words("more-steps", count=str(len(groups) - _STEPS))
            yield _indented(Text(rest, style="dim"), depth)


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


def _alike(steps: Iterable[Step]) -> Iterable[list[Step]]:
    """Gather what several states did at the same time in the same way."""
    groups: dict[object, list[Step]] = {}
    for step in steps:
        key = (step.act, step.when, step.place, step.organ, step.evidence)
        groups.setdefault(key, []).append(step)
    return groups.values()


def _source(cite: str, address: str | None, words: Words) -> Text:
    told = clean(cite) if not address else f"{clean(cite)} <{clean(address)}>"
    return Text(words("source-is", cited=told), style="dim")


def _indented(line: Text, depth: int) -> RenderableType:
    return Padding(line, (0, 0, 0, 2 * depth))
