"""What the datasets room refuses to do."""

from __future__ import annotations

from foedera.errors import FoederaError

# Codes, histories and wars


class UnknownStateNumberError(FoederaError):
    """A number under which the catalogue knows no state.

    Attributes:
        number: The number.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(
            f"No state of the catalogue bears the number {number} of the state system "
            "(Correlates of War). A record under 'data/actors/states' gives it as 'cow', "
            "'data/datasets/state-codes.yaml' where states bore it one after another."
        )


class MalformedClauseError(FoederaError):
    """A clause file that does not say what a clause file must say.

    Attributes:
        place: File, and the entry within it.
        reason: What is wrong there.
    """

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place}: {reason}. The alliance's duties cannot be read until the file is mended; "
            "'docs/how-to/add-a-clause.md' lists every key and its values."
        )
