"""What a process that reads reports is asked, and what it answers: plain data over a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from foedera.claims.recorded import (
    RecordedClaim,  # noqa: TC001 - its fields are read at run time
)
from foedera.ledger import Filing  # noqa: TC001 - ditto

if TYPE_CHECKING:
    from typing import IO

    from foedera.errors import FoederaError

#: Bytes that say how long a message is.
_LENGTH: Final = 8
#: With this code a reader ends that was refused more memory.
OUT_OF_MEMORY: Final = 77


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one report may cost.

    Attributes:
        seconds: Of processor time.
        patience: Seconds by the clock, however little of the processor was had.
        memory: Bytes that the process which reads may hold.
    """

    seconds: float = 10.0
    patience: float = 120.0
    memory: int = 2 * 1024**3


class Wanted(msgspec.Struct, frozen=True):
    """A report to be read, or a feed to be taken apart.

    Attributes:
        name: What to call it.
        data: Its bytes.
        published: When it appeared, over what it says.
        language: Its language, over what it seems to be.
        noted: What was noticed of it before, in English.
        feed: Whether it is a feed.
        dossier: Whether its dossier is wanted, too.
    """

    name: str
    data: bytes
    published: str | None = None
    language: str | None = None
    noted: tuple[str, ...] = ()
    feed: bool = False
    dossier: bool = False


class Refusal(msgspec.Struct, frozen=True):
    """Why a report is not read.

    Attributes:
        reason: Name of the error: ``BinaryReportError``.
        message: What it says.
    """

    reason: str
    message: str


class Taken(msgspec.Struct, frozen=True):
    """One item of a feed, as a report.

    Attributes:
        name: What to call it.
        data: Its page.
        noted: What was noticed of how the feed gives it, in English.
        refusal: Why it is not to be read; None where it is.
    """

    name: str
    data: bytes
    noted: tuple[str, ...] = ()
    refusal: Refusal | None = None


class Laid(msgspec.Struct, frozen=True):
    """A report's dossier.

    Attributes:
        data: As JSON: what ``foedera read --json`` prints.
        claims: Every claim, in order of the text, also those that say in the same words what
            another says and are recorded as one with it.
    """

    data: bytes
    claims: tuple[RecordedClaim, ...]


class Told(msgspec.Struct, frozen=True):
    """What came of it: one of these, or none where the reader only says that it is ready.

    Attributes:
        filing: What was read of a report.
        laid: Its dossier, where that was wanted.
        items: What a feed holds.
        refusal: Why neither was to be had.
    """

    filing: Filing | None = None
    laid: Laid | None = None
    items: tuple[Taken, ...] | None = None
    refusal: Refusal | None = None


def refusal_of(error: FoederaError) -> Refusal:
    """Return an error as what is told of it."""
    return Refusal(type(error).__name__, str(error))


def put(stream: IO[bytes], message: msgspec.Struct) -> None:
    """Send one message."""
    packed = msgspec.msgpack.encode(message)
    stream.write(len(packed).to_bytes(_LENGTH, "big"))
    stream.write(packed)
    stream.flush()


def got(stream: IO[bytes]) -> bytes | None:
    """Receive one message; None where the other side has ended, be it midway."""
    length = stream.read(_LENGTH)
    if len(length) < _LENGTH:
        return None
    size = int.from_bytes(length, "big")
    packed = stream.read(size)
    return packed if len(packed) == size else None
