"""The form of a model's answer: labels and words copied from the report, nothing else."""

from dataclasses import dataclass, field

# No `from __future__ import annotations`: the types are read when the program runs.


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a passage, in words copied from it."""

    quote: str
    words: str
    act: str
    modality: str
    agents: list[str] = field(default_factory=list)
    counterparts: list[str] = field(default_factory=list)
    when: str | None = None
    number: str | None = None
    place: str | None = None
    source: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The claims of the passages, in their order."""

    claims: list[Told]
