"""Looks through a whole ledger, claim by claim: slow, and plain enough to be right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.ledger.searches import Covered, Facet, Facets, Found, Search
from foedera.ledger.words import Term, asked, words_of_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.identifiers import ContentId
    from foedera.ledger.entries import Sought
    from foedera.ledger.ledger import Ledger


def search(ledger: Ledger, search: Search) -> Found:
    """See ``Ledger.search``."""
    claims, documents = _fitting(ledger, search)
    first = int(search.after or 0)
    page = claims[first : first + search.most]
    upto = first + len(page)
    return Found(
        tuple(page),
        {one.document: documents[one.document] for one in page},
        len(claims),
        first=first,
        next=str(upto) if upto < len(claims) else None,
    )


def facets(
    ledger: Ledger, search: Search, of: Sequence[str], most: int = 12
) -> Mapping[str, Facets]:
    """See ``Ledger.facets``."""
    claims, documents = _fitting(ledger, search)
    told = {}
    for name in of:
        counts = Counter(
            value for one in claims for value in _values(name, one, documents[one.document])
        )
        order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        values = tuple(Facet(value, count) for value, count in order[:most])
        told[name] = Facets(values, max(0, len(order) - most))
    return told


def coverage(ledger: Ledger, sought: Sought) -> tuple[Covered, ...]:
    """See ``Ledger.coverage``."""
    documents = list(ledger.documents(sought))
    held = Counter(one.document for one in ledger.claims(sought))
    reports: Counter[tuple[str, str, date | None]] = Counter()
    claims: Counter[tuple[str, str, date | None]] = Counter()
    for one in documents:
        key = (outlet_of(one), one.language, one.day.replace(day=1) if one.day else None)
        reports[key] += 1
        claims[key] += held[one.id]
    order = sorted(reports, key=lambda key: (key[0], key[1], str(key[2] or "~")))
    return tuple(Covered(*key, reports[key], claims[key]) for key in order)


def outlet_of(document: RecordedDocument) -> str:
    """Return by what an outlet is called in a search."""
    stated = document.outlet
    return "" if stated is None else stated.actor or stated.value


def _fitting(
    ledger: Ledger, search: Search
) -> tuple[list[RecordedClaim], dict[ContentId, RecordedDocument]]:
    sought = replace(search.sought, most=None)
    of_then = type(sought)(recorded_by=sought.recorded_by)
    documents = {one.id: replace(one, lines=(), signature=()) for one in ledger.documents(of_then)}
    claims = [one for one in ledger.claims(sought) if _fits(one, documents[one.document], search)]
    if search.newest_first:  # sorting keeps the order within a day
        claims.sort(
            key=lambda one: one.reported_on.toordinal() if one.reported_on else 0, reverse=True
        )
    return claims, documents


def _fits(one: RecordedClaim, document: RecordedDocument, search: Search) -> bool:
    claim = one.claim
    cited = {actor for source in claim.sources for actor in source.actors}
    since = search.recorded_since
    return (
        (since is None or (one.recorded_at is not None and one.recorded_at >= since))
        and (not search.modalities or claim.modality.value in search.modalities)
        and (not search.outlets or outlet_of(document) in search.outlets)
        and (not search.languages or document.language in search.languages)
        and (not search.sources or not cited.isdisjoint(search.sources))
        and holds(one.sentence, search.words)
    )


def holds(text: str, words: str) -> bool:
    """Tell whether a text has what a user's words ask for."""
    found = asked(words)
    told = words_of_text(text)
    return (
        not found.nothing
        and all(_has(told, one) for one in found.wanted)
        and not any(_has(told, one) for one in found.unwanted)
    )


def _has(told: list[str], term: Term) -> bool:
    size = len(term.words)
    for start in range(len(told) - size + 1):
        part = told[start : start + size]
        last = part[-1].startswith(term.words[-1]) if term.begins else part[-1] == term.words[-1]
        if last and tuple(part[:-1]) == term.words[:-1]:
            return True
    return False


def _values(name: str, one: RecordedClaim, document: RecordedDocument) -> set[str]:
    claim = one.claim
    told: dict[str, set[str]] = {
        "act": {claim.act},
        "agent": {party.actor for party in claim.agents},
        "counterpart": {party.actor for party in claim.counterparts},
        "modality": {claim.modality.value},
        "outlet": {outlet_of(document)},
        "language": {document.language},
        "instrument": {claim.instrument or ""},
        "source": {actor for source in claim.sources for actor in source.actors},
        "year": {f"{one.reported_on.year:04}" if one.reported_on else ""},
    }
    return told[name]
