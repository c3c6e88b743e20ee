"""Proofs: why an answer is as it is, down to the provision, the steps and their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.treaties.certainty import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.dates import Interval
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties.law import Reason
    from foedera.treaties.steps import Step
    from foedera.treaties.wording import Names


@dataclass(frozen=True, slots=True)
class Proof:
    """One statement of an answer, and what bears it out.

    Attributes:
        reason: What it says and the rule it applies, with states, days and steps.
        truth: Whether it is so.
        instrument: Under which instrument; None for general law.
        provision: Number of the article it turns on; None for none.
        parts: The statements it follows from.
        undecided: What would decide it, where it is unclear.
    """

    reason: Reason
    truth: Truth = Truth.YES
    instrument: InstrumentId | None = None
    provision: str | None = None
    parts: tuple[Proof, ...] = ()
    undecided: tuple[Reason, ...] = ()

    @property
    def rule(self) -> str:
        """Identifier of the rule of law applied."""
        return self.reason.rule

    @property
    def article(self) -> str:
        """Where that rule stands: ``VCLT 26``."""
        return self.reason.article

    @property
    def states(self) -> tuple[ActorId, ...]:
        """Whom it speaks of."""
        return self.reason.states

    @property
    def when(self) -> Interval | None:
        """The days it turns on."""
        return self.reason.when

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps it rests on, each with its evidence."""
        return self.reason.steps

    def text(self, language: str, names: Names = str) -> str:
        """Return the statement itself as one sentence.

        Args:
            language: ``en`` or ``id``.
            names: Gives each actor its name; without it identifiers are printed.
        """
        return self.reason.text(language, names)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Proof]]:
        """Yield this statement and all it follows from, each with its depth."""
        yield depth, self
        for part in self.parts:
            yield from part.walk(depth + 1)

    def lines(self, language: str, names: Names = str) -> Iterator[str]:
        """Yield the whole tree as indented lines, each with its article.

        Args:
            language: ``en`` or ``id``.
            names: Gives each actor its name; without it identifiers are printed.
        """
        for depth, one in self.walk():
            place = f"{one.instrument} {one.provision}, " if one.provision else ""
            yield f"{'  ' * depth}{one.text(language, names)} ({place}{one.reason.place(language)})"
            for open_point in one.undecided:
                yield f"{'  ' * depth}  ? {open_point.text(language, names)}"


def facts(reasons: Iterable[Reason], instrument: InstrumentId | None = None) -> tuple[Proof, ...]:
    """Return reasons that are plainly so as the parts of a proof."""
    return tuple(Proof(reason, Truth.YES, instrument) for reason in reasons)
