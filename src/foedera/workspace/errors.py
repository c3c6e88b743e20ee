"""What the front desk refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence


class AmbiguousInstrumentError(FoederaError):
    """A name that several instruments of the registry may go by.

    Attributes:
        called: The name given.
        meant: Identifiers of the instruments that may be meant.
    """

    def __init__(self, called: str, meant: Sequence[str]) -> None:
        self.called = called
        self.meant = tuple(meant)
        super().__init__(
            f"{called!r} may mean {', '.join(self.meant)}. foedera does not choose between "
            "them: give the identifier of the one you mean."
        )
