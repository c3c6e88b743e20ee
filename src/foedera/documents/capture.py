"""The door of the room: one file, or its bytes or text, becomes a report."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foedera.actors import Catalogue
from foedera.documents import dating
from foedera.documents.articles import article_hints
from foedera.documents.decoding import LIMIT, checked, decoded
from foedera.documents.errors import (
    EmptyReportError,
    FolderGivenError,
    MissingReportError,
    NoArticleError,
    NoReportsError,
    OversizedReportError,
    UnknownFormatError,
)
from foedera.documents.facts import facts
from foedera.documents.gathering import gathered
from foedera.documents.identifying import identify
from foedera.documents.labelling import label, with_gaps
from foedera.documents.markup import markdown, plain
from foedera.documents.metadata import page_facts
from foedera.documents.pages import page
from foedera.documents.press import Press
from foedera.documents.report import Report, blanked

if TYPE_CHECKING:
    from foedera.documents.facts import Facts
    from foedera.documents.labels import Labels
    from foedera.documents.report import Published

SUFFIXES: Final = (".txt", ".md", ".html", ".htm")
FORMATS: Final = ("text", "markdown", "html")
_MARKDOWN: Final = 1_000_000
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


@dataclass(frozen=True, slots=True)
class _Given:
    """What is said of a report from outside."""

    name: str
    published: str | None
    language: str | None
    catalogue: Catalogue | None


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
        data = file_bytes(source, name)
    else:
        name, data = name or "standard input", source
    text, notices = decoded(data, name)
    given = _Given(name, published, language, catalogue)
    return _captured(given, text, _form(format, name, text), notices)


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
    given = _Given(name, published, language, catalogue)
    return _captured(given, text, _form(format, name, text), checked(text, name))


def report_files(path: Path) -> tuple[Path, ...]:
    """Return the files to read: the path itself, or those of a folder in order of name.

    Links that lead outside the folder are not followed.

    Raises:
        MissingReportError: There is no such path.
        NoReportsError: The folder, with those in it, holds none.
    """
    if not path.exists():
        raise MissingReportError(str(path), "there is no such file or folder")
    if not path.is_dir():
        return (path,)
    found = gathered(path, SUFFIXES).files
    if not found:
        raise NoReportsError(str(path), SUFFIXES)
    return found


def file_bytes(path: Path, name: str) -> bytes:
    """Return what a file holds.

    Args:
        path: The file.
        name: What errors call it.

    Raises:
        FolderGivenError: It is a folder.
        MissingReportError: It is not there, or cannot be opened.
        OversizedReportError: It holds more than ``LIMIT`` bytes.
    """
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


def _captured(given: _Given, text: str, form: str, notices: tuple[str, ...]) -> Report:
    """Read a text that has been decoded, in the format it has."""
    if form == "html":
        return _page(given, text, notices)
    if form == "markdown" and len(text) > _MARKDOWN:
        form, notices = "text", (*notices, "So long a text is read as plain, not as Markdown.")
    markup = markdown(text) if form == "markdown" else plain(text)
    prose = blanked(text, markup.masked)
    if not any(character.isalpha() for character in prose):
        raise EmptyReportError(given.name)
    language, told = _language(given, prose)
    press = Press(given.catalogue or Catalogue.load(), language)
    labels = label(prose, press, markup.hints)
    found = facts(prose, labels, press)
    day, doubts = _day(given, prose, labels, found, press)
    report = Report(given.name, text, language, with_gaps(text, labels.lines))
    return replace(
        _stating(report, found),
        published=day,
        masked=markup.masked,
        notices=(*notices, *told, *doubts),
    )


def _page(given: _Given, source: str, notices: tuple[str, ...]) -> Report:
    """Read a saved page: its visible text, and what it says of itself."""
    read = page(source, given.name)
    if not any(character.isalpha() for character in read.text):
        raise NoArticleError(given.name, "it shows no text")
    hints, doubts = article_hints(read, source, given.name)
    body = " ".join(
        block.span.of(read.text) for block in read.blocks if block.span.start not in hints
    )
    language, told = _language(given, body)
    press = Press(given.catalogue or Catalogue.load(), language)
    said = page_facts(read, press)
    labels = label(read.text, press, hints)
    found = facts(read.text, labels, press, said.outlet)
    found.add_writers(said.writers, press)
    day, undated = _day(given, read.text, labels, found, press, said.published)
    report = Report(given.name, read.text, language, with_gaps(read.text, labels.lines))
    return replace(
        _stating(report, found),
        published=day,
        origin=read.origin,
        notices=(*notices, *doubts, *told, *undated),
    )


def _language(given: _Given, prose: str) -> tuple[str, tuple[str, ...]]:
    if given.language is not None:
        return given.language, ()
    return identify(prose, given.name)


def _stating(report: Report, found: Facts) -> Report:
    return replace(
        report,
        outlet=found.outlet,
        dateline=found.dateline,
        writers=tuple(found.writers),
        editors=tuple(found.editors),
        wires=tuple(found.wires),
    )


def _day(  # noqa: PLR0913, PLR0917 - a date rests on all of them
    given: _Given,
    text: str,
    labels: Labels,
    found: Facts,
    press: Press,
    stated: str | None = None,
) -> tuple[Published | None, tuple[str, ...]]:
    """Return when a report appeared: as given, as its page states it, or as it prints it."""
    if given.published is not None:
        return dating.given(given.published, found.outlet, press), ()
    printed, doubts = dating.published(text, labels, found.outlet, press)
    if stated is None:
        return printed, doubts
    return dating.reconciled(stated, printed, doubts, found.outlet, press)
