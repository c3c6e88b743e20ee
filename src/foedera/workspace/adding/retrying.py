"""What is in quarantine, to be read once more from the bytes that were kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.documents.recorded import document_id
from foedera.workspace.adding.errors import NotInQuarantineError, OtherDayError, UnkeptReportError
from foedera.workspace.adding.exchanging import refusal_of
from foedera.workspace.adding.recording import Added, Became
from foedera.workspace.adding.sources import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.errors import FoederaError
    from foedera.ledger import Ledger, Refused


@dataclass(frozen=True, slots=True)
class Held:
    """What of the quarantine is to be read once more.

    Attributes:
        sources: What can be.
        left: What cannot, with the reason.
    """

    sources: tuple[Source, ...]
    left: tuple[Added, ...]


def kept_sources(ledger: Ledger, names: Sequence[str], published: str | None) -> Held:
    """Return what is in quarantine as sources.

    Args:
        ledger: The ledger.
        names: What of it; all of it where none is named.
        published: The day that is given for it from outside, if any.

    Raises:
        NotInQuarantineError: A name is of nothing that is there.
    """
    refused = {one.id: one for one in ledger.refused()}
    known = {str(name) for name in refused}
    for name in names:
        if name not in known:
            raise NotInQuarantineError(name)
    sources, left = [], []
    for one in refused.values():
        if names and one.id not in names:
            continue
        data = ledger.data(one.id) if one.kept else None
        if data is None:
            left.append(_left(one, UnkeptReportError(one.name, one.size)))
        elif document_id(data, published) != one.id:
            left.append(_left(one, OtherDayError(one.name)))
        else:
            sources.append(Source(one.name, data))
    return Held(tuple(sources), tuple(left))


def _left(refused: Refused, error: FoederaError) -> Added:
    return Added(refused.name, Became.QUARANTINED, refused.id, refusal=refusal_of(error))
