"""``foedera decisions``: listed, written as JSON Lines, and taken over from another ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from rich.text import Text

from foedera.claims.review import standing_decisions
from foedera.cli.consulting import opened, print_data
from foedera.cli.options import now
from foedera.cli.page import joined
from foedera.cli.review_keys import key_map
from foedera.cli.review_view import ReviewView
from foedera.cli.terminal import console, interface
from foedera.datasets.writers.placing import staged
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.review.decisions_file import lines_of, read_lines, replay

if TYPE_CHECKING:
    from datetime import date

    from foedera.claims.review import Decision

#: What stands for standard input or output.
_STANDARD: Final = Path("-")


def tell_decisions(  # noqa: PLR0913 - one argument for each option
    ledger: str | None,
    *,
    coder: str | None,
    about: str | None,
    since: date | None,
    as_json: bool,
    language: str | None,
) -> None:
    """Print decisions, in the order in which they were recorded.

    Args:
        ledger: The ledger's address.
        coder: Only this coder's.
        about: Only those on this proposal.
        since: Only those taken on this day or later.
        as_json: Print data instead of a page.
        language: Language of the interface; None for the environment's.

    Raises:
        LedgerError: The ledger cannot be opened.
    """
    taken = opened(ledger).decisions()
    standing = {one.id for one in standing_decisions(taken)}
    shown = [
        one
        for one in taken
        if coder in {None, one.coder}
        and about in {None, one.subject}
        and (since is None or one.at.date() >= since)
    ]
    if as_json:
        print_data([_data(one, stands=one.id in standing) for one in shown])
        return
    workspace = Workspace()
    words = Words(interface(language), workspace.catalogue)
    view = ReviewView(words, workspace.registry, key_map(None))
    screen = console()
    screen.print(Text(words("decisions-listed", count=words.number(len(shown))), style="bold"))
    undone = {one.undoes for one in taken if one.undoes}
    for one in shown:
        mark = words("decision-undone") if one.id in undone else None
        screen.print(joined([view.decision(one), mark]))
        screen.print(Text(f"  {one.id}  {one.subject}", style="dim"))


def _data(one: Decision, *, stands: bool) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(one)
    return {**told, "stands": stands}


def write_decisions(ledger: str | None, file: Path, language: str | None) -> None:
    """Write all decisions as JSON Lines, whole or not at all.

    Raises:
        LedgerError: The ledger cannot be opened.
        UnwritableFileError: The file cannot be written.
    """
    taken = opened(ledger).decisions()
    if file == _STANDARD:
        for line in lines_of(taken):
            sys.stdout.buffer.write(line)
        return
    with staged(file, file.suffix) as place, place.open("wb") as written:
        written.writelines(lines_of(taken))
    words = Words(interface(language))
    count = words.number(len(taken))
    console().print(Text(words("decisions-written", count=count, file=str(file))))


def replay_file(ledger: str | None, file: Path, language: str | None) -> None:
    """Record the decisions of a file: all of them, or none.

    Raises:
        LedgerError: The ledger cannot be opened.
        AlteredDecisionsError: A line is not as it was written.
        LargeDecisionsError: The file is larger than any that is written.
    """
    held = opened(ledger)
    if file == _STANDARD:
        taken = read_lines(sys.stdin.buffer, "standard input")
    else:
        with file.open("rb") as read:
            taken = read_lines(read, str(file))
    done = replay(held, taken, now())
    words = Words(interface(language))
    counts = {"new": words.number(done.new), "known": words.number(done.known)}
    console().print(Text(words("decisions-replayed", count=words.number(done.read), **counts)))
