"""``foedera decisions``: listed, written as JSON Lines, and taken over from another ledger."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.text import Text

from foedera.cli.consulting import opened, print_data
from foedera.cli.options import now
from foedera.cli.page import joined
from foedera.cli.review_keys import key_map
from foedera.cli.review_view import ReviewView
from foedera.cli.terminal import console, interface
from foedera.datasets.writers.placing import staged
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.record_replies import decisions_reply
from foedera.workspace.review.decisions_file import lines_of, read_lines, replay

if TYPE_CHECKING:
    from datetime import date

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
    told = decisions_reply(taken, coder, about, since)
    if as_json:
        print_data(told)
        return
    names = {one["id"] for one in told}
    shown = [one for one in taken if one.id in names]
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
