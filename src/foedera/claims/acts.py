"""The acts that claims are of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foedera.resources import record


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act or provision.

    Attributes:
        name: As in a claim, such as ``ratify``.
        family: ``treaty life``, ``treaty content``, ``conduct`` or ``diplomacy``.
        symmetric: Whether all sides do the same ("A met B").
        mutual: Whether it is told only as between two sides: an attack by somebody on
            nobody, or a meeting with nobody, is no claim.
        spoken: Whether saying it is doing it: who acts is who speaks.
        counts: Units in which its amount is counted; ``any`` for all, empty for none.
        label: Name by language, for people.
    """

    name: str
    family: str
    symmetric: bool
    mutual: bool
    spoken: bool
    counts: tuple[str, ...]
    label: dict[str, str]


@cache
def acts() -> dict[str, Act]:
    """Return every act by its name, in the order of ``data/acts.yaml``."""
    return {
        row["act"]: Act(
            name=row["act"],
            family=row["family"],
            symmetric=row.get("symmetric") == "yes",
            mutual=row.get("sides") == "two",
            spoken=row.get("spoken") == "yes",
            counts=tuple(row.get("counts", ())),
            label=row["label"],
        )
        for row in record("acts.yaml")
    }
