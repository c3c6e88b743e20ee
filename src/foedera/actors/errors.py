"""What the actors room refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence


class UnknownActorError(FoederaError):
    """A code or a domain that stands for nobody in the catalogue."""

    def __init__(self, wanted: str, sought: str, near: Sequence[str] = ()) -> None:
        self.wanted = wanted
        self.sought = sought
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(repr(code) for code in near)}?" if near else ""
        super().__init__(
            f"The catalogue holds no {sought} {wanted!r}.{hint} States go by their "
            "ISO 3166-1 alpha-3 code ('PRK'), all others by the code in their file "
            "under foedera/data/actors; add a file there if one is missing."
        )


class MalformedActorError(FoederaError):
    """A record under ``foedera/data/actors`` that does not have the form of one."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place} is not a record of the catalogue: {reason}. foedera does not "
            "guess what was meant; mend the file (its neighbours show the form)."
        )


class RepeatedActorError(FoederaError):
    """Two records that claim the same code."""

    def __init__(self, code: str, first: str, second: str) -> None:
        self.code = code
        self.first = first
        self.second = second
        super().__init__(
            f"The code {code!r} is claimed twice, by {first} and by {second}. A code "
            "stands for one actor for ever; merge the two files or give one a code of its own."
        )
