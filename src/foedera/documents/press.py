"""Whom a line names: outlets by their mastheads, states by the places of datelines."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from foedera.actors import ActorKind, MentionKind, Outlet, lends_to
from foedera.documents.report import Stated
from foedera.documents.stamps import day_first_languages
from foedera.spans import Span

if TYPE_CHECKING:
    from foedera.actors import Catalogue, Mention
    from foedera.identifiers import ActorId

#: A host name or a name like one: "Kompas.com", "KOMPAS.TV".
DOMAIN: Final = re.compile(r"(?:[\w-]{2,30}\.)+[A-Za-z]{2,5}")
#: Names no longer than this are known only as written: "AP", but not "ap".
_SHORT: Final = 3
_LONGEST: Final = 80


class Press:
    """The catalogue as the lines of a report need it.

    Args:
        catalogue: States, places and outlets.
        language: ISO 639-1 code of the report, whose place names come first.

    Attributes:
        catalogue: As given.
        day_first: Whether the language writes the day before the month, always.
    """

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self.catalogue = catalogue
        self._languages = dict.fromkeys((language, lends_to(language)))
        self.day_first = language in day_first_languages()

    def outlet(self, words: str) -> Outlet | None:
        """Return the outlet or agency that the words, all of them, name."""
        words = " ".join(words.split()).strip(" .,")
        if len(words) > _LONGEST:
            return None
        names = _mastheads(self.catalogue)
        found = names.get(words) or (names.get(words.casefold()) if len(words) > _SHORT else None)
        if found is None and DOMAIN.fullmatch(words):
            return self.catalogue.outlet_by_domain(words)
        return found

    def outlets_in(self, text: str, start: int, end: int) -> list[Span]:
        """Return where a stretch of text names outlets."""
        return sorted(
            {
                Span(start + mention.span.start, start + mention.span.end)
                for language in self._languages
                for mention in self.catalogue.mentions(text[start:end], language)
                if mention.actor_kind is ActorKind.OUTLET
            }
        )

    def state(self, place: str) -> ActorId | None:
        """Return the state a place lies in; the place may stand in capitals."""
        found = self._mention(place)
        return found.actor if found and found.actor_kind is ActorKind.STATE else None

    def lies_in_state(self, place: str) -> bool:
        """Tell whether the words name a town or region, rather than a state.

        The seat of an organisation, such as Brussels, is a town whosever state it lies in.
        """
        found = self._mention(place)
        if found is None:
            return False
        if found.kind in {MentionKind.CAPITAL, MentionKind.PLACE}:
            return True
        if found.actor_kind is not ActorKind.STATE:
            return False
        capitals = self.catalogue.record(found.actor).words.get("capital", {})
        return place.casefold() in {
            name.casefold() for names in capitals.values() for name in names
        }

    def names_actor(self, words: str) -> bool:
        """Tell whether the words name an actor of the catalogue."""
        return self._mention(words) is not None

    def _mention(self, words: str) -> Mention | None:
        """Return the actor that the words, all of them, name."""
        words = words.strip(" .")
        for written in (words, words.title()) if words.isupper() else (words,):
            for language in self._languages:
                for mention in self.catalogue.mentions(written, language):
                    if len(mention.span) >= len(words) - 1:
                        return mention
        return None

    def stated(self, text: str, span: Span) -> Stated:
        """Return words as a statement, with the outlet's own name and code if they name one."""
        return self.stated_as(span.of(text), span)

    def stated_as(self, words: str, span: Span | None) -> Stated:
        """Return what words state that may stand elsewhere, or nowhere, in the text."""
        known = self.outlet(words)
        if known is None:
            return Stated(words.strip(), span)
        return Stated(self.catalogue.name(known.code), span, known.code)

    def by_address(self, host: str) -> str | None:
        """Return the code of the outlet that a host name belongs to."""
        known = self.catalogue.outlet_by_domain(host) if host else None
        return known.code if known else None

    def is_agency(self, stated: Stated) -> bool:
        """Tell whether what is stated is a news agency of the catalogue."""
        known = self._known(stated)
        return known is not None and known.form == "agency"

    def zone(self, stated: Stated | None) -> str | None:
        """Return the IANA zone of an outlet, where it is known."""
        known = self._known(stated)
        return known.zone if known else None

    def _known(self, stated: Stated | None) -> Outlet | None:
        if stated is None or stated.actor is None:
            return None
        found = self.catalogue.record(stated.actor)
        return found if isinstance(found, Outlet) else None


@cache
def _mastheads(catalogue: Catalogue) -> dict[str, Outlet]:
    """Return every outlet by its names, as written and without regard to capitals."""
    found: dict[str, Outlet] = {}
    for outlet in catalogue.outlets():
        found[outlet.code] = outlet
        for names in outlet.words["names"].values():
            for name in names:
                found.setdefault(name, outlet)
                if len(name) > _SHORT:
                    found.setdefault(name.casefold(), outlet)
    return found
