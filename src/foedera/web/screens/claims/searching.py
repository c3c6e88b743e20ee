"""From the parameters of an address to a search of the ledger."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.claims.claim import Modality
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Sought
from foedera.ledger.searches import LARGEST_PAGE, PAGE, Search

if TYPE_CHECKING:
    from foedera.web.asked import Asked

#: Families of acts, in the order in which they are shown.
FAMILIES: Final = ("treaty life", "treaty content", "conduct", "diplomacy")
#: In which order claims may be had: the newest or the oldest reports first.
ORDERS: Final = ("newest", "oldest")
#: How an address says that an outlet is not known.
UNKNOWN: Final = "unknown"
#: Longest question in words.
_LONGEST: Final = 300
_LAST_YEAR: Final = 9999


def search_of(asked: Asked) -> Search:
    """Return the search that an address asks for.

    Raises:
        UnreadableParameterError: A parameter says nothing.
    """
    outlets = asked.all("outlet")
    return Search(
        sought=_sought(asked),
        words=asked.text("words", most=_LONGEST),
        modalities=asked.choices("modality", (one.value for one in Modality)),
        outlets=tuple("" if one == UNKNOWN else one for one in outlets),
        languages=asked.all("language"),
        sources=asked.all("source"),
        newest_first=asked.choice("order", ORDERS, ORDERS[0]) == ORDERS[0],
        after=asked.text("after") or None,
        most=asked.whole("most", PAGE, most=LARGEST_PAGE),
    )


def _sought(asked: Asked) -> Sought:
    instrument = asked.text("instrument")
    year = asked.whole("year", 0, most=_LAST_YEAR)
    first, last = asked.day("since"), asked.day("until")
    if year:
        opens, ends = date(year, 1, 1), date(year, 12, 31)
        first = max(first, opens) if first else opens
        last = min(last, ends) if last else ends
    return Sought(
        acts=_acts(asked),
        agents=_actors(asked, "agent"),
        counterparts=_actors(asked, "counterpart"),
        between=_actors(asked, "actor"),
        instrument=InstrumentId(instrument) if instrument else None,
        documents=tuple(map(ContentId, asked.all("report"))),
        since=first,
        until=last,
        known_by=asked.known_by,
        recorded_by=asked.recorded_by,
    )


def _acts(asked: Asked) -> tuple[str, ...]:
    """Return the acts asked for: by name, and all of a family."""
    families = asked.choices("family", FAMILIES)
    of_families = (name for name, act in acts().items() if act.family in families)
    return tuple(dict.fromkeys((*asked.choices("act", acts()), *of_families)))


def _actors(asked: Asked, name: str) -> tuple[ActorId, ...]:
    return tuple(map(ActorId, asked.all(name)))
