"""The door of the room: one file, or its bytes or text, becomes a report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from foedera.actors import Catalogue
from foedera.documents import dating
from foedera.documents.decoding import LIMIT, checked, decoded
from foedera.documents.errors import (
    FolderGivenError,
    MissingReportError,
    NoReportsError,
    OversizedReportError,
    UnknownFormatError,
)
from foedera.documents.facts import facts
from foedera.documents.identifying import identify
from foedera.documents.labelling import label, with_gaps
from foedera.documents.markup import markdown, plain
from foedera.documents.press import Press
from foedera.documents.report import Report, blanked

SUFFIXES: Final = (".txt", ".md", ".html", ".htm")
FORMATS: Final = ("text", "markdown", "html")
_BY_SUFFIX: Final = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_PAGE: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKED: Final = re.compile(r"\s*(?:---\n|#{1,3}\s\S)")


def capture(  # noqa: PLR0913 - what may be said of a report from outside
    source: Path | bytes,
    *,
    name: str | None = None,
    published: str | None = None,
    language: str | None = None,
    format: str | None = None,  # noqa: A002 - the field's word
    catalogue: Catalogue | None = None,
) -> Report:
    """Read one file, or its bytes, into a report.

    Args:
        source: A path, or what such a file holds.
        name: What to call it; the path if left out.
        published: When it appeared, overriding what it says.
        language: ISO 639-1 code, overriding what it seems to be in.
        format: ``text``, ``markdown`` or ``html``; told from the name and the content
            if left out.
        catalogue: Known places and outlets; those of the package if left out.

    Raises:
        UnreadableReportError: It cannot be read as a report; the message says why.
    """
    if isinstance(source, Path):
        name = name or str(source)
        data = _bytes(source, name)
    else:
        name, data = name or "standard input", source
    text, notices = decoded(data, name)
    return _captured(
        text,
        name=name,
        published=published,
        language=language,
        form=_form(format, name, text),
        catalogue=catalogue,
        notices=notices,
    )


def capture_text(  # noqa: PLR0913 - ditto
    text: str,
    *,
    name: str = "text",
    published: str | None = None,
    language: str | None = None,
    format: str | None = None,  # noqa: A002 - ditto
    catalogue: Catalogue | None = None,
) -> Report:
    """Read a text into a report; see ``capture``.

    Raises:
        UnreadableReportError: It cannot be read as a report; the message says why.
    """
    notices = checked(text, name)
    return _captured(
        text,
        name=name,
        published=published,
        language=language,
        form=_form(format, name, text),
        catalogue=catalogue,
        notices=notices,
    )


def report_files(path: Path) -> tuple[Path, ...]:
    """Return the files to read: the path itself, or those of a folder in order of name.

    Raises:
        MissingReportError: There is no such path.
        NoReportsError: The folder, with those in it, holds none.
    """
    if not path.exists():
        raise MissingReportError(str(path), "there is no such file or folder")
    if not path.is_dir():
        return (path,)
    found = sorted(
        child for child in path.rglob("*") if child.suffix.lower() in SUFFIXES and child.is_file()
    )
    if not found:
        raise NoReportsError(str(path), SUFFIXES)
    return tuple(found)


def _bytes(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise FolderGivenError(name)
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise MissingReportError(name, error.strerror or "unknown reason") from None
    if len(data) > LIMIT:
        raise OversizedReportError(name, "more than that", f"{LIMIT // 1_048_576} MiB")
    return data


def _form(given: str | None, name: str, text: str) -> str:
    if given is not None:
        if given not in FORMATS:
            raise UnknownFormatError(given, FORMATS)
        return given
    if _PAGE.match(text[:2000]):
        return "html"
    suffix = Path(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    return "markdown" if _MARKED.match(text[:200]) else "text"


def _captured(  # noqa: PLR0913 - ditto
    text: str,
    *,
    name: str,
    published: str | None,
    language: str | None,
    form: str,
    catalogue: Catalogue | None,
    notices: tuple[str, ...],
) -> Report:
    catalogue = catalogue or Catalogue.load()
    markup = markdown(text) if form == "markdown" else plain(text)
    prose = blanked(text, markup.masked)
    if language is None:
        language, told = identify(prose, name)
        notices += told
    press = Press(catalogue, language)
    labels = label(prose, press, markup.hints)
    found = facts(prose, labels, press)
    day, doubts = dating.published(prose, labels, found.outlet, language, press)
    if published is not None:
        day, doubts = dating.given(published, found.outlet, press), ()
    notices += doubts
    return Report(
        name=name,
        text=text,
        language=language,
        lines=with_gaps(text, labels.lines),
        outlet=found.outlet,
        published=day,
        dateline=found.dateline,
        writers=tuple(found.writers),
        editors=tuple(found.editors),
        wires=tuple(found.wires),
        masked=markup.masked,
        notices=notices,
    )
