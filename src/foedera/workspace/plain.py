"""Spans, days and names as plain data: the small parts of a dossier's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedera.dates import Interval
    from foedera.spans import Span
    from foedera.workspace.findings import Findings

#: Languages in which the room's own words are given.
LANGUAGES = ("en", "id")


def span(dossier: Findings, place: Span | None) -> dict[str, Any] | None:
    """Return a span with its words; None for none."""
    if place is None:
        return None
    return {"start": place.start, "end": place.end, "text": place.of(dossier.text)}


def days(when: Interval | None) -> dict[str, Any] | None:
    """Return an interval as ISO 8601 days, an open end as None."""
    if when is None:
        return None
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
    }


def actor(dossier: Findings, code: str) -> dict[str, Any]:
    """Return what is known of an actor: its kind and its names by language.

    Raises:
        UnknownActorError: The catalogue does not have it.
    """
    names = {language: dossier.catalogue.name(code, language) for language in LANGUAGES}
    return {"kind": dossier.catalogue.kind(code).value, "names": names}
