"""Shows what becomes of reports that are added: a bar at a terminal, else lines, or data."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Protocol

from foedera.cli.terminal import console
from foedera.wording.cleaning import clean
from foedera.workspace.adding import Became

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.progress import Progress, TaskID

    from foedera.wording.words import Words
    from foedera.workspace.adding import Added

#: What is worth a line of its own even where a bar shows the rest.
_WRONG: Final = frozenset({Became.QUARANTINED, Became.UNOPENED})


class Teller(Protocol):
    """Tells how it goes."""

    def one(self, added: Added) -> None:
        """Tell what became of one report."""

    def summary(
        self, counts: Mapping[Became, int], read: Mapping[str, int], *, stopped: bool
    ) -> None:
        """Tell what became of all of them."""


@contextmanager
def teller(sources: int, words: Words, *, as_json: bool) -> Iterator[Teller]:
    """Give what suits the place that output goes to.

    Args:
        sources: How many files there are.
        words: The interface's.
        as_json: Whether data are asked for.
    """
    lines = _Data() if as_json else _Lines(words, all_of_them=not sys.stdout.isatty())
    if not sys.stderr.isatty():
        yield lines
        return
    from rich.progress import (  # noqa: PLC0415 - only at a terminal
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[claims]}"),
        TimeRemainingColumn(),
    )
    shown = console(stderr=True)
    with Progress(*columns, console=shown, transient=True) as progress:
        task = progress.add_task(words("adding"), total=sources, claims="")
        yield _Bar(progress, task, lines, words)


class _Data:
    """One object a line."""

    def one(self, added: Added) -> None:
        """Print one report."""
        _print(added_data(added))

    def summary(
        self, counts: Mapping[Became, int], read: Mapping[str, int], *, stopped: bool
    ) -> None:
        """Print the last line."""
        told = {one.value: counts.get(one, 0) for one in Became}
        _print({"summary": {**told, **_read(read), "stopped": stopped}})


class _Lines:
    """One line a report, or a line only where something is wrong."""

    def __init__(self, words: Words, *, all_of_them: bool) -> None:
        self._words = words
        self._all = all_of_them

    def one(self, added: Added) -> None:
        """Print one report."""
        if self._all or added.became in _WRONG:
            sys.stdout.write(f"{self._line(added)}\n")
            sys.stdout.flush()

    def _line(self, added: Added) -> str:
        words = self._words
        became = words(f"became-{added.became.value}")
        told = f"{became:<12} {clean(added.name)}"
        if added.refusal is not None:
            return f"{told}\n  {clean(added.refusal.message)}"
        if added.became is Became.KNOWN:
            return told
        return f"{told}  {words('claims-read', count=words.number(added.claims))}"

    def summary(
        self, counts: Mapping[Became, int], read: Mapping[str, int], *, stopped: bool
    ) -> None:
        """Print the last lines."""
        words, told = self._words, _read(read)
        parts = [
            words(f"count-{one.value}", count=words.number(counts[one]))
            for one in Became
            if counts.get(one)
        ]
        said = [", ".join(parts) + "." if parts else words("nothing-added")]
        if told["claims"]:
            gaps = {name: words.number(number) for name, number in told.items()}
            said.append(words("steps-read" if told["steps"] else "no-steps-read", **gaps))
        if counts.get(Became.QUARANTINED):
            said.append(words("see-quarantine"))
        if stopped:
            said.append(words("stopped-adding"))
        sys.stdout.write("\n".join(said) + "\n")
        sys.stdout.flush()


class _Bar:
    """A bar at the terminal, with lines above it."""

    def __init__(
        self, progress: Progress, task: TaskID, lines: _Data | _Lines, words: Words
    ) -> None:
        self._progress = progress
        self._task = task
        self._lines = lines
        self._words = words
        self._claims = 0

    def one(self, added: Added) -> None:
        """Print one report, and move on."""
        self._claims += added.claims
        self._lines.one(added)
        claims = self._words("claims-read", count=self._words.number(self._claims))
        done = added.source if added.last else added.source - 1
        self._progress.update(self._task, completed=max(done, 0), claims=claims)

    def summary(
        self, counts: Mapping[Became, int], read: Mapping[str, int], *, stopped: bool
    ) -> None:
        """Take the bar away, and print the last lines."""
        self._progress.stop()
        self._lines.summary(counts, read, stopped=stopped)


def added_data(added: Added) -> dict[str, Any]:
    """Return what became of a report as plain data."""
    refusal = added.refusal
    return {
        "name": added.name,
        "became": added.became.value,
        "id": added.id,
        "claims": added.claims,
        "steps": added.steps,
        "reason": refusal.reason if refusal else None,
        "message": refusal.message if refusal else None,
    }


def _read(read: Mapping[str, int]) -> dict[str, int]:
    return {"claims": read.get("claims", 0), "steps": read.get("steps", 0)}


def _print(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()
