"""The ledger itself: what it holds, whether it is whole, what was left out, what was released."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.accounts import Role
from foedera.datasets.columns import definition, tables
from foedera.web.api.operation import ROWS, Columns, Operation, Told, columns
from foedera.web.api.parameters import RECORDED_BY, choice
from foedera.web.api.schemas import (
    DAY,
    FLAG,
    MOMENT,
    TEXT,
    WHOLE,
    listing,
    mapping,
    maybe,
    reference,
    shape,
)
from foedera.workspace.record_replies import head_data, refused_data, verified_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.datasets.columns import Column
    from foedera.web.api.operation import Asked

_GROUP: Final = "ledger"


def _get_ledger(asked: Asked) -> Told:
    ledger = asked.desk.ledger
    counts, head = ledger.counts(asked.recorded_by), ledger.head(asked.recorded_by)
    return Told(data={**counts, "head": head_data(head)})


def _verify(asked: Asked) -> Told:
    return Told(data=verified_data(asked.desk.ledger.verify()))


def _list_refused(asked: Asked) -> Told:
    told = [refused_data(one) for one in asked.desk.ledger.refused()]
    return Told(data={"refused": told}, rows=told, columns=_REFUSED_COLUMNS)


def _list_releases(asked: Asked) -> Told:
    by = asked.recorded_by
    told = [
        {"name": name, "at": msgspec.to_builtins(at), "files": dict(files)}
        for name, at, files in asked.desk.ledger.releases()
        if by is None or at <= by
    ]
    return Told(data={"releases": told}, rows=told, columns=columns("name", "at", "files"))


def _list_coverage(asked: Asked) -> Told:
    told: list[dict[str, Any]] = msgspec.to_builtins(asked.desk.ledger.coverage(asked.recorded_by))
    return Told(data={"coverage": told}, rows=told, columns=_COVERED_COLUMNS)


def _get_codebook(asked: Asked) -> Told:
    wanted = [asked["table"]] if asked["table"] else list(tables())
    told: list[dict[str, Any]] = []
    for name in wanted:
        one = definition(name)
        told.append(
            {
                "table": one.name,
                "title": dict(one.title),
                "row": dict(one.row),
                "key": list(one.key),
                "columns": [_column(each) for each in one.columns],
            }
        )
    rows = [{"table": one["table"], **each} for one in told for each in one["columns"]]
    return Told(data={"tables": told}, rows=rows, columns=_COLUMN_COLUMNS)


def _column(one: Column) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind.value,
        "means": dict(one.means),
        "source": one.source,
        "origin": one.origin.value,
        "numbered": one.numbered,
        "unit": dict(one.unit),
        "values": {value: dict(means) for value, means in one.values.items()},
        "missing": dict(one.missing),
        "least": one.least,
        "most": one.most,
        "differs": dict(one.differs),
        "forms": sorted(each.value for each in one.forms),
    }


_COVERED_COLUMNS: Final = columns("outlet", "language", "month", "documents", "claims")
_REFUSED_COLUMNS: Final = columns("id", "name", "reason", "message", "size", "refused_at", "kept")
_COLUMN_COLUMNS: Final[Columns] = (
    ("table", lambda one: one["table"]),
    ("column", lambda one: one["name"]),
    ("kind", lambda one: one["kind"]),
    ("means_en", lambda one: one["means"].get("en")),
    ("means_id", lambda one: one["means"].get("id")),
    ("source", lambda one: one["source"]),
)
_WORDS: Final = mapping(TEXT)
_COUNTED: Final[Mapping[str, Mapping[str, Any]]] = dict.fromkeys(
    ("documents", "claims", "pacts", "steps", "decisions", "refused"), WHOLE
)
_FAULT: Final = shape(entry=WHOLE, where=TEXT, what=TEXT)

OPERATIONS: Final = (
    Operation(
        name="get_ledger",
        path="/ledger",
        answer=_get_ledger,
        schema=shape(**_COUNTED, head=reference("head")),
        group=_GROUP,
        parameters=(RECORDED_BY,),
    ),
    Operation(
        name="verify_ledger",
        hard=True,
        path="/ledger/verification",
        answer=_verify,
        schema=shape(
            head=shape(number=WHOLE, at=maybe(MOMENT), digest=TEXT),
            entries=WHOLE,
            rows=WHOLE,
            faults=listing(_FAULT),
            sealed=maybe(FLAG),
        ),
        group=_GROUP,
        role=Role.KEEPER,
        lasting=False,
    ),
    Operation(
        name="list_refused",
        path="/quarantine",
        answer=_list_refused,
        schema=shape(
            refused=listing(
                shape(
                    id=TEXT,
                    name=TEXT,
                    reason=TEXT,
                    message=TEXT,
                    size=WHOLE,
                    refused_at=maybe(MOMENT),
                    kept=FLAG,
                )
            )
        ),
        group=_GROUP,
        forms=ROWS,
    ),
    Operation(
        name="list_coverage",
        hard=True,
        path="/coverage",
        answer=_list_coverage,
        schema=shape(
            coverage=listing(
                shape(outlet=TEXT, language=TEXT, month=maybe(DAY), documents=WHOLE, claims=WHOLE)
            )
        ),
        group=_GROUP,
        parameters=(RECORDED_BY,),
        forms=ROWS,
    ),
    Operation(
        name="list_releases",
        path="/releases",
        answer=_list_releases,
        schema=shape(releases=listing(shape(name=TEXT, at=MOMENT, files=_WORDS))),
        group=_GROUP,
        parameters=(RECORDED_BY,),
        forms=ROWS,
    ),
    Operation(
        name="get_codebook",
        path="/codebook",
        answer=_get_codebook,
        schema=shape(
            tables=listing(
                shape(
                    table=TEXT,
                    title=_WORDS,
                    row=_WORDS,
                    key=listing(TEXT),
                    columns=listing(
                        shape(
                            name=TEXT,
                            kind=TEXT,
                            means=_WORDS,
                            source=TEXT,
                            origin=TEXT,
                            numbered=FLAG,
                            unit=_WORDS,
                            values=mapping(_WORDS),
                            missing=_WORDS,
                            least=maybe(WHOLE),
                            most=maybe(WHOLE),
                            differs=_WORDS,
                            forms=listing(TEXT),
                        )
                    ),
                )
            )
        ),
        group=_GROUP,
        parameters=(choice("table", "api-table", tables()),),
        forms=ROWS,
    ),
)
