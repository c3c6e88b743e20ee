"""From what is recorded to rows of the tables, and back."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import msgspec

from foedera.claims.claim import Claim  # noqa: TC001 - msgspec reads it at run time
from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep
from foedera.claims.review import Decision
from foedera.documents.recorded import RecordedDocument
from foedera.documents.report import Published, Stated  # noqa: TC001 - ditto
from foedera.identifiers import ContentId, canonical
from foedera.ledger.chain import moment
from foedera.ledger.entries import Filing, Refused
from foedera.ledger.errors import UnstorableTextError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from _typeshed import DataclassInstance
    from sqlalchemy import Row

_Kind = TypeVar("_Kind")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
#: Characters of a name in a column; what is longer has no place in an index.
LONGEST: Final = 500
#: Most bytes that a compressed text or report may unfold to; reports have 10 MiB at most.
_MOST: Final = 64 * 1024 * 1024


def packed(data: bytes) -> bytes:
    """Compress bytes, the same way everywhere."""
    return zlib.compress(data, 6)


def unpacked(data: bytes) -> bytes:
    """Return what was compressed.

    Raises:
        zlib.error: It is not what was compressed, or far larger.
    """
    engine = zlib.decompressobj()
    told = engine.decompress(data, _MOST)
    if engine.unconsumed_tail or not engine.eof:
        raise zlib.error("not whole, or too large")
    return told


def text_packed(text: str) -> bytes:
    """Compress a text.

    Raises:
        UnstorableTextError: It holds half a character.
    """
    return packed(_whole(text).encode())


def text_unpacked(data: bytes) -> str:
    """Return a text that was compressed."""
    return unpacked(data).decode()


def as_json(content: object) -> str:
    """Write plain data as canonical JSON.

    Raises:
        UnstorableTextError: It holds half a character.
    """
    return _whole(canonical(content).decode("utf-8", "surrogatepass"))


def storable(text: str) -> bool:
    """Tell whether any database can hold a text in a column."""
    return "\0" not in text and _SURROGATE.search(text) is None


def _whole(text: str) -> str:
    found = _SURROGATE.search(text)
    if found is not None:
        around = text[max(0, found.start() - 20) :]
        raise UnstorableTextError(around, "it holds half a character (a lone surrogate)")
    return text


def column(text: str) -> str:
    """Return a text for a column.

    Raises:
        UnstorableTextError: It holds half a character or a null character, or is far longer
            than any name.
    """
    if "\0" in text:
        raise UnstorableTextError(text, "it holds a null character")
    if len(text) > LONGEST:
        raise UnstorableTextError(text, f"it is a name of more than {LONGEST} characters")
    return _whole(text)


def lean(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any dataclass
    """Return a dataclass as plain data, without fields that have their default."""
    told: dict[str, Any] = msgspec.to_builtins(value)
    return {
        name: told[name]
        for name, default in _defaults(cast("Hashable", type(value)))
        if default is MISSING or getattr(value, name) != default
    }


@cache
def _defaults(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (one.name, one.default if one.default_factory is MISSING else one.default_factory())
        for one in fields(cast("type[DataclassInstance]", kind))
    )


def document_rows(filing: Filing) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of a filing by table, without the number of their entry."""
    document = filing.document
    day = document.day.isoformat() if document.day else None
    rows: dict[str, list[dict[str, Any]]] = {
        "document": [
            {
                "id": document.id,
                "day": day,
                "data": as_json(lean(replace(document, recorded_at=None))),
                "text": text_packed(filing.text),
            }
        ],
        "claim": [_claim(one, day) for one in filing.claims],
        "taking": [taken for one in filing.claims for taken in _takings(one)],
        "pact": [_pact(one, day) for one in filing.pacts],
        "step": [_step(one, day, place) for place, one in enumerate(filing.steps)],
    }
    return rows


def _claim(one: RecordedClaim, day: str | None) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": one.id,
        "document": one.document,
        "place": one.place,
        "act": column(claim.act),
        "section": claim.section.value,
        "modality": claim.modality.value,
        "instrument": column(claim.instrument) if claim.instrument else None,
        "day": day,
        "data": as_json({"claim": lean(claim), "words": dict(one.words)}),
    }


