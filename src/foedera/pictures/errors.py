"""What the room of pictures refuses to do."""

from __future__ import annotations

from foedera.errors import FoederaError


class NothingToDrawError(FoederaError):
    """A picture that would be empty.

    Attributes:
        sought: What was to be drawn.
    """

    def __init__(self, sought: str) -> None:
        self.sought = sought
        super().__init__(
            f"There is nothing to draw: {sought}. Nothing on record is no sign that there was "
            "nothing. Ask for another day or other years, for other kinds of duty, or of another "
            "state."
        )
