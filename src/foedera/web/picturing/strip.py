"""A small timeline of some treaties, for a page that is about more than them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from foedera.pictures.lanes import Kind
from foedera.pictures.timeline import shown, timeline_picture
from foedera.web.picturing.days import first_day
from foedera.web.picturing.lanes_of import treaty_lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.pictures.lanes import Lane, Moment
    from foedera.web.asked import Asked

#: Most lanes of a strip, and most moments listed beneath it.
_MOST: Final = 8
_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Strip:
    """A small timeline; the macro ``timeline_strip`` shows it.

    Attributes:
        picture: The lanes.
        listed: The latest moments drawn, the latest first, each with its lane.
        address: The whole timeline of these treaties.
        claim: What tells claims from steps.
    """

    picture: Markup
    listed: tuple[tuple[Lane, Moment], ...]
    address: str
    claim: Kind = Kind.CLAIM


def strip_of(asked: Asked, names: Sequence[str], period: str = "year") -> Strip | None:
    """Return a small timeline of treaties up to the day asked about; None for no treaty.

    Args:
        asked: The request.
        names: Identifiers of treaties; those that are not on record are passed over.
        period: How far it looks back: ``month``, ``year``, ``five-years``.
    """
    law = asked.workspace.law(asked.known_by)
    known = [name for name in dict.fromkeys(names) if name in law]
    if not known:
        return None
    days = (first_day(asked.on, period) or asked.on, asked.on)
    lanes = [treaty_lane(asked, law.instrument(name)) for name in known[:_MOST]]
    words = asked.words
    beneath = f"{words.day(days[0])} – {words.day(days[1])}"
    title = words("pic-timeline-home")
    picture = timeline_picture(lanes, days, asked.on, (title, beneath), words)
    moments = [(lane, one) for lane in lanes for one in lane.moments if shown(one, days)]
    moments.sort(key=lambda pair: pair[1].order, reverse=True)
    address = asked.link("/timeline", treaty=known, period=period)
    # Drawn by our own hand and escaped there, as every picture.
    return Strip(Markup(picture), tuple(moments[:_LISTED]), address)  # noqa: S704
