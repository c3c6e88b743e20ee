"""The keys of review in a browser: what each does, kept in a cookie as each coder has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode

from foedera.web.errors import UnusableKeyError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

COOKIE: Final = "foedera_keys"
#: What can be done, and by which keys if nobody says otherwise.
USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "accept": ("a",),
    "reject": ("x",),
    "skip": ("space",),
    "edit": ("e",),
    "flag": ("f",),
    "note": ("n",),
    "undo": ("u", "backspace"),
    "next": ("j",),
    "previous": ("k",),
    "copies": ("d",),
    "open": ("o",),
    "help": ("?",),
}
#: Keys that have a name instead of a sign.
_NAMED: Final = frozenset({"space", "backspace", "enter", "delete"})
#: Stands in the cookie where no key does anything (WCAG 2.1.4).
_OFF: Final = "off"
_MOST: Final = 3


class Keys:
    """Which key does what.

    Args:
        given: Other keys than usual, by what they do; several stand with spaces between
            them, and none takes the key away. A key that is given to something does nothing
            else any more.
        on: Whether keys do anything.

    Raises:
        UnusableKeyError: Something is no key, or is to do two things.
    """

    def __init__(self, given: Mapping[str, str] | None = None, *, on: bool = True) -> None:
        self.on = on
        self._keys = dict(USUAL)
        taken: dict[str, str] = {}
        for act, written in (given or {}).items():
            if act not in USUAL:
                continue
            signs = tuple(dict.fromkeys(_sign(one) for one in written.split()))[:_MOST]
            for sign in signs:
                if taken.setdefault(sign, act) != act:
                    raise UnusableKeyError(sign)
            self._keys[act] = signs
        for act, signs in self._keys.items():
            self._keys[act] = tuple(one for one in signs if taken.get(one, act) == act)

    def of(self, act: str) -> tuple[str, ...]:
        """Return the keys that do something; none where keys are switched off."""
        return self._keys[act] if self.on else ()

    def written(self, act: str) -> str:
        """Return the keys of something as they are written in the settings."""
        return " ".join(self._keys[act])

    @property
    def by_key(self) -> dict[str, str]:
        """What each key does."""
        return {sign: act for act in USUAL for sign in self.of(act)}

    @property
    def cookie(self) -> str:
        """How it is kept; empty where all is as usual."""
        other = {act: " ".join(signs) for act, signs in self._keys.items() if signs != USUAL[act]}
        kept = urlencode(other)
        return kept if self.on else f"{_OFF}&{kept}".rstrip("&")


def keys_of(request: Request) -> Keys:
    """Return the keys of whoever asks; the usual ones where the cookie makes no sense."""
    kept = request.cookies.get(COOKIE, "")
    off = kept.partition("&")[0] == _OFF
    given = dict(parse_qsl(kept, keep_blank_values=True, max_num_fields=50)) if kept else {}
    try:
        return Keys(given, on=not off)
    except UnusableKeyError:
        return Keys(on=not off)


def _sign(written: str) -> str:
    sign = written if len(written) == 1 else written.lower()
    single = len(sign) == 1 and sign.isprintable() and not sign.isdigit()
    if not single and sign not in _NAMED:
        raise UnusableKeyError(written)
    return sign
