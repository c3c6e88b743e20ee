"""What a release says of itself: what it covers, what changed, and which file is which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.codebook import escaped
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from foedera.datasets.releases.counting import Counted

_FILE: Final = "datasets/releases.yaml"
_CHANGES: Final = ("added", "changed", "deleted")


@dataclass(slots=True)
class Changes:
    """What changed since the last release.

    Attributes:
        since: Name of the last release; None where none was given.
        counts: Rows by table and by what became of them.
        new: Columns by table that the last release did not have.
        gone: Columns by table that this one does not have.
    """

    since: str | None
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    new: dict[str, tuple[str, ...]] = field(default_factory=dict)
    gone: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a release holds, as far as it tells of it in words.

    Attributes:
        counted: Its reports and claims.
        refused: Reports that could not be read.
        quoted: Whether sentences are given.
        moment: As of when, in UTC.
        steps: How many steps coders let in, on which the tables of alliances rest, too.
        instruments: How many instruments they let in.
        first: First day of those tables.
        changes: Since the last release.
    """

    counted: Counted
    refused: int
    quoted: bool
    moment: str
    steps: int
    instruments: int
    first: date
    changes: Changes


class Statement:
    """What a release says in one language.

    Args:
        language: ``en`` or ``id``.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, key: str, **gaps: object) -> str:
        """Return an entry of ``data/datasets/releases.yaml`` with its gaps filled."""
        wording: str = record(_FILE)[key][self._language]
        return wording.format(**gaps) if gaps else wording

    def readme(self, title: str, moment: str, formats: Sequence[str]) -> str:
        """Return the page that tells which file is which."""
        return self("readme", title=title, moment=moment, formats=", ".join(formats))

    def coverage(self, told: Contents) -> str:
        """Return what is covered and what is not, as Markdown."""
        counted = told.counted
        numbers = {
            "documents": counted.documents,
            "claims": counted.claims,
            "undated": counted.undated,
            "refused": told.refused,
            "moment": told.moment,
        }
        ends = {"first": counted.first or "?", "last": counted.last or "?"}
        parts = [
            f"# {self('coverage')}",
            self("reports", **numbers, **ends),
            self("claims_not_facts"),
            self("quoted" if told.quoted else "unquoted"),
            f"## {self('languages')}",
            "\n".join(self._languages(counted)),
            f"## {self('months')}",
            self("jumps"),
            "\n".join(self._begun(counted)),
            f"## {self('differences')}",
            *self._changes(told.changes),
            f"## {self('registry')}",
            self("accepted", steps=told.steps, instruments=told.instruments, from_=told.first),
        ]
        return "\n\n".join(parts) + "\n"

    def _languages(self, counted: Counted) -> Iterator[str]:
        yield from self._head("language", "count")
        for language, number in sorted(counted.languages.items()):
            yield f"| {language} | {number} |"

    def _begun(self, counted: Counted) -> Iterator[str]:
        yield from self._head("month", "new_outlets")
        months: dict[str, list[str]] = defaultdict(list)
        every = counted.outlets()
        for outlet, month in sorted(counted.begun().items()):
            months[month].append(f"{escaped(outlet)} ({every[outlet]})")
        for month, outlets in sorted(months.items()):
            yield f"| {month} | {', '.join(outlets)} |"

    def _changes(self, changes: Changes) -> Iterator[str]:
        if changes.since is None:
            yield self("no_since")
            return
        yield self("since", name=escaped(changes.since))
        lines = list(self._head("table", *_CHANGES))
        for table, counts in changes.counts.items():
            cells = " | ".join(str(counts.get(one, 0)) for one in _CHANGES)
            lines.append(f"| {table} | {cells} |")
        yield "\n".join(lines)
        for key, apart in (("columns_new", changes.new), ("columns_gone", changes.gone)):
            for table, columns in apart.items():
                yield self(key, table=table, columns=", ".join(columns))

    def _head(self, *keys: str) -> tuple[str, str]:
        cells: Any = [self(key) for key in keys]
        return f"| {' | '.join(cells)} |", f"|{' --- |' * len(cells)}"
