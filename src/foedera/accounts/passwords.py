"""Passwords: which are taken, and how they are kept: argon2id, and nothing else of them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foedera.accounts.errors import UnusablePasswordError
from foedera.accounts.people import folded
from foedera.accounts.secret import fresh
from foedera.resources import record

#: OWASP's least for argon2id: 19 MiB, gone through twice, by one thread.
_MEMORY: Final = 19 * 1024
_TIMES: Final = 2
#: How many are worked out at once: each takes the memory above.
_AT_ONCE: Final = 4
_SHORTEST: Final = 12
_MOST_BYTES: Final = 1024
#: Longest stretch that a password may repeat over and over.
_STRETCH: Final = 4
_EDGES: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_ORDERS: Final = ("abcdefghijklmnopqrstuvwxyz" * 2, "0123456789" * 110)


class Passwords:
    """Makes and checks what is kept of passwords.

    Args:
        memory: KiB that working one out takes.
        times: How often that memory is gone through.
    """

    def __init__(self, memory: int = _MEMORY, times: int = _TIMES) -> None:
        self._hasher = PasswordHasher(time_cost=times, memory_cost=memory, parallelism=1)
        self._working = BoundedSemaphore(_AT_ONCE)

    def kept(self, password: str) -> str:
        """Return what is kept of a password."""
        with self._working:
            return self._hasher.hash(_written(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Tell whether a password is the one of which something is kept.

        It takes as long where nothing is kept, so that nobody learns by a watch who has an
        account.
        """
        decoy = self._decoy
        written = _written(password)
        if len(written) > _MOST_BYTES:
            return False
        with self._working:
            try:
                return self._hasher.verify(kept or decoy, written) and kept is not None
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, kept: str) -> bool:
        """Tell whether a password should be kept anew: it was, with less memory or fewer times."""
        try:
            return self._hasher.check_needs_rehash(kept)
        except InvalidHashError:
            return True

    @cached_property
    def _decoy(self) -> str:
        return self.kept(fresh())


def taken(password: str, name: str) -> str:
    """Return a password, if it is one that is taken.

    Args:
        password: As it was typed.
        name: Whose it is to be.

    Raises:
        UnusablePasswordError: It is not; the error tells why.
    """
    written = _written(password)
    if len(written) > _MOST_BYTES:
        raise UnusablePasswordError("long")
    if len(written.decode()) < _SHORTEST:
        raise UnusablePasswordError("short")
    plain = _plain(password)
    own = _plain(name)
    if own and own in plain and _EDGES.sub("", plain.replace(own, "")) == "":
        raise UnusablePasswordError("named")
    if _is_common(plain):
        raise UnusablePasswordError("common")
    return password


def _written(password: str) -> bytes:
    """Return the bytes of a password, the same whichever keyboard composed its letters."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")


def _is_common(plain: str) -> bool:
    inside = _EDGES.sub("", plain)
    if any(_once(one) in _stems() for one in (plain, inside)):
        return True
    if _once(plain) != plain and len(_once(plain)) <= _STRETCH:
        return True
    return any(plain in order or plain[::-1] in order for order in _ORDERS)


def _once(text: str) -> str:
    """Return what a text repeats over and over; all of it where it repeats nothing."""
    at = (text + text).find(text, 1)
    return text[:at] if 0 < at < len(text) else text


@cache
def _stems() -> frozenset[str]:
    return frozenset(record("passwords/common.yaml")["stems"])
