"""Where a fact comes from: decisions, claims, sentences, reports, entries of the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.releases.bundle_data import bundle_data
from foedera.datasets.releases.citing import bibtex, csl, ris
from foedera.web.errors import NoTableError
from foedera.web.reader.cards import card_of
from foedera.web.reader.dossier import days_of, status_shown
from foedera.web.reader.facts import headline_of, teller_of
from foedera.web.reader.passage import marked
from foedera.web.reply import File, Moved, Page, Table
from foedera.web.screen import Screen
from foedera.workspace.bundle_files import archive, bundle_files, summed
from foedera.workspace.errors import StoryMovedError
from foedera.workspace.passages import passage_of
from foedera.workspace.provenance import Provenances
from foedera.workspace.stories import Clocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from foedera.datasets.releases.citing import Reference
    from foedera.datasets.releases.evidence import Exhibit
    from foedera.ledger import Trace
    from foedera.web.asked import Asked
    from foedera.web.reader.cards import Card
    from foedera.web.reply import Reply
    from foedera.workspace.provenance import Provenance

#: Claims whose whole way is shown; more are counted, and stand in the bundle.
_SHOWN: Final = 24
#: How references can be had: media type, ending, and what writes them.
_CITED: Final[Mapping[str, tuple[str, str, Callable[[Sequence[Reference]], str]]]] = {
    "csl": ("application/vnd.citationstyles.csl+json", "csl.json", csl),
    "bibtex": ("application/x-bibtex", "bib", bibtex),
    "ris": ("application/x-research-info-systems", "ris", ris),
}
#: How a bundle can be had.
_BUNDLED: Final = {"markdown": "bundle.md", "bundle": "bundle.json", "zip": "bundle.zip"}
_COLUMNS: Final = ("side", "claim", "report", "reported_on", "sentence", "entry", "hash")


@dataclass(frozen=True, slots=True)
class Way:
    """The way from one claim down to the bytes of its report.

    Attributes:
        card: The claim.
        pieces: Its sentence in pieces, each with what it names.
        before: Sentences before it.
        after: Sentences after it.
        language: Language of the report.
        report: What its report is called.
        headline: The report's headline.
        teller: Who tells it.
        day: The day of the report.
        digest: SHA-256 of the bytes that were given.
        reader: What read them.
        traces: The entries they came on record with.
        copies: Names, tellers and days of reports that carry the same text.
        closed: When a later reading no longer found it.
    """

    card: Card
    pieces: tuple[tuple[str, str], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    language: str
    report: str
    headline: str
    teller: str
    day: str
    digest: str
    reader: str
    traces: tuple[Trace, ...]
    copies: tuple[tuple[str, str, str], ...]
    closed: str


def provenance(asked: Asked) -> Reply:
    """Show where a fact comes from; with ``as`` give its references, or its evidence bundle."""
    clocks = Clocks(known_by=asked.known_by, recorded_by=asked.recorded_by)
    sought = Provenances(asked.desk.ledger, asked.workspace, clocks)
    try:
        found = sought.of(asked.part("name"), asked.on)
    except StoryMovedError as error:
        return Moved(to=asked.link(f"/provenance/{error.now}"))
    wanted = asked.choice("as", (*_CITED, *_BUNDLED))
    if wanted:
        return _file(wanted, found, asked)
    evidence = tuple(_way(one, found, asked) for one in found.evidence[:_SHOWN])
    against = tuple(_way(one, found, asked) for one in found.against[:_SHOWN])
    return Page(
        template="reports/provenance.html",
        title=asked.words(f"rep-fact-{found.kind}"),
        data=sought.data(found),
        table=Table(_COLUMNS, list(_rows(found))),
        shown={
            "found": found,
            "evidence": evidence,
            "against": against,
            "beyond": len(found.evidence) + len(found.against) - len(evidence) - len(against),
            "step": found.bundle.step if found.bundle else None,
            "status": _status(found, asked),
            "steps": tuple(_steps(found, asked)),
            "report": _report(found, asked),
            "citations": tuple(_CITED),
            "bundles": tuple(_BUNDLED) if found.bundle else (),
        },
        at="sources",
        styles=("reports.css",),
    )


def _file(wanted: str, found: Provenance, asked: Asked) -> File:
    """Return references, or a bundle, to take away.

    Raises:
        NoTableError: The fact has no bundle.
    """
    name = "".join(one if one.isascii() and one.isalnum() else "-" for one in found.name)[:80]
    if wanted in _CITED:
        kind, ending, write = _CITED[wanted]
        return File(name=f"{name}.{ending}", kind=kind, parts=[write(found.references).encode()])
    if found.bundle is None:
        raise NoTableError(asked.path, wanted, _CITED)
    told = bundle_data(found.bundle, asked.desk.catalogue)
    files = bundle_files(told, asked.language)
    if wanted == "zip":
        packed = archive(summed(files))
        return File(name=f"{name}.zip", kind="application/zip", parts=[packed])
    kind = "text/markdown; charset=utf-8" if wanted == "markdown" else "application/json"
    file = _BUNDLED[wanted]
    return File(name=f"{name}-{file}", kind=kind, parts=[files[file]])


def _way(one: Exhibit, found: Provenance, asked: Asked) -> Way:
    document, words = one.document, asked.words
    text = asked.desk.ledger.text(document.id, asked.recorded_by)
    passage = passage_of(one.claim.claim, document, text)
    closed = one.claim.closed_at
    return Way(
        card=card_of(one.claim, document, text, words),
        pieces=tuple(marked(passage)),
        before=one.before,
        after=one.after,
        language=document.language,
        report=document.id,
        headline=headline_of(document, text),
        teller=teller_of(document, words),
        day=words.day(document.day) if document.day else words("rep-no-day"),
        digest=document.digest,
        reader=document.reader,
        traces=tuple(each for each in found.traces[one.claim.id] if not each.closes),
        copies=tuple(
            (each.id, teller_of(each, words), words.day(each.day) if each.day else "")
            for each in one.copies
        ),
        closed=closed.strftime("%Y-%m-%d %H:%M UTC") if closed else "",
    )


def _status(found: Provenance, asked: Asked) -> Any:  # noqa: ANN401 - for the template alone
    if found.bundle is None or found.bundle.status is None:
        return None
    return status_shown(found.bundle.status, asked.words)


def _steps(
    found: Provenance, asked: Asked
) -> Iterator[tuple[str, str, str, Sequence[Mapping[str, str | None]]]]:
    """Yield the steps of an instrument: the act, whose it is, its days, and what shows it."""
    told = (found.bundle.status or {}) if found.bundle else {}
    words = asked.words
    for one in told.get("steps", ()):
        state = words.name(one["state"]) if one["state"] else ""
        yield words.act(one["act"]), state, words.days(days_of(one["when"])), one["evidence"]


def _report(found: Provenance, asked: Asked) -> dict[str, Any] | None:
    """Return what a report's or an agreement's page shows of the report."""
    document = found.document
    if document is None:
        return None
    text = asked.desk.ledger.text(document.id, asked.recorded_by)
    return {
        "document": document,
        "headline": headline_of(document, text),
        "teller": teller_of(document, asked.words),
        "traces": tuple(one for one in found.traces[document.id] if not one.closes),
    }


def _rows(found: Provenance) -> Iterator[Sequence[object]]:
    for side, exhibits in (("for", found.evidence), ("against", found.against)):
        for one in exhibits:
            came = found.traces[one.claim.id][:1]
            day = one.claim.reported_on
            yield (
                side,
                one.claim.id,
                one.document.id,
                day.isoformat() if day else None,
                one.claim.sentence,
                came[0].number if came else None,
                came[0].digest if came else None,
            )


SCREENS: Final[tuple[Screen, ...]] = (Screen("/provenance/{name:path}", provenance, lasting=True),)
