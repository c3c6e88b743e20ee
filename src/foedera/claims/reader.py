"""What a reader is: from a report laid out to its claims, whoever reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from foedera.claims.claim import Claim
    from foedera.claims.scene import LaidOut


class Reader(Protocol):
    """Reads the claims of a report that has been laid out.

    ``foedera.claims.reading.claims_of`` reads by rule; the model reader of
    ``foedera.proposals`` asks a model and verifies what it says. Whatever judges the one
    can judge the other.
    """

    def __call__(self, laid: LaidOut, /) -> tuple[Claim, ...]:
        """Return the claims of a report; its catalogue comes with it."""
        ...
