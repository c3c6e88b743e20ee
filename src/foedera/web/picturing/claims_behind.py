"""The claims behind a mark of a picture, so that whoever looks at it can read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.ledger import Sought
from foedera.web.reply import Page, Table
from foedera.wording.phrasing import short_sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.web.asked import Asked

#: Claims on one page.
_AT_ONCE: Final = 50
_COLUMNS: Final = (
    "claim",
    "report",
    "reported_on",
    "act",
    "modality",
    "agents",
    "counterparts",
    "place_state",
    "sources",
    "sentence",
)


@dataclass(frozen=True, slots=True)
class Behind:
    """One claim with what is shown of its report.

    Attributes:
        claim: The claim.
        document: Its report.
        sources: Who says it.
    """

    claim: RecordedClaim
    document: RecordedDocument
    sources: str


def claims_page(asked: Asked, names: Sequence[ContentId], told: str, back: str, at: str) -> Page:
    """Return the page with the claims of a mark, in order of their reports.

    Args:
        asked: The request; ``after`` says how many claims came before.
        names: Names of the claims.
        told: What the mark says.
        back: Address of the picture.
        at: Which entry of the navigation is lit.
    """
    first = asked.whole("after", 0, 0)
    chosen = tuple(names[first : first + _AT_ONCE])
    claims = _claims(asked, chosen)
    more = first + _AT_ONCE if first + _AT_ONCE < len(names) else None
    data = {
        "told": told,
        "total": len(names),
        "first": first,
        "next": more,
        "claims": [_plain(one) for one in claims],
    }
    shown = {"claims": claims, "told": told, "back": back, "more": more, "total": len(names)}
    return Page(
        template="pictures/claims.html",
        title=asked.words("pic-claims-title"),
        data=data,
        table=Table(_COLUMNS, (list(_plain(one).values()) for one in claims)),
        shown={**shown, "first": first},
        at=at,
        styles=("pictures.css",),
    )


def _claims(asked: Asked, names: Sequence[ContentId]) -> list[Behind]:
    if not names:
        return []
    when = asked.recorded_by
    ledger = asked.desk.ledger
    claims = {one.id: one for one in ledger.claims(Sought(claims=tuple(names), recorded_by=when))}
    wanted = tuple(sorted({one.document for one in claims.values()}))
    documents = {
        one.id: one for one in ledger.documents(Sought(documents=wanted, recorded_by=when))
    }
    return [_behind(claims[name], documents, asked) for name in names if name in claims]


def _behind(
    one: RecordedClaim, documents: Mapping[ContentId, RecordedDocument], asked: Asked
) -> Behind:
    sources = [source.actors for source in one.claim.sources]
    return Behind(one, documents[one.document], short_sources(sources, asked.words))


def _plain(one: Behind) -> dict[str, Any]:
    claim = one.claim.claim
    return {
        "claim": one.claim.id,
        "report": one.document.id,
        "reported_on": one.claim.reported_on.isoformat() if one.claim.reported_on else None,
        "act": claim.act,
        "modality": claim.modality.value,
        "agents": [party.actor for party in claim.agents],
        "counterparts": [party.actor for party in claim.counterparts],
        "place_state": claim.place_state,
        "sources": [list(source.actors) for source in claim.sources],
        "sentence": one.claim.sentence,
    }
