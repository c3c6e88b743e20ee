"""``foedera init``, ``ledger``, ``verify``, ``backup`` and ``restore``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from foedera.cli.options import as_data, in_interface, in_ledger, recorded_by

if TYPE_CHECKING:
    from datetime import datetime

    from foedera.wording.words import Words

#: Most faults told of one by one; all are in the data (``--json``).
_SHOWN: Final = 20


@click.command()
@click.argument("address", metavar="[FILE|URL]", required=False, envvar="FOEDERA_LEDGER")
@in_interface
def init(*, address: str | None, interface: str | None) -> None:
    """Make a ledger: one file, or the tables of a Postgres database.

    Without FILE or URL it is made in the system's place for a user's data. A ledger that is
    there already is left as it is; one of an earlier version is brought up to date, after a
    backup of it was made beside it.
    """
    from foedera.ledger import create_ledger  # noqa: PLC0415 - as late as possible

    with create_ledger(address) as ledger:
        _say(_words(interface)("ledger-ready", address=ledger.address))


@click.command("ledger")
@in_ledger
@recorded_by
@as_data
@in_interface
def show_ledger(
    *, ledger: str | None, recorded_by: datetime | None, as_json: bool, interface: str | None
) -> None:
    """Tell what a ledger holds, and where its chain stands."""
    from foedera.cli.consulting import print_data  # noqa: PLC0415 - as late as possible
    from foedera.ledger import open_ledger  # noqa: PLC0415 - ditto
    from foedera.workspace.record_replies import head_data  # noqa: PLC0415 - ditto

    with open_ledger(ledger) as held:
        counts, head, address = held.counts(recorded_by), held.head(recorded_by), held.address
    if as_json:
        print_data({"address": address, **counts, "head": head_data(head)})
        return
    words = _words(interface)
    _say(words("ledger-at", address=address))
    for name, number in counts.items():
        sys.stdout.write(f"  {words(f'ledger-{name}'):28} {words.number(number):>12}\n")
    when = head.at.isoformat(timespec="seconds") if head.at else words("never")
    _say(words("ledger-head", number=words.number(head.number), at=when, digest=head.digest))


@click.command()
@in_ledger
@as_data
@in_interface
def verify(*, ledger: str | None, as_json: bool, interface: str | None) -> int:
    """Go through every row of a ledger, and tell whatever is not as it was recorded.

    Exit codes: 0 nothing was altered, 1 something was, 2 bad usage.
    """
    from foedera.cli.consulting import print_data  # noqa: PLC0415 - as late as possible
    from foedera.ledger import open_ledger  # noqa: PLC0415 - ditto
    from foedera.workspace.record_replies import verified_data  # noqa: PLC0415 - ditto

    with open_ledger(ledger) as held:
        found, address = held.verify(), held.address
    if as_json:
        print_data({"address": address, **verified_data(found)})
        return 1 if found.faults else 0
    words = _words(interface)
    for fault in found.faults[:_SHOWN]:
        where = words("fault-entry", number=words.number(fault.entry)) if fault.entry else ""
        _say(f"{where}{fault.where}: {fault.what}")
    if len(found.faults) > _SHOWN:
        _say(words("faults-more", count=words.number(len(found.faults) - _SHOWN)))
    key = "ledger-altered" if found.faults else "ledger-sound"
    sizes = {"entries": words.number(found.entries), "rows": words.number(found.rows)}
    _say(words(key, address=address, faults=words.number(len(found.faults)), **sizes))
    if found.sealed is False:
        _say(words("ledger-unsealed"))
    _say(words("ledger-hash", digest=found.head.digest))
    return 1 if found.faults else 0


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_ledger
@in_interface
def backup(*, file: Path, ledger: str | None, interface: str | None) -> None:
    """Copy a ledger into FILE, while others may go on writing.

    FILE is a ledger itself: it can be asked, verified and restored. It is whole or not there.
    """
    from foedera.ledger import open_ledger  # noqa: PLC0415 - as late as possible

    with open_ledger(ledger) as held:
        head = held.backup(file)
    number = _words(interface).number(head.number)
    _say(_words(interface)("ledger-copied", file=str(file), number=number, digest=head.digest))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_ledger
@in_interface
def restore(*, file: Path, ledger: str | None, interface: str | None) -> None:
    """Make a ledger out of the backup FILE, as a file or in Postgres (--ledger).

    The backup is verified first. Where something lies already nothing is overwritten.
    """
    from foedera.ledger import restore as restored  # noqa: PLC0415 - as late as possible
    from foedera.ledger import shown, usual_address  # noqa: PLC0415 - ditto

    place = ledger or usual_address()
    head = restored(file, place)
    words = _words(interface)
    number = words.number(head.number)
    _say(words("ledger-restored", address=shown(place), number=number, digest=head.digest))


def _words(interface: str | None) -> Words:
    from foedera.cli.terminal import as_utf8  # noqa: PLC0415 - as late as possible
    from foedera.cli.terminal import interface as chosen  # noqa: PLC0415 - ditto
    from foedera.wording.words import Words  # noqa: PLC0415 - ditto

    as_utf8()
    return Words(chosen(interface))


def _say(line: str) -> None:
    from foedera.wording.cleaning import clean  # noqa: PLC0415 - ditto

    sys.stdout.write(clean(line) + "\n")
