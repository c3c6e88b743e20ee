"""Adds reports and feeds that somebody sends from a file; nothing is ever fetched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from foedera.documents.decoding import LIMIT
from foedera.web.errors import NoUploadError, UnreadableParameterError
from foedera.web.jobs import jobs_of
from foedera.web.reply import Moved, Page, Table
from foedera.wording import clean
from foedera.workspace.adding import Became, Manner, Source, add

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.web.asked import Asked
    from foedera.web.jobs import Job
    from foedera.web.reply import Reply
    from foedera.workspace.adding import Added

#: Most bytes of a form that brings a report: as much as a report may have, and what is around it.
MOST: Final = LIMIT + 256 * 1024
#: Seconds that a form waits before it shows how far the work is.
PATIENCE: Final = 1.5
_NAME: Final = 200
_COLUMNS: Final = ("name", "became", "id", "claims", "steps", "reason", "message")
_KINDS: Final = {
    Became.NEW: "good",
    Became.KNOWN: "quiet",
    Became.REREAD: "good",
    Became.QUARANTINED: "bad",
    Became.UNOPENED: "bad",
}


def add_reports(asked: Asked) -> Reply:
    """Begin to add what was sent, and lead to what becomes of it.

    Raises:
        NoUploadError: There is no file.
        UnreadableParameterError: Day or language cannot be read.
    """
    data = asked.form.get("report", "").encode("latin-1", "replace")
    name = file_name(asked.form.get("report_filename", ""))
    if not data:
        raise NoUploadError
    manner = manner_of(asked)
    return started(asked, [Source(name, data)], manner)


def started(
    asked: Asked, sources: Sequence[Source], manner: Manner, left: Sequence[Added] = ()
) -> Reply:
    """Begin to add some sources; return where it is told what becomes of them.

    Args:
        asked: The request.
        sources: What holds the reports.
        manner: How they are added.
        left: What is not even tried, with the reason.
    """
    desk = asked.desk

    def work(job: Job) -> None:
        job.told += left
        for one in add(sources, desk.ledger, desk.now, manner, readers=desk.reading):
            job.told.append(one)
            job.at(one.source, len(sources))

    job = desk.kept(jobs_of).start(asked.coder, work)
    job.wait(PATIENCE)
    return Moved(to=asked.link(f"/sources/added/{job.name}"))


def added(asked: Asked) -> Reply:
    """Tell what became of what was sent.

    Raises:
        NoSuchJobError: Nothing is known of it any more.
    """
    job = asked.desk.kept(jobs_of)[asked.part("job")]
    told: list[Added] = list(job.told)
    rows = [_data(one) for one in told]
    return Page(
        template="sources/added.html",
        title=asked.words("cod-added-title" if job.done else "cod-adding-title"),
        data={"done": job.done, "reports": rows, "failure": _failure(job)},
        table=Table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows)),
        shown={
            "job": job,
            "told": told,
            "failure": _failure(job),
            "kinds": {one.value: kind for one, kind in _KINDS.items()},
        },
        at="sources",
        styles=("sources.css",),
        scripts=() if job.done else ("waiting.js",),
        status=200 if job.done else 202,
        private=True,
    )


def manner_of(asked: Asked, *, again: bool = False) -> Manner:
    """Return how reports are to be added, as a form says it.

    Raises:
        UnreadableParameterError: Day or language cannot be read.
    """
    published, language = asked.form.get("published", ""), asked.form.get("language", "")
    try:
        day = date.fromisoformat(published).isoformat() if published else None
    except ValueError:
        raise UnreadableParameterError("published", published, "a day as YYYY-MM-DD") from None
    if language and language not in asked.desk.languages:
        expected = "one of: " + ", ".join(asked.desk.languages)
        raise UnreadableParameterError("language", language, expected)
    return Manner(published=day, language=language or None, again=again)


def file_name(given: str) -> str:
    """Return what a file is called by, without the folders it lay in elsewhere."""
    last = given.replace("\\", "/").rpartition("/")[2]
    return clean(last)[:_NAME].strip() or "upload"


def _failure(job: Job) -> str | None:
    return str(job.failure) if job.failure else None


def _data(one: Added) -> dict[str, Any]:
    return {
        "name": one.name,
        "became": one.became.value,
        "id": one.id,
        "claims": one.claims,
        "steps": one.steps,
        "reason": one.refusal.reason if one.refusal else None,
        "message": one.refusal.message if one.refusal else None,
    }
