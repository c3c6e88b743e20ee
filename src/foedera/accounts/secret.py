"""Secrets that are handed out once: drawn at random, and kept as digests alone."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

#: 256 bits: nobody guesses one, so that a plain digest of it is enough.
_BYTES: Final = 32
#: What a token begins with, so that those who search files for forgotten secrets know it.
TOKEN: Final = "foedera_"  # noqa: S105 - no secret, what one begins with
#: Longest secret that is looked at.
_LONGEST: Final = 100


def fresh() -> str:
    """Draw a new secret."""
    return secrets.token_urlsafe(_BYTES)


def fresh_name(kind: str) -> str:
    """Draw a name that may be shown: ``ses-9f86d081884c``."""
    return f"{kind}-{secrets.token_hex(6)}"


def digest(secret: str) -> str:
    """Return what is kept of a secret; what cannot be one has a digest nobody has."""
    if len(secret) > _LONGEST:
        return ""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def derived(secret: str, purpose: str) -> str:
    """Return another secret that follows from one, and tells nothing of it."""
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return hmac.compare_digest(
        one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass")
    )
