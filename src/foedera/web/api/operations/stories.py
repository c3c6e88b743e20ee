"""Stories: what reports tell of one act, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from foedera.claims.acts import acts
from foedera.ledger import Search, Sought
from foedera.web.api.operation import ROWS, Columns, Operation, Told
from foedera.web.api.operations.claims import (
    ACT,
    AFTER,
    FILTERS,
    ORDER,
    SINCE,
    UNTIL,
    actor,
    search_of,
    sought,
)
from foedera.web.api.parameters import RECORD_CLOCKS, code, in_path, required, text, whole
from foedera.web.api.schemas import TEXT, maybe, reference
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data

if TYPE_CHECKING:
    from foedera.web.api.operation import Asked

_GROUP: Final = "stories"
#: Claims of which a page tells the stories, usually and at most.
_CLAIMS: Final = 25
_MOST: Final = 100
_LIMIT: Final = whole("limit", "api-limit-claims", least=1, most=_MOST, default=_CLAIMS)

_COLUMNS: Final[Columns] = (
    ("story", lambda one: one["id"]),
    ("act", lambda one: one["act"]),
    ("family", lambda one: one["family"]),
    ("agents", lambda one: one["agents"]),
    ("counterparts", lambda one: one["counterparts"]),
    ("instrument", lambda one: one["instrument"]),
    ("first", lambda one: (one["reported"] or {}).get("start")),
    ("last", lambda one: (one["reported"] or {}).get("end")),
    ("reports", lambda one: one["told"]["reports"]),
    ("texts", lambda one: one["told"]["texts"]),
    ("origins", lambda one: one["told"]["origins"]),
    ("denied", lambda one: one["denied"]["reports"]),
    ("figures", lambda one: len(one["figures"])),
)


def _stories(asked: Asked) -> StoriesOnRecord:
    clocks = Clocks(known_by=asked.known_by, recorded_by=asked.recorded_by)
    return StoriesOnRecord(asked.desk.ledger, asked.desk.catalogue, clocks)


def _list_stories(asked: Asked) -> Told:
    return _told(asked, search_of(asked))


def _list_conduct(asked: Asked) -> Told:
    workspace = asked.desk.workspace()
    between = (actor(asked["one"], workspace), actor(asked["other"], workspace))
    conduct = tuple(name for name, act in acts().items() if act.family == "conduct")
    wanted = replace(sought(asked), between=between, acts=asked["act"] or conduct)
    newest = asked["order"] != "oldest"
    after, most = asked["after"], asked["limit"]
    return _told(asked, Search(sought=wanted, newest_first=newest, after=after, most=most))


def _told(asked: Asked, search: Search) -> Told:
    """Return the stories to which a page of claims belongs."""
    found = asked.desk.ledger.search(search)
    stories, names = _stories(asked), tuple(one.id for one in found.claims)
    told = stories.fitting(Sought(claims=names)) if names else ()
    data = stories_data(told, stories.clocks, asked.desk.workspace().called)
    return Told(data=data, rows=data["stories"], columns=_COLUMNS, after=found.next)


def _get_story(asked: Asked) -> Told:
    stories = _stories(asked)
    found = stories.story(asked["story"])
    data = stories_data([found], stories.clocks, asked.desk.workspace().called)
    return Told(data=data, rows=data["stories"], columns=_COLUMNS)


#: Stories, and where those of the next page of claims are.
_LIST: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["schema", "known_by", "recorded_by", "stories", "actors", "next"],
    "properties": {
        "stories": {"type": "array", "items": reference("story.story")},
        "next": maybe(TEXT),
    },
}

OPERATIONS: Final = (
    Operation(
        name="list_stories",
        hard=True,
        path="/stories",
        answer=_list_stories,
        schema=_LIST,
        group=_GROUP,
        parameters=(*FILTERS, ORDER, AFTER, _LIMIT),
        forms=ROWS,
        judges=True,
    ),
    Operation(
        name="list_conduct",
        hard=True,
        path="/conduct",
        answer=_list_conduct,
        schema=_LIST,
        group=_GROUP,
        parameters=(
            required(text("one", "api-one", most=100, example="PRK")),
            required(text("other", "api-other", most=100, example="RUS")),
            ACT,
            SINCE,
            UNTIL,
            *RECORD_CLOCKS,
            ORDER,
            AFTER,
            _LIMIT,
        ),
        forms=ROWS,
        judges=True,
    ),
    Operation(
        name="get_story",
        hard=True,
        path="/stories/{story}",
        answer=_get_story,
        schema="story",
        group=_GROUP,
        parameters=(
            in_path(code("story", "api-story", r"(sty|clm)-[0-9a-f]{24}")),
            *RECORD_CLOCKS,
        ),
        forms=ROWS,
        finds=True,
    ),
)
