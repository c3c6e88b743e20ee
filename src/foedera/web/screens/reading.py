"""A report pasted or uploaded, and its dossier; nothing is kept unless asked."""

from __future__ import annotations

import base64
import binascii
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.accounts import Role
from foedera.language.packs import languages
from foedera.web.asked import fill
from foedera.web.errors import NothingSentError, NotReadError, UnreadableParameterError
from foedera.web.reader.cards import cards_of
from foedera.web.reader.dossier import conduct_shown, duties_shown, standings_shown
from foedera.web.reader.facts import facts_of, headline_of
from foedera.web.reader.markup import html_of
from foedera.web.reader.page import FAMILIES, paragraphs
from foedera.web.reply import Moved, Page
from foedera.web.screen import Screen
from foedera.wording import INTERFACES, clean
from foedera.workspace.adding.exchanging import Wanted

if TYPE_CHECKING:
    from foedera.identifiers import ContentId
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.workspace.adding.exchanging import Told

#: Most bytes of a report that is read for anybody.
MOST: Final = 2 * 1024 * 1024
#: As bytes in base 64, with room for the fields beside them.
_MOST_KEPT: Final = MOST * 4 // 3 + 64 * 1024
_LONGEST_NAME: Final = 200
_PASTED: Final = "pasted text"
_STYLES: Final = ("reports.css",)
_SCRIPTS: Final = ("reports.js",)


def reading(asked: Asked) -> Reply:
    """Show where to paste a report; with ``example`` the dossier of a sample in a language."""
    example = asked.choice("example", INTERFACES)
    if example:
        text = asked.desk.words(example)("rep-sample")
        return _dossier(asked, Wanted(f"{example}.txt", text.encode(), language=example))
    return _empty(asked)


def pasted(asked: Asked) -> Reply:
    """Read a report and show its dossier, or why it cannot be read."""
    try:
        return _dossier(asked, _sent(asked))
    except (NotReadError, NothingSentError, UnreadableParameterError) as error:
        if asked.request.scope.get("form"):
            raise
        return _empty(asked, str(error), error.status)


def keep(asked: Asked) -> Reply:
    """File a report whose dossier was shown.

    Raises:
        NotReadError: It cannot be read.
        UnreadableParameterError: What was sent are not the bytes of one.
    """
    try:
        data = base64.b64decode(asked.form.get("bytes", ""), validate=True)
    except binascii.Error:
        raise UnreadableParameterError("bytes", "", "the bytes of a report, in base 64") from None
    told = _read(asked, _wanted(asked, data, asked.form.get("name", "")))
    filing = told.filing
    if filing is None:
        raise NothingSentError
    filed = asked.desk.ledger.file(filing, data, asked.desk.now())
    return Moved(to=asked.link(f"/reports/{fill(filing.document.id)}", filed=filed.value))


def _sent(asked: Asked) -> Wanted:
    """Return what was sent to be read.

    Raises:
        NothingSentError: There is no text and no file.
        UnreadableParameterError: The day or the language given is none.
    """
    form = asked.form
    uploaded = form.get("file", "").encode("latin-1", "replace")
    # A browser ends the lines of a text that was typed or pasted as mail does.
    text = form.get("report", "").replace("\r\n", "\n")
    if uploaded:
        return _wanted(asked, uploaded, form.get("file_filename", ""))
    if not text.strip():
        raise NothingSentError
    return _wanted(asked, text.encode("utf-8", "replace"), "")


def _wanted(asked: Asked, data: bytes, name: str) -> Wanted:
    day, language = asked.form.get("published", ""), asked.form.get("language", "")
    try:
        published = date.fromisoformat(day).isoformat() if day else None
    except ValueError:
        raise UnreadableParameterError("published", day, "a day as YYYY-MM-DD") from None
    if language and language not in languages():
        raise UnreadableParameterError("language", language, "one of: " + ", ".join(languages()))
    last = name.replace("\\", "/").rpartition("/")[2]
    called = clean(last)[:_LONGEST_NAME] or _PASTED
    return Wanted(called, data, published, language or None)


def _read(asked: Asked, wanted: Wanted) -> Told:
    """Have a report read.

    Raises:
        NotReadError: It cannot be; the message says why.
    """
    told = asked.desk.read(wanted)
    if told.refusal is not None:
        raise NotReadError(told.refusal.reason, told.refusal.message)
    return told


def _dossier(asked: Asked, sent: Wanted) -> Page:
    wanted = msgspec.structs.replace(sent, dossier=True)
    told = _read(asked, wanted)
    filing, laid = told.filing, told.laid
    if filing is None or laid is None:
        raise NothingSentError
    data: dict[str, Any] = msgspec.json.decode(laid.data)
    document, text, words = filing.document, filing.text, asked.words
    shown = {
        "document": document,
        "headline": headline_of(document, text),
        "facts": tuple(facts_of(document, words)),
        "families": FAMILIES,
        "paragraphs": [
            (one, html_of(one, words("rep-numbered")))
            for one in paragraphs(text, document.lines, laid.claims)
        ],
        "cards": cards_of(laid.claims, document, text, words),
        "standings": standings_shown(data, words),
        "duties": duties_shown(data, words),
        "conduct": conduct_shown(data, words),
        "recorded": _recorded(asked, document.id),
        "bytes": base64.b64encode(sent.data).decode(),
        "sent": sent,
        **_box(asked),
    }
    return Page(
        template="reports/dossier.html",
        title=shown["headline"] or words("rep-dossier"),
        data=data,
        shown=shown,
        at="read",
        styles=_STYLES,
        scripts=_SCRIPTS,
        private=True,
    )


def _recorded(asked: Asked, document: ContentId) -> bool:
    """Tell whether a report is on record, to those who may know."""
    ledger = asked.desk.ledger
    return asked.may("reader") and ledger.knows(document)


def _empty(asked: Asked, fault: str = "", status: int = 200) -> Page:
    shown = {"fault": fault, **_box(asked)}
    return Page(
        template="reports/paste.html",
        title=asked.words("web-nav-read"),
        data={"languages": list(languages()), "most_bytes": MOST},
        shown=shown,
        at="read",
        status=status,
        styles=_STYLES,
        scripts=_SCRIPTS,
        private=bool(fault),
    )


def _box(asked: Asked) -> dict[str, Any]:
    """Return what the box to paste into is filled with."""
    form = asked.form
    return {
        "paste_text": form.get("report", ""),
        "paste_published": form.get("published", ""),
        "paste_language": form.get("language", ""),
    }


SCREENS: Final[tuple[Screen, ...]] = (
    Screen("/read", reading),
    Screen("/read", pasted, methods=("POST",), most=MOST, stamped=False),
    Screen("/read/keep", keep, role=Role.CODER, methods=("POST",), most=_MOST_KEPT),
)
