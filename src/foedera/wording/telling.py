"""Who says it, and where it stands: claims and reports on record, put to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.wording.words import Words


def chain_text(one: RecordedClaim, teller: str | None, words: Words) -> str:
    """Return the chain of who says it, in name and in words, nearest the fact first.

    Args:
        one: The claim.
        teller: Who speaks where the report speaks in its own voice; None where not known.
        words: The interface's words.
    """
    if not one.claim.sources:
        own = words("own-voice")
        return own if teller is None else f"{own} ({called(teller, words)})"
    said = []
    for source in one.claim.sources:
        name, written = words.names(list(map(clean, source.actors))), one.of(source.span)
        shown = clean(written) if written else ""
        said.append(f"{name} (“{shown}”)" if shown and shown != name else name)
    return words("as-told-by").join(said)


def report_text(document: RecordedDocument, words: Words) -> str:
    """Return where a report came from: its outlet where it is known, and its name."""
    outlet = document.outlet
    named = [called(outlet.actor or outlet.value, words)] if outlet else []
    wires = [called(one.actor or one.value, words) for one in document.wires]
    told = [*named, clean(document.name)]
    return ", ".join(told) + (f" ({', '.join(wires)})" if wires else "")


def called(actor: str, words: Words) -> str:
    """Return an actor's name; what is no actor of the catalogue as it is, made safe to show."""
    return clean(words.name(actor))
