"""The seal of a ledger's file: its digest when it was last closed, beside it.

Every row is bound to the chain, but a file holds bytes that belong to no row: free space,
the header, indexes. The seal finds those altered, too. It holds for one head of the chain and
is made while nobody else can write; after a crash there is none, and verifying makes it anew.

The file is never opened by this process itself: closing it would drop the locks that SQLite
holds on it (sqlite.org/howtocorrupt.html, 2.2). Another process takes the digest.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError

from foedera.ledger import asking
from foedera.ledger.connecting import writing
from foedera.ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from foedera.ledger.entries import Head

_DIGEST: Final = (
    "import hashlib,sys\n"
    "with open(sys.argv[1],'rb') as file:\n"
    "    print(hashlib.file_digest(file,'sha256').hexdigest())"
)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file was when it was last closed.

    Attributes:
        number: Number of its last entry.
        head: Hash of that entry.
        digest: SHA-256 of the file, in hexadecimal.
    """

    number: int
    head: str
    digest: str


def seal_of(address: str) -> Path:
    """Return where the seal of a ledger's file lies."""
    return Path(f"{address}.seal")


def seal(engine: Engine, address: str) -> bool:
    """Seal a ledger's file; False where that cannot be done.

    Others may keep it from being still, the disk may be full, or the folder closed to
    writing. The ledger is then unsealed, which is no fault.
    """
    try:
        return _sealed(engine, address)
    except (DBAPIError, LedgerError):
        return False


def _sealed(engine: Engine, address: str) -> bool:
    with engine.connect() as connection:
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
        connection.rollback()
    if busy is not None and busy[0]:
        return False
    with writing(engine, address) as connection:
        if not _still(address):
            return False
        head = asking.head(connection, None)
        made = Seal(head.number, head.digest, file_digest(address))
    return _kept(address, made)


def broken(address: str, head: Head) -> bool | None:
    """Tell whether a file is other than when it was sealed; None where no seal holds for it.

    To be called while nobody can write.
    """
    made = read(address)
    if made is None or (made.number, made.head) != (head.number, head.digest):
        return None
    return made.digest != file_digest(address) if _still(address) else None


def read(address: str) -> Seal | None:
    """Return the seal of a file; None where there is none that can be read."""
    try:
        told = json.loads(seal_of(address).read_text(encoding="utf-8"))
        return Seal(int(told["number"]), str(told["head"]), str(told["digest"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def file_digest(address: str) -> str:
    """Return the SHA-256 of a file, taken by a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own words, and a path
        [sys.executable, "-I", "-S", "-c", _DIGEST, str(Path(address).resolve())],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _still(address: str) -> bool:
    """Tell whether all of a ledger lies in its file, and nothing in its log."""
    log = Path(f"{address}-wal")
    try:
        return log.stat().st_size == 0
    except OSError:
        return True


def _kept(address: str, made: Seal) -> bool:
    place = seal_of(address)
    told = {"digest": made.digest, "head": made.head, "number": made.number}
    new = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        new.write_text(json.dumps(told) + "\n", encoding="utf-8")
        new.replace(place)
    except OSError:
        new.unlink(missing_ok=True)
        return False
    return True
