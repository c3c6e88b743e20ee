"""Flips one bit of a ledger's file, or of an export of decisions, and asks whether it is found."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

from figures import Figure
from foedera.errors import FoederaError
from foedera.ledger import create_ledger, open_ledger
from foedera.ledger.sealing import seal_of
from foedera.workspace.review.decisions_file import lines_of, read_lines
from made import START, Told, decision, filing, refused


def filled(place: Path, reports: int = 60) -> None:
    """Make a ledger with a little of everything."""
    with create_ledger(str(place)) as held:
        for number in range(reports):
            told = [Told("PRK", "ratify", "RUS", "prk-rus-2024"), Told("RUS", "deploy")]
            made, data = filing(told, number=number)
            held.file(made, data, START)
        held.quarantine(*refused(), START)
        held.decide([decision(number) for number in range(20)], START)


def noticed(place: Path) -> bool:
    """Tell whether opening or verifying a file says that something is wrong with it."""
    try:
        with open_ledger(str(place)) as held:
            return bool(held.verify().faults)
    except FoederaError:
        return True
    finally:
        for ending in ("-wal", "-shm"):
            Path(f"{place}{ending}").unlink(missing_ok=True)


def flip_often(folder: Path, flips: int, *, sealed: bool, seed: int = 3) -> Figure:
    """Flip one bit at a time of a ledger's file, and count what verifying it finds.

    Args:
        folder: Where to work.
        flips: How often.
        sealed: Whether the seal stands beside the file, as after it was closed.
        seed: Of the places.
    """
    place = folder / "altered.db"
    filled(place)
    whole, seal = place.read_bytes(), seal_of(str(place)).read_bytes()
    drawn = random.Random(seed)  # noqa: S311 - no secret
    found = broken = 0
    for _ in range(flips):
        at = drawn.randrange(len(whole))
        other = bytes([whole[at] ^ (1 << drawn.randrange(8))])
        place.write_bytes(whole[:at] + other + whole[at + 1 :])
        seal_of(str(place)).unlink(missing_ok=True)
        if sealed:
            seal_of(str(place)).write_bytes(seal)
        try:
            found += noticed(place)
        except Exception as error:  # noqa: BLE001 - a program that breaks down is what is counted
            broken += 1
            print(f"byte {at}: {type(error).__name__}: {error}")
    for each in (place, seal_of(str(place))):
        each.unlink(missing_ok=True)
    kept = "sealed when it was closed" if sealed else "without its seal (after a crash)"
    return Figure(
        "B2",
        f"one bit flipped in a ledger's file of {len(whole) // 1024} KiB, {kept}, {flips} times",
        "100 % found by `foedera verify`" if sealed else "what is no row may pass",
        f"{100 * found / flips:.1f} % found, {broken} breakdowns",
        broken == 0 and (found == flips or not sealed),
    )


def flip_decisions(flips: int, seed: int = 5) -> Figure:
    """Flip one bit at a time of an export of decisions, and count what replaying it finds."""
    taken = tuple(decision(number) for number in range(30))
    whole = b"".join(lines_of(taken))
    drawn = random.Random(seed)  # noqa: S311 - no secret
    found = broken = same = 0
    for _ in range(flips):
        at = drawn.randrange(len(whole))
        data = whole[:at] + bytes([whole[at] ^ (1 << drawn.randrange(8))]) + whole[at + 1 :]
        try:
            same += read_lines(BytesIO(data), "log.jsonl") == taken
        except FoederaError:
            found += 1
        except Exception as error:  # noqa: BLE001 - ditto
            broken += 1
            print(f"byte {at}: {type(error).__name__}: {error}")
    missed = flips - found - same - broken
    return Figure(
        "B2",
        f"one bit flipped in an export of decisions, {flips} times",
        "100 % found when it is replayed",
        f"{found} refused, {same} read as they were decided, {missed} missed, {broken} breakdowns",
        missed == 0 and broken == 0,
    )
