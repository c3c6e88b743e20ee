"""Reports on record: listed, one by one, and their texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from foedera.accounts import Role
from foedera.identifiers import ContentId
from foedera.ledger import Sought
from foedera.ledger.errors import NotOnRecordError, UnknownPlaceError
from foedera.ledger.searches import LARGEST_PAGE, PAGE
from foedera.web.api.operation import ROWS, Columns, Form, Operation, Told
from foedera.web.api.operations.claims import (
    ACT,
    AGENT,
    AMONG,
    BETWEEN,
    COUNTERPART,
    INSTRUMENT,
    SINCE,
    UNTIL,
    sought,
)
from foedera.web.api.parameters import RECORD_CLOCKS, code, in_path, whole
from foedera.web.api.schemas import TEXT, listing, maybe, reference, shape
from foedera.workspace.recorded_data import document_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.documents.recorded import RecordedDocument
    from foedera.ledger import Ledger
    from foedera.web.api.operation import Asked

_GROUP: Final = "documents"
_NAME: Final = r"doc-[0-9a-f]{24}"
#: Where a page ended: the day of its last report, ``9999`` where that is not known, and its name.
_AFTER: Final = code("after", "api-after", rf"(\d{{4}}-\d{{2}}-\d{{2}}|9999)_{_NAME}")
_UNDATED: Final = "9999"
_DOCUMENT: Final = in_path(code("document", "api-document-one", _NAME))

_COLUMNS: Final[Columns] = (
    ("document", lambda one: one.id),
    ("name", lambda one: one.name),
    ("outlet", lambda one: (one.outlet.actor or one.outlet.value) if one.outlet else None),
    ("wires", lambda one: [wire.actor or wire.value for wire in one.wires]),
    ("language", lambda one: one.language),
    ("day", lambda one: one.day),
    ("characters", lambda one: one.characters),
    ("sha256", lambda one: one.sha256),
    ("reader", lambda one: one.reader),
    ("recorded_at", lambda one: one.recorded_at),
)


def _place(one: RecordedDocument) -> tuple[str, str]:
    """Return by what reports are in order."""
    return (one.day.isoformat() if one.day else _UNDATED, one.id)


def _following(
    ledger: Ledger, wanted: Sought, after: tuple[str, str]
) -> Iterator[RecordedDocument]:
    """Yield the reports that come after a place: dated ones from its day on, then the others."""
    if after[0] != _UNDATED:
        since = _DAY.value((after[0],))
        first = max(since, wanted.since) if wanted.since else since
        for one in ledger.documents(replace(wanted, since=first)):
            if _place(one) > after:
                yield one
        if wanted.since is not None or wanted.until is not None:
            return  # both ask for reports whose day is known
    for one in ledger.documents(wanted):
        if one.day is None and _place(one) > after:
            yield one


_DAY: Final = SINCE


def _list_documents(asked: Asked) -> Told:
    wanted, limit = sought(asked), asked["limit"]
    ledger = asked.desk.ledger
    if asked["after"] is None:
        found = list(islice(ledger.documents(replace(wanted, most=limit + 1)), limit + 1))
    else:
        day, _, name = asked["after"].partition("_")
        if day != _UNDATED and not _is_day(day):
            raise UnknownPlaceError(asked["after"])
        found = list(islice(_following(ledger, wanted, (day, name)), limit + 1))
    shown = found[:limit]
    told = [document_told(one) for one in shown]
    after = "_".join(_place(shown[-1])) if len(found) > limit else None
    return Told(data={"documents": told}, rows=told, columns=_COLUMNS, after=after)


def _is_day(text: str) -> bool:
    try:
        _DAY.read(text)
    except ValueError:
        return False
    return True


def _one(asked: Asked) -> RecordedDocument:
    """Return the report asked for.

    Raises:
        NotOnRecordError: It is not on record, or was not then.
    """
    name = ContentId(asked["document"])
    wanted = Sought(documents=(name,), known_by=asked.known_by, recorded_by=asked.recorded_by)
    for one in asked.desk.ledger.documents(wanted):
        return one
    raise NotOnRecordError(name)


def _get_document(asked: Asked) -> Told:
    return Told(data={"document": document_told(_one(asked))})


def _get_text(asked: Asked) -> Told:
    one = _one(asked)
    return Told(data=None, text=asked.desk.ledger.text(one.id))


OPERATIONS: Final = (
    Operation(
        name="list_documents",
        path="/documents",
        answer=_list_documents,
        schema=shape(documents=listing(reference("ToldDocument")), next=maybe(TEXT)),
        group=_GROUP,
        parameters=(
            ACT,
            AGENT,
            COUNTERPART,
            BETWEEN,
            AMONG,
            INSTRUMENT,
            SINCE,
            UNTIL,
            *RECORD_CLOCKS,
            _AFTER,
            whole("limit", "api-limit", least=1, most=LARGEST_PAGE, default=PAGE),
        ),
        forms=ROWS,
        judges=True,
    ),
    Operation(
        name="get_document",
        path="/documents/{document}",
        answer=_get_document,
        schema=shape(document=reference("ToldDocument")),
        group=_GROUP,
        parameters=(_DOCUMENT, *RECORD_CLOCKS),
        finds=True,
    ),
    Operation(
        name="get_document_text",
        path="/documents/{document}/text",
        answer=_get_text,
        schema=TEXT,
        group=_GROUP,
        parameters=(_DOCUMENT, *RECORD_CLOCKS),
        forms=(Form.TEXT,),
        role=Role.CODER,
        finds=True,
    ),
)
