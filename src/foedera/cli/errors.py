"""What the command line refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from pathlib import Path


class UnwritablePictureError(FoederaError):
    """A picture that could not be written where it was to go."""

    def __init__(self, place: Path, reason: str) -> None:
        self.place = place
        super().__init__(
            f"The picture could not be written to {place}: {reason}. Name a file in a folder "
            "that exists and that you may write to, or '-' for standard output."
        )


class UnwritableFileError(FoederaError):
    """A registry file that could not be written where it was to go."""

    def __init__(self, place: Path, reason: str) -> None:
        self.place = place
        super().__init__(
            f"{place} could not be written: {reason}. Name a folder that you may write to."
        )


class UnusableKeysError(FoederaError):
    """Keys of review that cannot be had.

    Attributes:
        reason: Why not.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The keys cannot be had so: {reason}. Write what a key does, or its usual key, then "
            "the key that is to do it: --keys accept=y,x=n,u=off. A key is one sign that is no "
            "digit, or space, backspace, enter, tab or esc."
        )
