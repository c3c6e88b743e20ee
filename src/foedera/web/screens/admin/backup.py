"""Backups: the ledger in one file, to take away."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedera.accounts import DeedKind, Role
from foedera.web.gates.team_gate import TeamGate
from foedera.web.reply import File
from foedera.web.screen import Screen
from foedera.web.screens.at_team import signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_PIECE: Final = 256 * 1024


def _take(asked: Asked) -> Reply:
    """Make a backup, give it away, and leave nothing of it here."""
    gate, at = asked.desk.gate, asked.desk.now()
    if isinstance(gate, TeamGate):
        signed_in(asked)
    folder = tempfile.TemporaryDirectory(prefix="foedera-backup-")
    place = Path(folder.name) / "ledger.foedera"
    head = asked.desk.ledger.backup(place)
    if isinstance(gate, TeamGate):
        name = asked.person.name if asked.person else ""
        told = {"entries": str(head.number), "hash": head.digest}
        gate.team.note(DeedKind.BACKUP_MADE, gate.doer(asked.request, name), **told)
    return File(
        name=f"ledger-{at:%Y-%m-%d-%H%M%S}.foedera",
        kind="application/vnd.sqlite3",
        parts=_pieces(folder, place),
    )


def _pieces(folder: tempfile.TemporaryDirectory[str], place: Path) -> Iterator[bytes]:
    with folder, place.open("rb") as kept:
        while piece := kept.read(_PIECE):
            yield piece


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/admin/backup", _take, Role.KEEPER, ("POST",), 16 * 1024),
)
