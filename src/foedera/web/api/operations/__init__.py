"""The operations, each group in a module of its own; this is where they are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.api.operations import claims, documents, keeping, law, reading, review, stories

if TYPE_CHECKING:
    from foedera.web.api.operation import Operation

OPERATIONS: Final[tuple[Operation, ...]] = (
    *reading.OPERATIONS,
    *claims.OPERATIONS,
    *documents.OPERATIONS,
    *stories.OPERATIONS,
    *law.OPERATIONS,
    *review.OPERATIONS,
    *keeping.OPERATIONS,
)
#: In the order in which they are shown.
GROUPS: Final = ("reading", "claims", "documents", "stories", "law", "review", "ledger")
