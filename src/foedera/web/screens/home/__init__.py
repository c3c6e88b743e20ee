"""The first page: what changed, what waits, what is followed, what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.accounts import Role
from foedera.treaties import status
from foedera.web.picturing.strip import strip_of
from foedera.web.reply import Page
from foedera.web.screen import Screen
from foedera.web.screens.home.changes import changes
from foedera.web.screens.home.demo import demo
from foedera.web.screens.home.news import Look, News
from foedera.web.screens.home.queue import queue_of
from foedera.web.screens.home.standing import changed
from foedera.web.screens.home.visit import visit_of
from foedera.web.screens.stories.laying import listed
from foedera.web.screens.treaties.following import followed
from foedera.workspace.story_data import story_data

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.assessment import Story
    from foedera.ledger import Head
    from foedera.treaties import Instrument, InstrumentStatus
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.web.screens.home.news import Told
    from foedera.web.screens.home.standing import Changed

#: Treaties followed that are shown.
_FOLLOWED: Final = 12


def home(asked: Asked) -> Reply:
    """Show the first page."""
    ledger = asked.desk.ledger
    head = ledger.head(asked.recorded_by)
    visit = visit_of(asked, head)
    look, news = Look(asked, visit.since, head.number), asked.desk.kept(News)
    told = news.told(look)
    follows = _followed(asked)
    names = [treaty.id for treaty, _ in follows]
    turned = changed(look, told.recent.decisions, names, news)
    counts = news.counts(look)
    releases = ledger.releases()
    return Page(
        template="home/home.html",
        title=asked.words("home-title"),
        data=_data(told, turned, follows, counts, head),
        shown={
            "empty": head.number == 0,
            "since": visit.since,
            "told": told,
            "turned": turned,
            "disputed": [listed(one, asked) for one in told.stories if _disputed(one)],
            "new": [listed(one, asked) for one in told.stories if not _disputed(one)],
            "followed": follows,
            "queue": queue_of(asked),
            "counts": counts,
            "head": head,
            "release": releases[-1] if releases else None,
            "strip": strip_of(asked, names),
        },
        at="home",
        styles=("search.css", "reports.css", "pictures.css", "home.css"),
        scripts=("reports.js", "pictures.js"),
        cookies=visit.cookies,
        private=True,
    )


def _disputed(story: Story) -> bool:
    """Tell whether sides of a story do not go together, or somebody denies it."""
    return bool(story.oppositions or story.denied.texts)


def _followed(asked: Asked) -> tuple[tuple[Instrument, InstrumentStatus], ...]:
    """Return the treaties that whoever asks follows, and where each stands."""
    law = asked.workspace.law(asked.known_by)
    found = [law.instrument(name) for name in followed(asked) if name in law][-_FOLLOWED:]
    return tuple((one, status(one, asked.on, asked.known_by)) for one in found)


def _data(
    told: Told,
    turned: Sequence[Changed],
    follows: Sequence[tuple[Instrument, InstrumentStatus]],
    counts: Mapping[str, int],
    head: Head,
) -> dict[str, Any]:
    return {
        "head": {"number": head.number, "at": head.at, "hash": head.digest},
        "counts": dict(counts),
        "new": dict(told.recent.counts),
        "status_changes": [
            {
                "instrument": one.id,
                "changes": [[turn.who, turn.before, turn.now] for turn in one.turns],
                "coder": one.coder or None,
                "evidence": one.evidence,
                "independent_sources": one.sources,
            }
            for one in turned
        ],
        "stories": [story_data(one) for one in told.stories],
        "followed": [{"instrument": one.id, "status": at.status.value} for one, at in follows],
    }


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("", home),
    Screen("/changes", changes),
    Screen("/demo", demo, role=Role.CODER, methods=("POST",)),
)
