"""Stories: what reports tell of one act, side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.web.api.operation import ROWS, Columns, Operation, Told
from foedera.web.api.operations.claims import (
    ACT,
    INSTRUMENT,
    SINCE,
    UNTIL,
    actor,
    sought,
)
from foedera.web.api.parameters import RECORD_CLOCKS, code, in_path, required, text, whole
from foedera.web.api.schemas import FLAG, reference
from foedera.web.errors import MissingParameterError
from foedera.workspace.stories import Clocks, StoriesOnRecord
from foedera.workspace.story_data import stories_data

if TYPE_CHECKING:
    from foedera.ledger import Sought
    from foedera.web.api.operation import Asked

_GROUP: Final = "stories"
_MOST: Final = 1000
_AGENT: Final = text("agent", "api-agent-one", most=100, example="PRK")
_COUNTERPART: Final = text("counterpart", "api-counterpart-one", most=100, example="RUS")
_CLAIMS: Final = whole("limit", "api-limit-claims", least=1, most=_MOST, default=200)
_NARROWING: Final = ("act", "agent", "counterpart", "instrument")

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


def _bounded(asked: Asked, wanted: Sought) -> tuple[Sought, bool]:
    """Return what is sought, for so many claims as are looked at, and whether there are more."""
    most: int = asked["limit"]
    counted = asked.desk.ledger.claims(replace(wanted, most=most + 1))
    return replace(wanted, most=most), sum(1 for _ in counted) > most


def _list_stories(asked: Asked) -> Told:
    if not any(asked[name] for name in _NARROWING):
        raise MissingParameterError(_NARROWING)
    given = {
        **asked.given,
        "agent": (asked["agent"],) if asked["agent"] else (),
        "counterpart": (asked["counterpart"],) if asked["counterpart"] else (),
    }
    wanted, more = _bounded(asked, sought(replace(asked, given=given)))
    return _told(asked, _stories(asked), wanted, more)


def _list_conduct(asked: Asked) -> Told:
    workspace = asked.desk.workspace()
    between = (actor(asked["one"], workspace), actor(asked["other"], workspace))
    conduct = tuple(name for name, act in acts().items() if act.family == "conduct")
    wanted = replace(sought(asked), between=between, acts=asked["act"] or conduct)
    wanted, more = _bounded(asked, wanted)
    return _told(asked, _stories(asked), wanted, more)


def _told(asked: Asked, stories: StoriesOnRecord, wanted: Sought, more: bool) -> Told:  # noqa: FBT001 - told on
    found = stories.fitting(replace(wanted, known_by=None, recorded_by=None))
    data = stories_data(found, stories.clocks, asked.desk.workspace().called)
    return Told(data={**data, "limited": more}, rows=data["stories"], columns=_COLUMNS)


def _get_story(asked: Asked) -> Told:
    stories = _stories(asked)
    found = stories.story(asked["story"])
    data = stories_data([found], stories.clocks, asked.desk.workspace().called)
    return Told(data=data, rows=data["stories"], columns=_COLUMNS)


#: Stories, and whether there may be more than were looked for.
_LIST: Final = {
    "type": "object",
    "required": ["schema", "known_by", "recorded_by", "stories", "actors", "limited"],
    "properties": {
        "stories": {"type": "array", "items": reference("story.story")},
        "limited": FLAG,
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
        parameters=(
            ACT,
            _AGENT,
            _COUNTERPART,
            INSTRUMENT,
            SINCE,
            UNTIL,
            *RECORD_CLOCKS,
            _CLAIMS,
        ),
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
            _CLAIMS,
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
        judges=True,
    ),
)
