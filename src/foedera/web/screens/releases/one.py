"""One release: its tables and files with their checksums, differences, deletions, citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.web.errors import NoSuchPageError
from foedera.web.reply import Page, Table
from foedera.web.screens.releases.listing import shelf_of, summary
from foedera.wording.steps import moment_words

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.workspace.release_shelf import ReleaseNoted

#: Deletions on the page; all are in the table of them.
_DELETIONS: Final = 200
_COLUMNS: Final = ("file", "sha256", "sound")
_CITATION: Final = "citation.bib"
_CITED: Final = 20_000
#: The files that explain the tables, as far as a release has them.
_CODEBOOKS: Final = ("codebook.html", "codebook.md")
_BUILT_FROM: Final = ("added", "changed", "deleted")


def release(asked: Asked) -> Reply:
    """Show a release.

    Raises:
        NoSuchPageError: None of that name was made.
    """
    name = asked.part("name")
    found = shelf_of(asked.desk).named(name)
    if found is None:
        raise NoSuchPageError(asked.path)
    sound = {file: found.sound(file) for file in found.digests}
    changes = found.changes()
    deletions = found.deletions(_DELETIONS)
    return Page(
        template="releases/release.html",
        title=asked.words("cod-release-title", name=found.name),
        data={
            **summary(found),
            "digests": dict(found.digests),
            "sound": sound,
            "changes": changes,
            "deletions": deletions,
            "citation": _citation(found),
        },
        table=Table(_COLUMNS, [(file, found.digests[file], sound[file]) for file in sound]),
        shown={
            "found": found,
            "made": moment_words(found.at, asked.words),
            "sound": sound,
            "kinds": _BUILT_FROM,
            "codebook": next((one for one in _CODEBOOKS if sound.get(one) is not None), None),
            "most": _DELETIONS,
        },
        at="releases",
        styles=("releases.css",),
    )


def _citation(found: ReleaseNoted) -> str | None:
    """Return how the release says it is to be cited; None where it does not lie here."""
    place = found.file(_CITATION)
    if place is None:
        return None
    with place.open(encoding="utf-8", errors="replace") as file:
        return file.read(_CITED)
