"""Which HTTP status says what an error says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.accounts.errors import (
    RefusedSignInError,
    TooManyTriesError,
    UnknownPersonError,
    UnknownReferenceError,
)
from foedera.datasets.releases.errors import UnknownFactError
from foedera.ledger.errors import BusyLedgerError, NotOnRecordError, OvertakenError
from foedera.treaties.errors import UnknownInstrumentError
from foedera.workspace.adding.errors import NotInQuarantineError
from foedera.workspace.errors import StoryMovedError, UnknownStoryError
from foedera.workspace.review.errors import (
    DecidedMeanwhileError,
    NotYoursToUndoError,
    UnknownProposalError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.errors import FoederaError

#: Statuses of errors of the rooms beneath; 400 for all others: what was asked cannot be.
_STATUSES: Final[Mapping[type[FoederaError], int]] = {
    NotOnRecordError: 404,
    UnknownFactError: 404,
    UnknownStoryError: 404,
    StoryMovedError: 404,
    UnknownInstrumentError: 404,
    UnknownProposalError: 404,
    NotInQuarantineError: 404,
    OvertakenError: 409,
    DecidedMeanwhileError: 409,
    NotYoursToUndoError: 409,
    BusyLedgerError: 503,
    RefusedSignInError: 401,
    TooManyTriesError: 429,
    UnknownPersonError: 404,
    UnknownReferenceError: 404,
}


def status_of(error: FoederaError) -> int:
    """Return the HTTP status that says what an error says."""
    own = getattr(error, "status", None)
    if isinstance(own, int):
        return own
    return next((code for kind, code in _STATUSES.items() if isinstance(error, kind)), 400)
