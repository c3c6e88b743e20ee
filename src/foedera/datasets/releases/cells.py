"""What is recorded, as cells of a table that every format can hold and give back."""

from __future__ import annotations

import re
from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from foedera.datasets.columns import NA
from foedera.datasets.state_codes import cow_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from foedera.dates import Interval
    from foedera.identifiers import ActorId

    #: A cell; None is NA.
    Cell = int | float | str | date | None

#: Between the members of a list, and between the links of a chain.
MEMBERS: Final = ";"
LINKS: Final = "|"
#: What no file of text holds safely: control characters but tab and line feed, and halves of
#: characters, which hostile or damaged reports contain.
_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_MARKS: Final = re.compile("[%;|]")
#: Most days, both included, of each of UCDP's precisions.
_PRECISIONS: Final = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
_LOOSEST: Final = 6


def plain(text: str | None) -> str | None:
    """Return a text that can be written, character for character, where it can be.

    What cannot is shown as U+FFFD, one for one, so that places within it stay right.
    """
    if not text:
        return None
    safe = _UNSAFE.sub("\ufffd", text)
    return f"'{NA}'" if safe == NA else safe  # bare, a reader would take it for a missing cell


def listed(members: Iterable[str], mark: str = MEMBERS) -> str | None:
    """Return several texts as one cell, each once; None for none.

    A mark of lists within a member is written as in addresses: ``%3B``.
    """
    found = dict.fromkeys(_member(one) for one in members if one)
    return mark.join(found) or None


@lru_cache(maxsize=4096)  # the same few actors are named again and again
def _member(text: str) -> str:
    safe = plain(text) or ""
    return _MARKS.sub(lambda found: f"%{ord(found[0]):02X}", safe)


def chained(links: Iterable[Iterable[str]]) -> str | None:
    """Return a chain of lists as one cell; None for an empty one."""
    return LINKS.join(filter(None, (listed(link) for link in links))) or None


def moment(at: datetime | None) -> str | None:
    """Return a moment in UTC, always as long, so that text sorts as time does."""
    if at is None:
        return None
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def precision(when: Interval | None) -> int | None:
    """Return how precisely days are known: 1 to 5 as in UCDP's ``date_prec``, then 6.

    After the codebook of UCDP's Georeferenced Event Dataset: the day; two to six days; a week;
    8 to 31 days; up to a year. 6, which UCDP lacks, is more than a year, or an open end.
    """
    if when is None or (when.start is None and when.end is None):
        return None
    if when.start is None or when.end is None:
        return _LOOSEST
    days = (when.end - when.start).days + 1
    return next((code for most, code in _PRECISIONS if days <= most), _LOOSEST)


def days(when: Interval | None) -> tuple[date | None, date | None, int | None]:
    """Return first and last day and how precisely they are known, as three cells."""
    if when is None:
        return None, None, None
    return when.start, when.end, precision(when)


def numbered(actors: Iterable[ActorId]) -> str | None:
    """Return the numbers in the state system of those actors that have one, as one cell."""
    return listed(str(code) for one in actors if (code := cow_of(one)) is not None)


def number(actor: ActorId | None) -> int | None:
    """Return an actor's number in the state system."""
    return None if actor is None else cow_of(actor)
