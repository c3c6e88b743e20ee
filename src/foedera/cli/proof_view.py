"""Proofs as a person reads them: indented, with articles, steps, dates and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.padding import Padding
from rich.text import Text

from foedera.treaties import Truth
from foedera.wording.proofs import Telling, cited_text, reason_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from rich.console import RenderableType

    from foedera.identifiers import ActorId
    from foedera.treaties import OwedObligation, Proof, Reason
    from foedera.wording.proofs import SourceTold, Statement, StepTold
    from foedera.wording.words import Words

_MARKS: Final = {Truth.YES: "+", Truth.NO: "–", Truth.UNCLEAR: "?"}
_STYLES: Final = {Truth.YES: "green", Truth.NO: "red", Truth.UNCLEAR: "yellow"}


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
        self._telling = Telling(words)

    def tree(
        self, proof: Proof, owed: OwedObligation, focus: Collection[ActorId]
    ) -> Iterator[RenderableType]:
        """Yield the lines of a proof.

        Args:
            proof: The proof.
            owed: The obligation it ends in.
            focus: The states it is asked of; what concerns others alone is left out.
        """
        yield from self._statement(self._telling.proof(proof, owed, focus), 0)

    def reason(self, reason: Reason) -> Iterator[RenderableType]:
        """Yield one reason with the steps it rests on and their sources."""
        yield reason_line(reason, self.words)
        yield from self._steps(*self._telling.steps(reason.steps), 1)

    def _statement(self, one: Statement, depth: int) -> Iterator[RenderableType]:
        line = Text(f"{_MARKS[one.truth]} ", style=_STYLES[one.truth])
        line.append(one.text, style="default")
        line.append(f"  ({one.place})", style="dim")
        if one.again:
            line.append(f" {self.words('as-above')}", style="dim")
        yield _indented(line, depth)
        yield from self._steps(one.steps, one.more, depth + 1)
        for text in one.undecided:
            yield _indented(Text(text, style="yellow"), depth + 1)
        yield from self._sources(one.sources, depth + 1)
        if one.above:
            yield _indented(Text(self.words("proved-above"), style="dim"), depth + 1)
        for part in one.parts:
            yield from self._statement(part, depth + 1)

    def _steps(self, steps: Iterable[StepTold], more: int, depth: int) -> Iterator[RenderableType]:
        for step in steps:
            yield _indented(Text(f"· {step.text}"), depth)
            yield from self._sources(step.sources, depth + 1)
        if more:
            yield _indented(Text(self.words("more-steps", count=str(more)), style="dim"), depth)

    def _sources(self, sources: Iterable[SourceTold], depth: int) -> Iterator[RenderableType]:
        for one in sources:
            yield _indented(Text(cited_text(one, self.words), style="dim"), depth)


def _indented(line: Text, depth: int) -> RenderableType:
    return Padding(line, (0, 0, 0, 2 * depth))
