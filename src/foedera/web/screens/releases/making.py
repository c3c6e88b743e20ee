"""Makes a release beside other requests, where the server was told where releases lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.datasets.releases.errors import NothingToReleaseError
from foedera.datasets.releases.files import WRITERS
from foedera.datasets.releases.release import Wanted
from foedera.web.errors import NoReleasesFolderError, NoSuchPageError
from foedera.web.jobs import jobs_of
from foedera.web.reply import Moved, Page
from foedera.web.screens.releases.listing import shelf_of
from foedera.workspace.releasing import Releasing, make_release

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.web.asked import Asked
    from foedera.web.jobs import Job
    from foedera.web.reply import Reply

_PATIENCE = 1.5


def make(asked: Asked) -> Reply:
    """Begin to make a release, and lead to how far it is.

    Raises:
        NoReleasesFolderError: The server was not told where releases lie.
        MisnamedReleaseError: No release can have the name.
        NothingToReleaseError: Nothing is on record.
    """
    desk, form = asked.desk, asked.form
    if desk.releases is None:
        raise NoReleasesFolderError
    at = desk.ledger.head().at
    if at is None:
        raise NothingToReleaseError(None)
    name = form.get("name", "").strip() or f"{at:%Y.%m}"
    formats = tuple(one for one in WRITERS if form.get(f"format-{one}") == "1")
    Wanted(name=name, at=at)  # refuses a name that is none, before it becomes a folder's
    wanted = Releasing(
        folder=desk.releases / name,
        name=name,
        recorded_by=at,
        since=_since(asked, form.get("since", "")),
        formats=formats,
        quoted=form.get("quoted") == "1",
        language=asked.language,
    )

    def work(job: Job) -> None:
        made = make_release(desk.ledger, desk.workspace(), wanted, desk.now(), job.at)
        job.told.append(made.name)

    job = desk.kept(jobs_of).start(asked.coder, work)
    job.wait(_PATIENCE)
    return Moved(to=asked.link(f"/releases/made/{job.name}"))


def making(asked: Asked) -> Reply:
    """Tell how far the making is; lead to the release where it is done.

    Raises:
        NoSuchJobError: Nothing is known of it any more.
    """
    job = asked.desk.kept(jobs_of)[asked.part("job")]
    if job.done and job.failure is None:
        return Moved(to=asked.link(f"/releases/{job.told[0]}"))
    failure = str(job.failure) if job.failure else None
    return Page(
        template="releases/making.html",
        title=asked.words("cod-release-making"),
        data={"done": job.done, "number": job.number, "count": job.count, "failure": failure},
        at="releases",
        styles=("releases.css",),
        scripts=() if job.done else ("waiting.js",),
        status=200 if job.done else 202,
        private=True,
    )


def _since(asked: Asked, name: str) -> Path | None:
    """Return the folder of an earlier release, by its name.

    Raises:
        NoSuchPageError: None of that name lies here.
    """
    if not name:
        return None
    found = shelf_of(asked.desk).named(name)
    if found is None or found.folder is None:
        raise NoSuchPageError(f"/releases/{name[:80]}")
    return found.folder