def _takings(one: RecordedClaim) -> Iterator[dict[str, Any]]:
    claim = one.claim
    parts: list[tuple[str, str]] = [("agent", party.actor) for party in claim.agents]
    parts += [("counterpart", party.actor) for party in claim.counterparts]
    parts += [("source", code) for source in claim.sources for code in source.actors]
    for role, actor in dict.fromkeys(parts):
        taken = {"claim": one.id, "role": role, "act": column(claim.act)}
        yield {**taken, "actor": column(actor[:LONGEST])}


def _pact(one: RecordedPact, day: str | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "document": one.document,
        "instrument": column(one.instrument),
        "day": day,
        "data": as_json(lean(replace(one, recorded_at=None, reported_on=None))),
    }


def _step(one: RecordedStep, day: str | None, place: int) -> dict[str, Any]:
    return {
        "id": one.id,
        "document": one.document,
        "claim": one.claim,
        "instrument": column(one.step.instrument),
        "day": day,
        "place": place,
        "data": as_json(lean(replace(one, recorded_at=None))),
    }


def decision_data(decision: Decision) -> str:
    """Return a decision as the canonical JSON that its chain is made of."""
    return as_json(lean(decision))


def refused_row(refused: Refused, data: bytes | None) -> dict[str, Any]:
    """Return the row of a report that could not be read."""
    kept = replace(refused, refused_at=None, kept=data is not None)
    return {
        "id": refused.id,
        "data": as_json(lean(kept)),
        "original": None if data is None else packed(data),
    }


def _read(data: str, kind: type[_Kind]) -> _Kind:
    return cast("_Kind", _decoder(cast("Hashable", kind)).decode(data))


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    """Return what reads a type; making it takes longer than reading a row with it."""
    return msgspec.json.Decoder(cast("type[Any]", kind))


def document_of(row: Row[Any]) -> RecordedDocument:
    """Read a row of documents, with the moment of its entry as ``at``."""
    return replace(_read(row.data, RecordedDocument), recorded_at=moment(row.at))


class _Report(msgspec.Struct):
    """A report without what is long: its lines and its MinHash are passed over unread."""

    id: ContentId
    name: str
    language: str
    digest: str
    characters: int
    reader: str
    outlet: Stated | None = None
    published: Published | None = None
    dateline: Stated | None = None
    writers: tuple[Stated, ...] = ()
    editors: tuple[Stated, ...] = ()
    wires: tuple[Stated, ...] = ()
    notices: tuple[str, ...] = ()


def report_of(row: Row[Any]) -> RecordedDocument:
    """Read a row of documents as ``document_of`` does, but without lines and MinHash."""
    told = _read(row.data, _Report)
    return RecordedDocument(**msgspec.structs.asdict(told), recorded_at=moment(row.at))


class _Told(msgspec.Struct):
    claim: Claim
    words: dict[str, str]


def claim_of(row: Row[Any]) -> RecordedClaim:
    """Read a row of claims, with the moments of its entry and of its closing."""
    return claim_until(row, row.closed)


def claim_until(row: Row[Any], closed: str | None) -> RecordedClaim:
    """Read a row of claims, with the moment of its entry, closed at another or not."""
    told = _read(row.data, _Told)
    return RecordedClaim(
        id=row.id,
        document=row.document,
        place=row.place,
        claim=told.claim,
        words=told.words,
        reported_on=_day(row.day),
        recorded_at=moment(row.at),
        closed_at=moment(closed) if closed else None,
    )


def words_in(data: str) -> dict[str, str]:
    """Return the words of a claim, by ``start-end``, from the JSON of its row."""
    words: dict[str, str] = json.loads(data)["words"]
    return words


def pact_of(row: Row[Any]) -> RecordedPact:
    """Read a row of pacts."""
    pact = _read(row.data, RecordedPact)
    return replace(pact, reported_on=_day(row.day), recorded_at=moment(row.at))


def step_of(row: Row[Any]) -> RecordedStep:
    """Read a row of steps."""
    return replace(_read(row.data, RecordedStep), recorded_at=moment(row.at))


def decision_of(data: str) -> Decision:
    """Read a decision from its JSON."""
    return _read(data, Decision)


def refused_of(row: Row[Any]) -> Refused:
    """Read a row of the quarantine."""
    return replace(_read(row.data, Refused), refused_at=moment(row.at))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
