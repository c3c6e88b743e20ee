"""Kills programs that write a ledger, at random moments and at named points, and looks after.

A child is forked that adds reports through the real ``add`` into a real ledger; only the
reading itself is replaced by filings made beforehand, so that hundreds of kills take minutes.
It tells what it has recorded through a pipe: what was told is acknowledged, whatever happens to
the child. ``by_command`` does the same to the command line itself, readers and all.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import event
from sqlalchemy.engine import Engine

from figures import Figure
from foedera.ledger import Sought, create_ledger, open_ledger
from foedera.ledger.sql_ledger import SqlLedger
from foedera.workspace.adding import recording as adding
from foedera.workspace.adding.exchanging import Told as Answer
from foedera.workspace.adding.sources import Source
from made import Told, filing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedera.ledger import Filing

#: Where a child kills itself; ``at random`` leaves that to its parent.
POINTS = (
    "after fetch",
    "after extract",
    "amid the rows",
    "before commit",
    "after commit",
    "amid a backup",
    "at random",
)
#: After the first report is told of, in seconds.
EARLIEST, LATEST = 0.05, 0.6
READY = 5.0
#: After how many kills the whole ledger is gone through.
OFTEN = 20


def made_reports(number: int) -> dict[bytes, Filing]:
    """Make reports, each with what is read of it."""
    told = [
        Told("PRK", "ratify", "RUS", "prk-rus-2024"),
        Told("RUS", "deploy", amount=12_000, speaker="Kyiv"),
        Told("NATO", "deny", "PRK"),
    ]
    pairs = (filing(told[: 1 + one % 3], number=one) for one in range(number))
    return {data: made for made, data in pairs}


class ReadersMadeUp:
    """Stands for the processes that read reports: knows what comes of each."""

    def __init__(self, reports: dict[bytes, Filing], reached: Callable[[], None]) -> None:
        self._reports, self._reached = reports, reached

    def read(self, wanted: Any) -> Future[Answer]:  # noqa: ANN401 - as the real ones
        """Return what is read of a report."""
        future: Future[Answer] = Future()
        future.set_result(Answer(filing=self._reports[wanted.data]))
        self._reached()
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing runs that would have to end."""


def _killing_after(times: int) -> Callable[..., None]:
    left = Counter({"times": times})

    def reached(*_: object, **__: object) -> None:
        left["times"] -= 1
        if left["times"] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return reached


