"""When whoever asks was last here: a cookie with two moments, and nothing about them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.ledger import Head
    from foedera.web.asked import Asked

#: The cookie: up to which moment the ledger was seen on the visit before this one, and on
#: this one, in seconds since 1970.
COOKIE: Final = "seen"
_FORM: Final = re.compile(r"(\d{1,11})\.(\d{1,11})\.(\d{1,11})")
#: After so long without a look at the first page the next look begins another visit.
_PAUSE: Final = timedelta(hours=2)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Visit:
    """What somebody has seen of the ledger.

    Attributes:
        since: What was recorded after this moment is new to them; None on a first visit, to
            which everything is.
        cookies: What to set.
    """

    since: datetime | None
    cookies: Mapping[str, str] = field(default_factory=dict)


def visit_of(asked: Asked, head: Head) -> Visit:
    """Return what whoever asks has seen.

    A moment in the address counts before the cookie, and leaves it as it is; so does a look
    back at what was on record at some moment.
    """
    given = asked.moment("since")
    if given is not None:
        return Visit(given)
    before, seen, looked = _told(asked)
    if asked.any_clock or head.at is None:
        return Visit(_moment(before))
    now = asked.desk.now()
    if looked and now - _EPOCH - timedelta(seconds=looked) >= _PAUSE:
        before = seen
    seen = int((head.at - _EPOCH).total_seconds()) + 1
    cookie = f"{before}.{seen}.{int((now - _EPOCH).total_seconds())}"
    return Visit(_moment(before), {COOKIE: cookie})


def _told(asked: Asked) -> tuple[int, int, int]:
    """Return seconds: seen on the visit before, seen on this one, and when last looked."""
    found = _FORM.fullmatch(asked.request.cookies.get(COOKIE, ""))
    if found is None:
        return 0, 0, 0
    before, seen, looked = (int(one) for one in found.groups())
    return before, seen, looked


def _moment(seconds: int) -> datetime | None:
    return _EPOCH + timedelta(seconds=seconds) if seconds else None
