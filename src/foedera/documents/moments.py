"""When an item of a feed appeared, as its writer's clock had it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import TYPE_CHECKING, Final

from foedera.documents.dating import zone_offset

if TYPE_CHECKING:
    from time import struct_time

#: A date is never longer; what is, is none, and is not searched for one.
_LONGEST: Final = 64
#: Days that programs write where they know of none.
_NEVER: Final = frozenset({date(1970, 1, 1), date(1, 1, 1)})


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a feed gives it.

    Attributes:
        written: As it stands there; empty where there is none.
        utc: As feedparser reads it, in UTC; None where it cannot.
    """

    written: str = ""
    utc: struct_time | None = None


NO_DATE: Final = Dated()


def moment_of(published: Dated, changed: Dated) -> tuple[str | None, tuple[str, ...]]:
    """Return when an item appeared, as a page would state it, and what is doubtful of it.

    ISO 8601 and RFC 5322 keep their offset; where the zone has a name nobody knows, the
    day alone is taken. What is neither is returned as it is written.

    Args:
        published: When it appeared.
        changed: When it was last changed, which stands in where the former is not told.
    """
    told = published if published.written.strip() else changed
    written = " ".join(told.written[: _LONGEST + 1].split())
    if not written:
        return None, ()
    if len(written) > _LONGEST:
        return None, (f"The feed gives a date of more than {_LONGEST} characters, which is none.",)
    moment = _iso(written) or _rfc(written) or _utc(told.utc)
    if moment is not None and moment[:10] in {day.isoformat() for day in _NEVER}:
        return None, (f"The feed gives {written!r} as its date, as programs do that know of none.",)
    doubts: tuple[str, ...] = ()
    if told is changed:
        doubts = (f"The feed tells only when it was last changed, {written!r}; that is taken.",)
    return moment or written, doubts


def _iso(written: str) -> str | None:
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        return None


def _rfc(written: str) -> str | None:
    """Read ``Tue, 12 Nov 2024 14:15:00 +0700``; a zone by name as newsrooms use it."""
    parts = parsedate_tz(written)
    if parts is None:
        return None
    try:
        local = datetime(*parts[:6])  # noqa: DTZ001 - its zone follows
    except ValueError:
        return None
    name = written.rsplit(" ", 1)[-1]
    if parts[9]:
        return local.replace(tzinfo=timezone(timedelta(seconds=parts[9]))).isoformat()
    zone = timezone(timedelta()) if name in {"+0000", "-0000", "UT"} else zone_offset(name)
    return local.replace(tzinfo=zone).isoformat() if zone else local.date().isoformat()


def _utc(told: struct_time | None) -> str | None:
    return datetime(*told[:6], tzinfo=UTC).isoformat() if told else None
