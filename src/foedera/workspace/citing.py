"""Cites a report on record, as the registry cites what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.documents.report import LineKind
from foedera.treaties.steps import Evidence
from foedera.treaties.wording import day_text

if TYPE_CHECKING:
    from foedera.claims.review import Decision
    from foedera.documents.recorded import RecordedDocument

_ADDRESSES = ("https://", "http://")


def citation(document: RecordedDocument, text: str | None = None) -> Evidence:
    """Cite a report: its outlet, its day and, where its text is given, its headline.

    Args:
        document: The report.
        text: Its text.
    """
    outlet = document.outlet.value if document.outlet else document.teller
    day = day_text(document.day, "en") if document.day else "no day given"
    title = headline(document, text) if text is not None else None
    told = f'{outlet}, {day}, "{title}"' if title else f"{outlet}, {day}"
    return Evidence(told, address(document))


def accepted_by(decision: Decision) -> Evidence:
    """Cite the decision by which a step was accepted."""
    day = day_text(decision.at.date(), "en")
    return Evidence(f"accepted by {decision.coder}, {day} ({decision.id})")


def address(document: RecordedDocument) -> str | None:
    """Return where a report can be read; None where it did not come from an address."""
    return document.name if document.name.startswith(_ADDRESSES) else None


def headline(document: RecordedDocument, text: str) -> str | None:
    """Return a report's headline on one line; None where it has none."""
    lines = (line.span for line in document.lines if line.kind is LineKind.HEADLINE)
    words = next((span.of(text) for span in lines), "")
    return " ".join(words.split()) or None
