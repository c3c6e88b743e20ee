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


class MalformedWorldError(FoederaError):
    """A file of boundaries that cannot be drawn.

    Attributes:
        name: The file.
    """

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(
            f"{name} cannot be drawn as the world: {reason}. docs/explanation/"
            "boundaries-on-the-map.md says what such a file holds; 'make browser' makes one."
        )
