"""Fills the disk under a ledger at many points, and sees what is told, kept, and goes on."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import resource
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from figures import Figure
from foedera.errors import FoederaError
from foedera.ledger import Sought, create_ledger, open_ledger
from foedera.workspace.adding import recording as adding
from killed import ReadersMadeUp
from made import Told, filing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger import Filing

SIZE = 16 * 1024 * 1024
_REPORTS = 60
_BODY = 40_000
_STEP = 96 * 1024


@contextlib.contextmanager
def small_disk() -> Iterator[tuple[Path, bool]]:
    """Give a small disk of its own, or where none can be mounted, a folder, and say which."""
    with tempfile.TemporaryDirectory() as held:
        mounted = subprocess.run(  # noqa: S603 - our own words
            ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", held],  # noqa: S607
            capture_output=True,
            check=False,
        )
        try:
            yield Path(held), mounted.returncode == 0
        finally:
            if mounted.returncode == 0:
                subprocess.run(["umount", "--lazy", held], check=True)  # noqa: S603, S607 - ditto


def made_large(number: int) -> dict[bytes, Filing]:
    """Make reports that do not compress."""
    drawn = random.Random(11)  # noqa: S311 - no secret
    made = {}
    for one in range(number):
        filler = Told(drawn.randbytes(_BODY // 2).hex())
        told = [Told("PRK", "ratify", "RUS", "prk-rus-2024"), Told("RUS", "deploy", amount=500)]
        filed, data = filing(told, number=one, body=[*told, filler])
        made[data] = filed
    return made


@dataclass
class Ended:
    """How a command ended."""

    code: int
    told: list[str] = field(default_factory=list)
    said: str = ""


def command(arguments: list[str], reports: dict[bytes, Filing], limit: int | None) -> Ended:
    """Run a command in a child of its own, with readers made up, and see how it ends."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            code = 99
            try:
                os.dup2(out.fileno(), 1)
                os.dup2(err.fileno(), 2)
                code = _run(arguments, reports, limit)
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        told = out.read().decode().splitlines()
        return Ended(os.waitstatus_to_exitcode(status), told, err.read().decode())


def _run(arguments: list[str], reports: dict[bytes, Filing], limit: int | None) -> int:
    import sys  # noqa: PLC0415 - in the child alone

    from foedera.cli.commands import run  # noqa: PLC0415 - ditto

    sys.stdout = io.TextIOWrapper(os.fdopen(1, "wb"), encoding="utf-8", line_buffering=True)
    sys.stderr = io.TextIOWrapper(os.fdopen(2, "wb"), encoding="utf-8", line_buffering=True)
    adding.ApartReaders = lambda *_: ReadersMadeUp(reports, lambda: None)  # type: ignore[assignment,misc] # ditto
    if limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        return run(arguments)
    except BaseException:  # noqa: BLE001 - told to the parent, which counts it as a breakdown
        import traceback  # noqa: PLC0415 - ditto

        traceback.print_exc()
        return 98
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


@dataclass
class Seen:
    """What went wrong."""

    wrong: list[str] = field(default_factory=list)
    points: int = 0
    acknowledged: int = 0
    filled: int = 0
    unread: int = 0

    def unless(self, good: object, what: str) -> None:
        """Note what is not as it must be."""
        if not good:
            self.wrong.append(what)


def fill_at(point: int, reports: dict[bytes, Filing], inbox: Path, seen: Seen) -> None:
    """Leave so much room, add reports until it is full, free it, and add the rest."""
    room = _STEP * (point + 1)
    with small_disk() as (disk, mounted):
        address = disk / "ledger.db"
        create_ledger(str(address)).close()
        ballast = disk / "ballast"
        if mounted:
            left = os.statvfs(disk)
            ballast.write_bytes(b"\0" * max(0, left.f_bavail * left.f_frsize - room))
        limit = None if mounted else address.stat().st_size + room
        given = ["add", str(inbox), "--json", "--ledger", str(address)]
        ended = command(given, reports, limit)
        seen.points += 1
        told = {json.loads(one)["id"] for one in ended.told}
        seen.acknowledged += len(told)
        if ended.code == 1:
            seen.filled += 1
            plain = "could not be written" in ended.said and "Traceback" not in ended.said
            seen.unless(plain, f"{point}: says {ended.said[-300:]!r}")
        else:
            seen.unless(ended.code == 0, f"{point}: ends with {ended.code}: {ended.said[-600:]}")
        _while_full(point, disk, told, seen)
        ballast.unlink(missing_ok=True)
        ended = command(given, reports, None)
        seen.unless(ended.code == 0, f"{point}: does not go on: {ended.said[-300:]}")
        with open_ledger(str(address)) as ledger:
            seen.unless(ledger.counts()["documents"] == len(reports), f"{point}: not all is in")
            seen.unless(
                not ledger.verify().faults, f"{point}: not verified: {ledger.verify().faults[:2]}"
            )


def _while_full(point: int, disk: Path, told: set[str], seen: Seen) -> None:
    """Read, and try to export, while there is no room."""
    try:
        with open_ledger(str(disk / "ledger.db")) as ledger:
            kept = {one.id for one in ledger.documents(Sought())}
            seen.unless(told <= kept, f"{point}: {len(told - kept)} lost")
            before = sorted(one.name for one in disk.iterdir())
            try:
                ledger.backup(disk / "copy.db")
            except FoederaError:
                after = sorted(one.name for one in disk.iterdir())
                seen.unless(after == before, f"{point}: half an export is left: {after}")
            else:
                with open_ledger(str(disk / "copy.db")) as copy:
                    seen.unless(not copy.verify().faults, f"{point}: half a backup")
                (disk / "copy.db").unlink()
                (disk / "copy.db.seal").unlink(missing_ok=True)
    except FoederaError as error:
        seen.unread += 1
        seen.unless(False, f"{point}: cannot be read while full: {error}")  # noqa: FBT003 - it is


def figure(points: int) -> Figure:
    """Fill the disk at so many points."""
    reports = made_large(_REPORTS)
    seen = Seen()
    with tempfile.TemporaryDirectory() as held:
        inbox = Path(held)
        for number, data in enumerate(reports):
            (inbox / f"{number:03}.txt").write_bytes(data)
        for point in range(points):
            fill_at(point * 20 // points, reports, inbox, seen)
    for one in seen.wrong:
        print(one)
    return Figure(
        "R4",
        f"disk full at {points} points while reports are added",
        "code 1 and a plain message, 0 acknowledged lost, reads served, goes on, no half export",
        f"{seen.filled} times full, {len(seen.wrong)} wrong, {seen.unread} times not to be read, "
        f"{seen.acknowledged} acknowledged",
        not seen.wrong and seen.filled > 0,
    )


if __name__ == "__main__":
    import sys

    print(figure(int(sys.argv[1])).row())
