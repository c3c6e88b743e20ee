"""How sure a proposed step is: named parts, each with its level and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - fields are read at run time
from dataclasses import dataclass, field
from enum import Enum

from foedera.identifiers import ContentId  # noqa: TC001 - ditto


class Level(Enum):
    """How much a part carries; never a number, and least of all a probability."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNKNOWN = "unknown"


class PartName(Enum):
    """What confidence is made of."""

    INDEPENDENCE = "independence"  # how many sources say so apart from one another
    INTEREST = "interest"  # what those who say so have at stake
    DIRECTNESS = "directness"  # how long the way from the fact to the report is
    MODALITY = "modality"  # how flatly it is said, and whether it is denied
    PRECISION = "precision"  # how exactly the day is told


@dataclass(frozen=True, slots=True)
class Part:
    """One part of confidence.

    Attributes:
        name: Which.
        level: How much it carries.
        reason: Why, by the name of a rule of ``data/confidence.yaml``: ``own-act``.
        gaps: What fills the gaps of that rule's words: actors by code, numbers as digits.
        rests_on: The claims that decided it.
    """

    name: PartName
    level: Level
    reason: str
    gaps: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, hash=False)
    rests_on: tuple[ContentId, ...] = ()


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a proposal is.

    Attributes:
        overall: The weakest of the parts that decide; see ``data/confidence.yaml``.
        decided_by: Which parts had that level, so that nothing stronger could be said.
        parts: All of them, in the order of ``PartName``.
    """

    overall: Level
    decided_by: tuple[PartName, ...]
    parts: tuple[Part, ...]

    def part(self, name: PartName) -> Part:
        """Return one part."""
        return next(part for part in self.parts if part.name is name)
