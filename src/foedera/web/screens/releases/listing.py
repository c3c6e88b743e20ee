"""The list of releases, and the form by which a keeper makes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.releases.files import WRITERS
from foedera.web.reply import Page, Table
from foedera.wording.steps import moment_words
from foedera.workspace.release_shelf import ReleaseNoted, ReleaseShelf

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.desk import Desk
    from foedera.web.reply import Reply

_COLUMNS: Final = ("name", "at", "files", "tables", "here")


def shelf_of(desk: Desk) -> ReleaseShelf:
    """Return the releases of a desk."""
    return ReleaseShelf(desk.ledger, desk.releases)


def releases(asked: Asked) -> Reply:
    """Show the releases that were made."""
    desk = asked.desk
    found = shelf_of(desk).all()
    rows = [summary(one) for one in found]
    head = desk.ledger.head()
    return Page(
        template="releases/releases.html",
        title=asked.words("cod-releases-title"),
        data={"releases": rows},
        table=Table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows)),
        shown={
            "found": [(one, moment_words(one.at, asked.words)) for one in found],
            "makes": desk.releases is not None and asked.may("keeper"),
            "at_hand": [one.name for one in found if one.folder is not None],
            "formats": [one for one in WRITERS if one != "csv"],
            "suggested": f"{head.at:%Y.%m}" if head.at else "",
            "empty": head.at is None,
        },
        at="releases",
        styles=("releases.css",),
    )


def summary(one: ReleaseNoted) -> dict[str, Any]:
    """Return a release in short."""
    return {
        "name": one.name,
        "at": one.at.isoformat(),
        "files": len(one.digests),
        "tables": list(one.tables),
        "here": one.folder is not None,
    }
