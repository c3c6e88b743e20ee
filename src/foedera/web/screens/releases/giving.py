"""Gives a file of a release: only such as the ledger noted, and only from the release's folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.datasets.package import SUMS, sums
from foedera.web.errors import NoSuchPageError, NotHereError
from foedera.web.reply import File
from foedera.web.screens.releases.listing import shelf_of
from foedera.workspace.release_shelf import parts_of

if TYPE_CHECKING:
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply

_KINDS: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
_ANY: Final = "application/octet-stream"


def give_file(asked: Asked) -> Reply:
    """Give a file.

    Raises:
        NoSuchPageError: The release, or the file, is none.
        NotHereError: The file does not lie on this machine.
    """
    found = shelf_of(asked.desk).named(asked.part("name"))
    file = asked.part("file")
    form = asked.request.scope.get("form")
    if form is not None:  # the suffix is the file's own here
        file = f"{file}.{form}"
    if found is not None and file == SUMS:  # what the ledger noted, whatever lies here
        return File(name=SUMS, kind="text/plain", parts=(sums(found.digests).encode(),))
    if found is None or file not in found.digests:
        raise NoSuchPageError(asked.path)
    place = found.file(file)
    if place is None:
        raise NotHereError(found.name, file)
    kind = _KINDS.get(place.suffix.lstrip("."), _ANY)
    return File(name=place.name, kind=kind, parts=parts_of(place))
