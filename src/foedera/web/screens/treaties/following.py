"""Following a treaty: a cookie that names the instruments whose news stands on the first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from foedera.web.asked import fill
from foedera.web.errors import UnreadableParameterError
from foedera.web.reply import Moved

if TYPE_CHECKING:
    from foedera.web.asked import Asked

#: The cookie, and what stands between the identifiers in it.
COOKIE: Final = "followed"
_MARK: Final = "."
#: Instruments that can be followed at once: a cookie has little room.
MOST: Final = 60
_NAME: Final = re.compile(r"[a-z0-9-]{1,80}")


def followed(asked: Asked) -> tuple[str, ...]:
    """Return the identifiers of the instruments that whoever asks follows, the oldest first."""
    told = asked.request.cookies.get(COOKIE, "").split(_MARK)
    return tuple(dict.fromkeys(name for name in told if _NAME.fullmatch(name)))[:MOST]


def follow(asked: Asked) -> Moved:
    """Follow an instrument, or follow it no longer, and go back to its page.

    Raises:
        UnreadableParameterError: The form names no instrument.
    """
    name = asked.form.get("instrument", "")
    if not _NAME.fullmatch(name):
        raise UnreadableParameterError("instrument", name, "the identifier of an instrument")
    kept = [one for one in followed(asked) if one != name]
    if asked.form.get("follow") == "yes":
        kept = [*kept, name][-MOST:]
    return Moved(to=asked.link(f"/treaties/{fill(name)}"), cookies={COOKIE: _MARK.join(kept)})