def _armed(point: str, times: int) -> Callable[[], None]:
    """Have this process kill itself at a point; return what the readers are to call."""
    reached = _killing_after(times)
    if point == "after fetch":
        taken = Source.taken

        def fetched(self: Source) -> tuple[bytes, int]:
            found = taken(self)
            reached()
            return found

        Source.taken = fetched  # type: ignore[method-assign] # in this child alone
    elif point == "amid the rows":

        @event.listens_for(Engine, "after_cursor_execute")
        def _written(*given: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
            if str(given[2]).startswith("INSERT INTO claim"):
                reached()

    elif point == "before commit":
        event.listen(Engine, "commit", reached)
    elif point == "after commit":
        file = SqlLedger.file

        def filed(self: SqlLedger, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the real one
            done = file(self, *given, **named)
            reached()
            return done

        SqlLedger.file = filed  # type: ignore[method-assign] # in this child alone
    return reached if point == "after extract" else lambda: None


def _child(address: str, reports: dict[bytes, Filing], point: str, told: int, copies: Path) -> None:
    """Add every report, and tell of each that is on record, until killed."""
    reached = _armed(point, random.randrange(3, max(4, len(reports) // 2)))  # noqa: S311 - no secret
    adding.ApartReaders = lambda *_: ReadersMadeUp(reports, reached)  # type: ignore[assignment,misc] # ditto
    sources = [Source(made.document.name, data) for data, made in reports.items()]
    with open_ledger(address) as ledger:
        if point == "amid a backup":
            os.write(told, b"ready\n")
            for number in range(10_000):
                ledger.backup(copies / f"copy-{os.getpid()}-{number}.db")
            return
        for one in adding.add(sources, ledger, lambda: datetime.now(UTC)):
            os.write(told, f"{one.id}\n".encode())


def kill_once(
    address: str, reports: dict[bytes, Filing], point: str, copies: Path
) -> tuple[set[str], bool]:
    """Have a child add reports, and kill it.

    Returns:
        What it had told of before, and whether it was killed before it was done.
    """
    reading, writing = os.pipe()
    later = random.uniform(EARLIEST, LATEST)  # noqa: S311 - no secret
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            _child(address, reports, point, writing, copies)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = pipe.readline()
        if point in {"at random", "amid a backup"}:
            time.sleep(later)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        rest = pipe.read()
    _, status = os.waitpid(child, 0)
    lines = (first + rest).decode().splitlines(keepends=True)
    told = {one.strip() for one in lines if one.endswith("\n") and one != "ready\n"}
    return told, os.WIFSIGNALED(status)


class Seen:
    """What was found after kills."""

    def __init__(self) -> None:
        self.lost = self.doubled = self.half = self.unsound = self.kills = self.copies = 0
        self.acknowledged = 0
        self.slowest = 0.0
        self.points: Counter[str] = Counter()

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.doubled or self.half or self.unsound or self.copies)


def look(address: str, reports: dict[bytes, Filing], acknowledged: set[str], seen: Seen) -> None:
    """Hold what a ledger has after a kill against what it must have."""
    start = time.monotonic()
    with open_ledger(address) as ledger:
        ledger.head()
        seen.slowest = max(seen.slowest, time.monotonic() - start)
        on_record = {one.id for one in ledger.documents(Sought())}
        seen.lost += len(acknowledged - on_record)
        claims = Counter((one.document, one.id) for one in ledger.claims(Sought(closed=True)))
        seen.doubled += sum(count - 1 for count in claims.values())
        for made in reports.values():
            name = made.document.id
            if name in on_record:
                found = {claim for document, claim in claims if document == name}
                seen.half += found != {one.id for one in made.claims}
        if seen.kills % OFTEN == 0:
            seen.unsound += bool(ledger.verify().faults)


def _copies(copies: Path, seen: Seen) -> None:
    """Look at the backups that a kill left: each is whole or not there."""
    for copy in copies.glob("copy-*.db"):
        with open_ledger(str(copy)) as held:
            seen.copies += bool(held.verify().faults)
        copy.unlink()
        Path(f"{copy}.seal").unlink(missing_ok=True)


def kill_often(
    new: Callable[[], str], kills: int, copies: Path, *, reports: int = 20
) -> tuple[Seen, float]:
    """Kill children at every point in turn, and look after each; begin anew when all is in."""
    seen = Seen()
    everything = made_reports(reports * len(POINTS))
    address, acknowledged = "", set[str]()
    start = time.monotonic()
    for number in range(kills):
        point = POINTS[number % len(POINTS)]
        if number % len(POINTS) == 0:
            address, acknowledged = new(), set()
            create_ledger(address).close()
        share = list(everything.items())[: reports * (1 + number % len(POINTS))]
        told, killed = kill_once(address, dict(share), point, copies)
        seen.kills += 1
        seen.points[point] += killed
        acknowledged |= told
        seen.acknowledged += len(acknowledged)
        look(address, everything, acknowledged, seen)
        if point == "amid a backup":
            _copies(copies, seen)
    return seen, time.monotonic() - start


# The command itself -------------------------------------------------------------------


def by_command(address: str, folder: Path, drawn: random.Random) -> set[str]:
    """Kill ``foedera add`` as its readers work; return what it had told of before."""
    import json  # noqa: PLC0415 - its only use

    given = [sys.executable, "-m", "foedera.cli", "add", str(folder), "--json"]
    given += ["--ledger", address]
    process = subprocess.Popen(given, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    assert process.stdout is not None  # noqa: S101 - asked for above
    with process.stdout as told:
        lines = [told.readline()]
        time.sleep(drawn.uniform(EARLIEST, LATEST))
        process.kill()
        lines += told.readlines()
    process.wait()
    whole = [json.loads(one) for one in lines if one.endswith("\n")]
    return {one["id"] for one in whole if one.get("id")}


def command_figure(folder: Path, kills: int, samples: Sequence[Path]) -> Figure:
    """Kill the command line itself, and give the same command again until all is in."""
    drawn = random.Random(2)  # noqa: S311 - no secret
    inbox = folder / "inbox"
    inbox.mkdir()
    for number in range(60):
        sample = samples[number % len(samples)]
        text = sample.read_text(encoding="utf-8").splitlines(keepends=True)[:6]
        (inbox / f"{number:03}.txt").write_text("".join(text) + f"\n{number}.\n", encoding="utf-8")
    address = str(folder / "by-command.db")
    create_ledger(address).close()
    acknowledged: set[str] = set()
    lost, doubled, slowest, unsound = 0, 0, 0.0, 0
    for _ in range(kills):
        acknowledged |= by_command(address, inbox, drawn)
        start = time.monotonic()
        with open_ledger(address) as ledger:
            ledger.head()
            slowest = max(slowest, time.monotonic() - start)
            kept = {one.id for one in ledger.documents(Sought())}
            kept |= {one.id for one in ledger.refused()}
            lost += len(acknowledged - kept)
            names = Counter(one.id for one in ledger.claims(Sought(closed=True)))
            doubled += sum(count - 1 for count in names.values())
            unsound += bool(ledger.verify().faults)
    return Figure(
        "R1",
        f"kill -9 of `foedera add` itself, {kills} times",
        "0 lost, 0 doubled, verified, ready in 5 s",
        f"{lost} of {len(acknowledged)} lost, {doubled} doubled, {unsound} not verified, "
        f"ready in {slowest:.2f} s",
        not (lost or doubled or unsound),
        slowest <= READY,
    )


def figure(kind: str, new: Callable[[], str], kills: int, copies: Path) -> Figure:
    """Return the figure of kills on one kind of database."""
    seen, seconds = kill_often(new, kills, copies)
    caught = seen.points.total()
    return Figure(
        "R1",
        f"kill -9 while reports are added to {kind}, {kills} times "
        f"({len(POINTS)} points in turn, {caught} before it was done, "
        f"{seconds / kills:.2f} s each)",
        "0 acknowledged lost, 0 claims doubled, 0 half reports, verified, ready in 5 s",
        f"{seen.lost} lost of {seen.acknowledged} looked for, {seen.doubled} doubled, "
        f"{seen.half} half, {seen.unsound} not verified, {seen.copies} half backups, "
        f"ready in {seen.slowest:.2f} s",
        seen.good,
        seen.slowest <= READY,
    )
