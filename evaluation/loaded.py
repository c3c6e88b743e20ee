"""Many write at once, and backups are taken under them: what is lost, and how long one waits."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import signal
import struct
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy.engine.default import DefaultDialect

from figures import Figure
from foedera.errors import FoederaError
from foedera.ledger import Sought, create_ledger, open_ledger, restore
from made import START, Told, filing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from foedera.ledger import Filing

#: What a commit may take, in seconds: 99 of 100, and the worst.
USUAL, WORST = 0.05, 1.0
#: Of a backup, in megabytes a second.
SPEED = 100.0
_MEGABYTE = 1_000_000


class Spread:
    """How long something took, over many times."""

    def __init__(self, seconds: Iterable[float]) -> None:
        self._seconds = sorted(seconds)

    def at(self, share: float) -> float:
        """Return what so large a share of them did not exceed."""
        return self._seconds[int(share * (len(self._seconds) - 1))]

    def __str__(self) -> str:
        """Return median, 99 of 100, and worst."""
        told = (("median", 0.5), ("p99", 0.99), ("worst", 1.0))
        return ", ".join(f"{name} {self.at(share) * 1000:.1f} ms" for name, share in told)


def _forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Fork a child that works and writes into a pipe; return it, and where to read."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            work(writing)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return child, reading


def _filing(address: str, share: list[tuple[Filing, bytes]], begin: float) -> Callable[[int], None]:
    def work(told: int) -> None:
        commits = _timed_commits()
        with open_ledger(address) as ledger:
            ledger.head()
            time.sleep(max(0.0, begin - time.time()))
            for made, data in share:
                start = time.perf_counter()
                try:
                    ledger.file(made, data, START)
                except FoederaError as error:
                    print(f"shown: {error}")
                    took = -1.0
                else:
                    took = time.perf_counter() - start
                os.write(told, struct.pack("dd", took, commits[-1]))

    return work


def _timed_commits() -> list[float]:
    """Have this process note how long each commit takes, once its turn has come."""
    commits: list[float] = [0.0]
    commit = DefaultDialect.do_commit

    def timed(self: DefaultDialect, connection: Any) -> None:  # noqa: ANN401 - the driver's own
        start = time.perf_counter()
        commit(self, connection)
        commits.append(time.perf_counter() - start)

    DefaultDialect.do_commit = timed  # type: ignore[method-assign] # in this child alone
    return commits


def writers(kind: str, address: str, clients: int, each: int) -> Figure:
    """Have so many processes file so many reports each at once, and look for all of them."""
    create_ledger(address).close()
    told = [Told("PRK", "ratify", "RUS", "prk-rus-2024"), Told("RUS", "deploy", amount=12_000)]
    shares = [
        [filing(told, number=client * each + one) for one in range(each)]
        for client in range(clients)
    ]
    begin = time.time() + 0.5 + clients * 0.1
    children = [_forked(_filing(address, share, begin)) for share in shares]
    times: list[float] = []
    commits: list[float] = []
    failed = 0
    for child, reading in children:
        with os.fdopen(reading, "rb") as pipe:
            data = pipe.read()
        for took, commit in struct.iter_unpack("dd", data):
            times.append(took)
            commits.append(commit)
        failed += os.waitpid(child, 0)[1] != 0
    seconds = time.time() - begin
    shown = sum(one < 0 for one in times)
    waits, spent = Spread(one for one in times if one >= 0), Spread(commits)
    with open_ledger(address) as ledger:
        documents = ledger.counts()["documents"]
        sound = not ledger.verify().faults
    whole = clients * each
    return Figure(
        "C1",
        f"{clients} processes file {each} reports each at once, {kind}",
        f"0 lost, none refused, p99 <= {USUAL * 1000:.0f} ms, worst <= {WORST:.0f} s",
        f"{whole - documents} lost, {shown} refused; the commit itself: {spent}; "
        f"with waiting for its turn: {waits}; {whole / seconds:.0f} a second",
        documents == whole and not shown and not failed and sound,
        spent.at(0.99) <= USUAL and spent.at(1) <= WORST,
    )


def _writing(address: str, first: int) -> Callable[[int], None]:
    def work(told: int) -> None:
        with open_ledger(address) as ledger:
            for number in range(first, first + 100_000):
                made, data = filing([Told("PRK", "ratify", "RUS", "prk-rus-2024")], number=number)
                ledger.file(made, data, START)
                os.write(told, f"{made.document.id}\n".encode())

    return work


@contextlib.contextmanager
def _writer(address: str, first: int) -> Iterator[Callable[[], set[str]]]:
    """Have somebody write all the while; what is given tells what is acknowledged by now."""
    child, reading = _forked(_writing(address, first))
    os.set_blocking(reading, False)
    held = b""

    def acknowledged() -> set[str]:
        nonlocal held
        with contextlib.suppress(BlockingIOError):
            while more := os.read(reading, 1 << 16):
                held += more
        return set(held.decode().split("\n")[:-1])

    try:
        yield acknowledged
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)


def fatten(address: str, megabytes: int) -> None:
    """Fill a ledger with reports that do not compress."""
    drawn = random.Random(9)  # noqa: S311 - no secret
    with create_ledger(address) as ledger:
        for number in range(megabytes):
            made, data = filing([Told("PRK", "sign")], number=1_000_000 + number)
            data += drawn.randbytes(_MEGABYTE)
            digest = hashlib.sha256(data).hexdigest()
            made = replace(made, document=replace(made.document, digest=digest))
            ledger.file(made, data, START)


def backups(kind: str, folder: Path, new: Callable[[], str], times: int, size: int) -> Figure:
    """Take backups while somebody writes, and restore each elsewhere.

    Args:
        kind: Of database.
        folder: For the backups.
        new: Gives places for ledgers.
        times: How often.
        size: Of the ledger, in megabytes.
    """
    address = new()
    fatten(address, size)
    speeds: list[float] = []
    unequal = missing = unsound = seen = 0
    for number in range(times):
        copy = folder / f"{kind.rsplit(maxsplit=1)[-1]}-{number}.db"
        with _writer(address, number * 100_000) as acknowledged, open_ledger(address) as ledger:
            until = time.monotonic() + 10
            while len(acknowledged()) < 3 and time.monotonic() < until:  # noqa: PLR2004 - a few
                time.sleep(0.01)
            before = acknowledged()
            start = time.perf_counter()
            head = ledger.backup(copy)
            speeds.append(copy.stat().st_size / _MEGABYTE / (time.perf_counter() - start))
        place = new()
        try:
            unequal += restore(copy, place) != head
        except FoederaError as error:
            unsound += 1
            print(f"not restored: {error}")
            continue
        with open_ledger(place) as restored:
            kept = {one.id for one in restored.documents(Sought())}
            unequal += restored.head() != head
        missing += len(before - kept)
        seen += len(before)
        copy.unlink()
    speeds.sort()
    return Figure(
        "B1",
        f"backup of {kind} while another writes, restored elsewhere, {times} times",
        f"equal hash, all acknowledged before it in it, >= {SPEED:.0f} MB/s",
        f"{unequal} unequal, {missing} of {seen} missing, {unsound} not restored, "
        f"median {speeds[len(speeds) // 2]:.0f} MB/s",
        not (unequal or missing or unsound) and seen > 0,
        speeds[len(speeds) // 2] >= SPEED,
    )
