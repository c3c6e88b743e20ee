"""Happenings as several reports tell them: side by side, copies folded, nothing averaged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from foedera.ledger import Sought
from foedera.web.reply import Moved, Page, Table
from foedera.web.screen import Screen
from foedera.web.screens.claims.narrowing import chips_of
from foedera.web.screens.claims.searching import search_of
from foedera.web.screens.stories.laying import listed, pictured, shown_story
from foedera.web.showing import heading_of
from foedera.workspace.errors import StoryMovedError
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data, story_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.assessment import Story
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

#: Claims of which a page tells the stories.
_CLAIMS: Final = 15
_LISTED: Final = (
    *("story", "act", "agents", "counterparts", "instrument", "first_reported", "last_reported"),
    *("reports", "texts", "independent_sources", "denied_by", "figures", "oppositions"),
)
_TOLD: Final = (
    *("story", "number", "day", "first_speaker", "role", "modality", "claim", "report"),
    *("copies", "sentence"),
)


def stories(asked: Asked) -> Reply:
    """Show the stories to which the claims that fit belong, those last reported first."""
    search = replace(search_of(asked), most=asked.whole("most", _CLAIMS, most=_CLAIMS))
    found = asked.desk.ledger.search(search)
    names = tuple(one.id for one in found.claims)
    told = _on_record(asked).fitting(Sought(claims=names)) if names else ()
    order = _latest_first(told) if search.newest_first else told
    return Page(
        template="stories/list.html",
        title=asked.words("find-stories"),
        data={**stories_data(order, _clocks(asked), asked.workspace.called), "next": found.next},
        table=Table(_LISTED, (_line(one) for one in order)),
        at="claims",
        styles=("search.css",),
        shown={
            "rows": [listed(one, asked) for one in order],
            "found": found,
            "chips": chips_of(asked),
        },
    )


def story(asked: Asked) -> Reply:
    """Show one story, called by its own name or by that of any of its claims."""
    called = asked.part("name")
    try:
        found = _on_record(asked).story(called)
    except StoryMovedError as moved:
        return Moved(to=asked.link(f"/stories/{moved.now}"))
    return Page(
        template="stories/story.html",
        title=heading_of(found, asked),
        data=stories_data([found], _clocks(asked), asked.workspace.called),
        table=Table(_TOLD, _tellings(found)),
        picture=pictured(found, asked),
        at="claims",
        styles=("search.css",),
        shown={"story": shown_story(found, asked), "called": called},
    )


def _on_record(asked: Asked) -> StoriesOnRecord:
    return StoriesOnRecord(asked.desk.ledger, asked.desk.catalogue, _clocks(asked))


def _clocks(asked: Asked) -> Clocks:
    return Clocks(known_by=asked.known_by, recorded_by=asked.recorded_by)


def _latest_first(told: Sequence[Story]) -> list[Story]:
    """Return stories by the last day on which they were reported, undated ones last."""
    return sorted(
        told,
        key=lambda one: one.reported.end.toordinal() if one.reported and one.reported.end else 0,
        reverse=True,
    )


def _line(one: Story) -> list[Any]:
    days = one.reported
    return [
        *(one.id, one.act, list(one.agents), list(one.counterparts), one.instrument),
        *(days.start if days else None, days.end if days else None),
        *(one.told.reports, one.told.texts, one.told.origins, one.denied.origins),
        *(len(one.figures), len(one.oppositions)),
    ]


def _tellings(found: Story) -> Iterator[list[Any]]:
    for told in story_data(found)["tellings"]:
        first, *copies = told["claims"]
        yield [
            *(found.id, told["number"], told["day"], told["origin"]["actors"], told["role"]),
            *(told["modality"], first["claim"], first["document"]),
            *([one["document"] for one in copies], told["sentence"]),
        ]


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/stories", stories, lasting=True),
    Screen("/stories/{name}", story, lasting=True),
)
