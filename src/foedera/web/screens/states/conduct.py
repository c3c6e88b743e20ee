"""What states are reported to do, as stories, each with how many sources say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from foedera.claims.acts import acts
from foedera.ledger import Sought
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment import Story
    from foedera.identifiers import ActorId
    from foedera.web.asked import Asked
    from foedera.wording import Words
    from foedera.workspace.on_record import OnRecord

#: With more claims, stories are gathered on a page of their own.
FEW: Final = 60
#: Days looked back, unless told otherwise; at most.
_BACK: Final = 365
_FURTHEST: Final = 36_500
COLUMNS: Final = (
    *("story", "act", "agents", "counterparts", "when_start", "when_end", "reported_start"),
    *("reported_end", "named_sources", "unnamed_sources", "texts", "denied_by"),
)


def sought(asked: Asked, states: Sequence[ActorId]) -> Sought:
    """Return what is looked for: conduct of one state, or between two, in the days asked for.

    Raises:
        UnreadableParameterError: The number of days is none.
    """
    back = asked.whole("days", _BACK, 1, _FURTHEST)
    first = date.fromordinal(max(asked.on.toordinal() - back, 1))
    conduct = tuple(name for name, act in acts().items() if act.family == "conduct")
    told = Sought(acts=conduct, since=first, until=asked.on)
    if len(states) > 1:
        return replace(told, between=tuple(states))
    return replace(told, agents=tuple(states))


def conduct_shown(asked: Asked, states: Sequence[ActorId], more: str) -> dict[str, Any]:
    """Return the stories of some days, or where they are to be had if they are many.

    Args:
        asked: The request.
        states: One state, or two.
        more: Path of the page that tells them however many they are.
    """
    wanted = sought(asked, states)
    assert wanted.since is not None  # noqa: S101 - given above
    words = asked.words
    told: dict[str, Any] = {
        "first": words.day(wanted.since),
        "last": words.day(asked.on),
        "days": asked.whole("days", _BACK, 1, _FURTHEST),
        "many": None,
        "few": FEW,
    }
    if _many(asked, wanted):
        days = asked.text("days") or None
        return {**told, "many": asked.link(more, days=days), "stories": []}
    return {**told, "stories": [_shown(one, words) for one in stories_of(asked, wanted)]}


def all_of_conduct(asked: Asked, states: Sequence[ActorId]) -> dict[str, Any]:
    """Return the stories of some days, however many they are, as a page shows them."""
    wanted = sought(asked, states)
    assert wanted.since is not None  # noqa: S101 - given above
    words = asked.words
    return {
        "first": words.day(wanted.since),
        "last": words.day(asked.on),
        "days": asked.whole("days", _BACK, 1, _FURTHEST),
        "many": None,
        "few": FEW,
        "stories": [_shown(one, words) for one in stories_of(asked, wanted)],
    }


def stories_of(asked: Asked, wanted: Sought) -> tuple[Story, ...]:
    """Return the stories of what is looked for, the last reported first."""
    desk = asked.desk
    head = desk.ledger.head(asked.recorded_by).number
    clocks = Clocks(known_by=asked.known_by, recorded_by=asked.recorded_by)
    return _stories(asked.workspace.on_record, desk.catalogue, clocks, wanted, head)


@lru_cache(maxsize=64)
def _stories(
    record: OnRecord,
    catalogue: Catalogue,
    clocks: Clocks,
    wanted: Sought,
    head: int,  # noqa: ARG001 - what was gathered holds until the ledger has a further entry
) -> tuple[Story, ...]:
    found = StoriesOnRecord(record.view.ledger, catalogue, clocks).fitting(wanted)
    return tuple(sorted(found, key=_last, reverse=True))


def _last(one: Story) -> date:
    return (one.reported and one.reported.end) or date.min


def conduct_data(asked: Asked, states: Sequence[ActorId]) -> dict[str, Any]:
    """Return the stories as data: as ``foedera story --json`` gives them."""
    moment: datetime | None = asked.recorded_by
    clocks = Clocks(known_by=asked.known_by, recorded_by=moment)
    return stories_data(stories_of(asked, sought(asked, states)), clocks, asked.workspace.called)


def conduct_rows(asked: Asked, states: Sequence[ActorId]) -> Iterator[tuple[Any, ...]]:
    """Yield the stories as rows."""
    for one in stories_of(asked, sought(asked, states)):
        when, reported = one.when, one.reported
        yield (
            one.id,
            one.act,
            one.agents,
            one.counterparts,
            when.start if when else None,
            when.end if when else None,
            reported.start if reported else None,
            reported.end if reported else None,
            one.told.named,
            one.told.unnamed,
            one.told.texts,
            one.denied.origins,
        )


def _many(asked: Asked, wanted: Sought) -> bool:
    narrow = replace(wanted, known_by=asked.known_by, recorded_by=asked.recorded_by, most=FEW + 1)
    return sum(1 for _ in asked.desk.ledger.claims(narrow)) > FEW


def _shown(one: Story, words: Words) -> dict[str, Any]:
    told = one.told
    return {
        "id": one.id,
        "act": words.act(one.act),
        "agents": one.agents,
        "counterparts": one.counterparts,
        "when": words.period(one.when) if one.when else None,
        "reported": words.period(one.reported) if one.reported else None,
        "sources": words(
            "law-story-sources-count",
            named=words.number(told.named),
            unnamed=words.number(told.unnamed),
            texts=words.number(told.texts),
        ),
        "denied": words("law-story-denied", count=words.number(one.denied.origins))
        if one.denied.origins
        else None,
    }
