"""References to reports and to releases, as CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.cited import source
from foedera.datasets.releases.cells import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.datasets.edition import Edition
    from foedera.documents.recorded import RecordedDocument

#: What each kind of work is called in CSL, BibTeX and RIS.
_KINDS: Final = {
    "article": ("article-newspaper", "misc", "NEWS"),
    "dataset": ("dataset", "misc", "DATA"),
}
#: What TeX takes for a command, and how it is written; braces are kept in pairs by escaping.
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_BREAKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that can be cited.

    Attributes:
        id: Its name.
        kind: ``article`` or ``dataset``.
        title: Its title; None where it has none.
        authors: Who wrote it, each name as one whole: which part is the family's differs
            from people to people, and is not guessed.
        container: The outlet in which it appeared.
        issued: When.
        address: Where it can be read.
        language: ISO 639-1 code.
        version: Which edition.
        note: What else identifies it.
    """

    id: str
    kind: str
    title: str | None
    authors: tuple[str, ...] = ()
    container: str | None = None
    issued: date | None = None
    address: str | None = None
    language: str | None = None
    version: str | None = None
    note: str | None = None


def article(document: RecordedDocument, headline: str | None, address: str | None) -> Reference:
    """Return the reference to a report.

    Args:
        document: The report.
        headline: Its headline.
        address: Where it can be read.
    """
    return Reference(
        id=document.id,
        kind="article",
        title=_line(headline),
        authors=tuple(filter(None, (_line(one.value) for one in document.writers))),
        container=_line(document.outlet.value if document.outlet else None),
        issued=document.day,
        address=_line(address),
        language=document.language,
        note=f"sha256:{document.digest}",
    )


def dataset(edition: Edition) -> Reference:
    """Return the reference to an edition of tables."""
    authors = tuple(str(one.get("name", "")) for one in source("foedera").authors)
    return Reference(
        id=f"{edition.name}-{edition.version}",
        kind="dataset",
        title=edition.title,
        authors=authors,
        issued=edition.released,
        version=edition.version,
    )


def csl(works: Iterable[Reference]) -> str:
    """Return works as CSL-JSON."""
    return json.dumps(csl_data(works), ensure_ascii=False, indent=1) + "\n"


def csl_data(works: Iterable[Reference]) -> list[dict[str, Any]]:
    """Return works as CSL has them."""
    return [_csl(one) for one in works]


def _csl(work: Reference) -> dict[str, Any]:
    day = work.issued
    told = {
        "id": work.id,
        "type": _KINDS[work.kind][0],
        "title": work.title,
        "author": [{"literal": one} for one in work.authors],
        "container-title": work.container,
        "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
        "URL": work.address,
        "language": work.language,
        "version": work.version,
        "note": work.note,
    }
    return {key: value for key, value in told.items() if value}


def bibtex(works: Iterable[Reference]) -> str:
    """Return works as BibTeX, in UTF-8."""
    return "\n".join(map(_bibtex, works))


def _bibtex(work: Reference) -> str:
    authors = " and ".join(f"{{{_tex(one)}}}" for one in work.authors)
    told = {
        "title": f"{{{_tex(work.title)}}}" if work.title else None,
        "author": authors,
        "howpublished": _tex(work.container) if work.container else None,
        "year": str(work.issued.year) if work.issued else None,
        "month": str(work.issued.month) if work.issued else None,
        "date": work.issued.isoformat() if work.issued else None,
        "url": work.address,
        "langid": work.language,
        "version": work.version,
        "note": work.note,
    }
    lines = [f"  {key} = {{{value}}}," for key, value in told.items() if value]
    return "\n".join([f"@{_KINDS[work.kind][1]}{{{work.id},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join(_TEX.get(one, one) for one in text)


def ris(works: Iterable[Reference]) -> str:
    """Return works as RIS."""
    return "".join(map(_ris, works))


def _ris(work: Reference) -> str:
    day = work.issued
    told = [
        ("TY", _KINDS[work.kind][2]),
        ("ID", work.id),
        ("TI", work.title),
        *(("AU", one) for one in work.authors),
        ("T2", work.container),
        ("PY", str(day.year) if day else None),
        ("DA", f"{day:%Y/%m/%d}/" if day else None),
        ("UR", work.address),
        ("LA", work.language),
        ("ET", work.version),
        ("N1", work.note),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in told if value is not None)


def _line(text: str | None) -> str | None:
    """Return a text as one line that can be written: a line feed would begin another field."""
    return _BREAKS.sub(" ", plain(text) or "").strip() or None
