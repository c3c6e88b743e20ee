"""An edition of research tables: what it is called, rests on, and covers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """What a data package says of itself.

    Attributes:
        name: Its short name, of lower-case letters, digits and hyphens: ``foedera-alliances``.
        title: What people call it.
        version: Which edition: by its date, ``2026.11``, or by its last day.
        sources: What it rests on, by keys of ``data/datasets/sources.yaml``.
        coverage: What is covered and what is not, as Markdown.
        released: Day it was published; None where it was not.
    """

    name: str
    title: str
    version: str
    sources: tuple[str, ...]
    coverage: str
    released: date | None = None
