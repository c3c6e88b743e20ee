"""Reports on record: listed, one by one, and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.accounts import Role
from foedera.identifiers import ContentId
from foedera.language.packs import languages
from foedera.ledger import ReportsSought, Sought
from foedera.ledger.errors import NotOnRecordError
from foedera.ledger.searches import LARGEST_PAGE, PAGE
from foedera.web.api.operation import ROWS, Columns, Form, Operation, Told
from foedera.web.api.operations.claims import SINCE, UNTIL
from foedera.web.api.parameters import RECORD_CLOCKS, choice, code, in_path, text, whole
from foedera.web.api.schemas import TEXT, listing, maybe, reference, shape
from foedera.workspace.recorded_data import document_told

if TYPE_CHECKING:
    from foedera.documents.recorded import RecordedDocument
    from foedera.web.api.operation import Asked

_GROUP: Final = "documents"
_NAME: Final = r"doc-[0-9a-f]{24}"
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


def _list_documents(asked: Asked) -> Told:
    ledger, after, limit = asked.desk.ledger, asked["after"], asked["limit"]
    found = ledger.reports(
        ReportsSought(
            outlet=asked["outlet"],
            language=asked["language"],
            since=asked["since"],
            until=asked["until"],
            known_by=asked.known_by,
            recorded_by=asked.recorded_by,
            after=ledger.document(ContentId(after)) if after else None,
            most=limit + 1,
        )
    )
    told = [document_told(one) for one in found[:limit]]
    more = told[-1].id if len(found) > limit else None
    return Told(data={"documents": told}, rows=told, columns=_COLUMNS, after=more)


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
    return Told(data=None, text=asked.desk.ledger.text(one.id, asked.recorded_by))


OPERATIONS: Final = (
    Operation(
        name="list_documents",
        path="/documents",
        answer=_list_documents,
        schema=shape(documents=listing(reference("ToldDocument")), next=maybe(TEXT)),
        group=_GROUP,
        parameters=(
            text("outlet", "api-outlet", most=300),
            choice("language", "api-language", languages()),
            SINCE,
            UNTIL,
            *RECORD_CLOCKS,
            code("after", "api-after", _NAME),
            whole("limit", "api-limit", least=1, most=LARGEST_PAGE, default=PAGE),
        ),
        forms=ROWS,
        finds=True,
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
