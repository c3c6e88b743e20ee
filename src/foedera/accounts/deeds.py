"""The audit log: who did what, when and from where. Rows are added, and never altered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select

from foedera.accounts.moments import moment, moment_text
from foedera.accounts.tables import DEED
from foedera.identifiers import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from foedera.accounts.people import Doer

#: The hash before the first row.
START: Final = hashlib.sha256(b"foedera accounts 1").hexdigest()
#: Longest text of one value that is kept.
_LONGEST: Final = 500


class DeedKind(Enum):
    """What somebody did."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_IN_REFUSED = "sign-in-refused"  # too many tries
    SIGNED_OUT = "signed-out"
    SESSION_ENDED = "session-ended"
    INVITED = "invited"
    INVITATION_ENDED = "invitation-ended"
    JOINED = "joined"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - no secret, a kind of deed
    PASSWORD_REFUSED = "password-refused"  # noqa: S105 - ditto
    ROLE_CHANGED = "role-changed"
    LET_OUT = "let-out"  # no longer let in
    LET_IN_AGAIN = "let-in-again"
    TOKEN_MADE = "token-made"  # noqa: S105 - ditto
    TOKEN_ENDED = "token-ended"  # noqa: S105 - ditto
    DECIDED = "decided"
    REPORT_ADDED = "report-added"
    QUARANTINE_RETRIED = "quarantine-retried"
    RELEASE_MADE = "release-made"
    BACKUP_MADE = "backup-made"
    VERIFIED = "verified"
    CHANGED = "changed"  # what has no kind of its own


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done.

    Attributes:
        number: Its place in the log, from one.
        at: When.
        name: Who did it; empty for somebody unknown, and for the server's own command line.
        address: Where it came from.
        kind: What it was.
        about: Whom or what it was done to, by name or reference.
        told: What else is known of it.
    """

    number: int
    at: datetime
    name: str
    address: str
    kind: DeedKind
    about: str
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deeds are looked for.

    Attributes:
        name: Done by this person, or done to them; empty for anybody.
        kind: Of this kind; None for any.
        since: Not before this moment.
        until: Not after it.
        before: Only those of lower numbers: where the page before ended.
    """

    name: str = ""
    kind: DeedKind | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def note(connection: Connection, doer: Doer, kind: DeedKind, about: str = "", **told: str) -> None:
    """Add what somebody did, in the transaction in which they did it."""
    last = connection.execute(
        select(DEED.c.number, DEED.c.hash).order_by(DEED.c.number.desc()).limit(1)
    ).first()
    number, before = (last.number + 1, last.hash) if last else (1, START)
    row = {
        "number": number,
        "at": moment_text(doer.at),
        "name": _storable(doer.name),
        "address": _storable(doer.address),
        "kind": kind.value,
        "about": _storable(about),
        "told": canonical({key: _storable(value) for key, value in told.items()}).decode(),
    }
    connection.execute(insert(DEED).values(**row, hash=_hash(before, row)))


def deeds(connection: Connection, wanted: Wanted, most: int | None) -> Iterator[Deed]:
    """Yield what was done, the latest first."""
    chosen = _narrowed(select(DEED), wanted).order_by(DEED.c.number.desc())
    for row in connection.execute(chosen.limit(most) if most is not None else chosen):
        yield Deed(
            number=row.number,
            at=moment(row.at),
            name=row.name,
            address=row.address,
            kind=DeedKind(row.kind),
            about=row.about,
            told=json.loads(row.told),
        )


def count(connection: Connection, wanted: Wanted) -> int:
    """Return how many there are."""
    chosen = _narrowed(select(func.count()).select_from(DEED), wanted)
    return int(connection.execute(chosen).scalar_one())


def altered(connection: Connection) -> int | None:
    """Return the number of the first row that is not as it was written; None if all are."""
    before, expected = START, 1
    for row in connection.execute(select(DEED).order_by(DEED.c.number)).mappings():
        told = {name: value for name, value in row.items() if name != "hash"}
        before = _hash(before, told)
        if row["number"] != expected or row["hash"] != before:
            return expected
        expected += 1
    return None


def _narrowed(chosen: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.name:
        chosen = chosen.where((DEED.c.name == wanted.name) | (DEED.c.about == wanted.name))
    if wanted.kind is not None:
        chosen = chosen.where(DEED.c.kind == wanted.kind.value)
    if wanted.since is not None:
        chosen = chosen.where(DEED.c.at >= moment_text(wanted.since))
    if wanted.until is not None:
        chosen = chosen.where(DEED.c.at <= moment_text(wanted.until))
    if wanted.before is not None:
        chosen = chosen.where(DEED.c.number < wanted.before)
    return chosen


def _hash(before: str, row: Mapping[str, Any]) -> str:
    told = [row[name] for name in ("number", "at", "name", "address", "kind", "about", "told")]
    return hashlib.sha256(canonical([before, *told])).hexdigest()


def _storable(text: str) -> str:
    """Return a text that any database holds: short, without NUL and half characters."""
    return text[:_LONGEST].replace("\0", "\ufffd").encode("utf-8", "replace").decode()
