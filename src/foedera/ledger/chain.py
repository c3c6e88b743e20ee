"""The chain: every entry is bound to its rows and to the entry before it.

The digest of an entry is SHA-256 over its rows; its hash is SHA-256 over the hash before it,
its number, moment, kind and digest. Whoever changes, removes or adds a row must change every
hash from there on, and the last one is what backups, bundles and releases carry.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from foedera.identifiers import canonical
from foedera.ledger.tables import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: The hash before the first entry.
START: Final = hashlib.sha256(b"foedera ledger 1").hexdigest()
_ENTRY: Final = "entry"


def moment_text(at: datetime) -> str:
    """Write a moment in UTC, to the microsecond, so that text sorts as time does."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment(text: str) -> datetime:
    """Read what ``moment_text`` wrote."""
    return datetime.fromisoformat(text)


def entry_digest(rows: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """Return the digest over the rows of one entry.

    Args:
        rows: The rows by the name of their table, in any order; bytes count by their digest.
    """
    whole = hashlib.sha256()
    for table in KEPT:
        names = [column.name for column in table.columns if column.name != _ENTRY]
        told = sorted(canonical([_plain(row[name]) for name in names]) for row in rows[table.name])
        if told:
            whole.update(canonical([table.name, len(told)]))
            whole.update(b"\n".join(told))
    return whole.hexdigest()


def entry_hash(before: str, number: int, at: str, kind: str, digest: str) -> str:
    """Return the hash of an entry, bound to the one before it."""
    return _bound(before, [number, at, kind, digest])


def decision_hash(before: str, decision: str) -> str:
    """Return the hash of a decision, bound to the one before it; see ``START``.

    Args:
        before: Hash of the decision before it.
        decision: The decision as canonical JSON.
    """
    return _bound(before, [decision])


def _bound(before: str, content: Sequence[object]) -> str:
    return hashlib.sha256(canonical([before, *content])).hexdigest()


def _plain(value: object) -> object:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
