"""``foedera quarantine list``: what could not be read, and why."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from foedera.cli.consulting import print_data
from foedera.cli.terminal import as_utf8
from foedera.ledger import open_ledger
from foedera.wording.cleaning import clean
from foedera.workspace.record_replies import refused_data

if TYPE_CHECKING:
    from foedera.cli.adding import Adding


def tell_refused(adding: Adding) -> None:
    """Print what is in quarantine, the oldest first."""
    with open_ledger(adding.ledger) as ledger:
        refused = ledger.refused()
    if adding.as_json:
        print_data([refused_data(one) for one in refused])
        return
    as_utf8()
    words = adding.words
    for one in refused:
        when = one.refused_at.isoformat(sep=" ", timespec="minutes") if one.refused_at else ""
        size = words("bytes-held" if one.kept else "bytes-not-held", size=words.number(one.size))
        sys.stdout.write(f"{one.id}  {when}  {clean(one.name)}  ({size})\n")
        sys.stdout.write(f"  {one.reason}: {clean(one.message)}\n")
    key = "in-quarantine" if refused else "none-in-quarantine"
    sys.stdout.write(f"{words(key, count=words.number(len(refused)))}\n")
