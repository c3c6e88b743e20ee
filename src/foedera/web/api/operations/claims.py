"""Claims on record: looked for, one by one, counted, and what became of them since."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.claims.acts import acts
from foedera.claims.claim import Modality
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import FACETS, Search, Sought
from foedera.ledger.errors import NotOnRecordError
from foedera.ledger.searches import LARGEST_PAGE, PAGE
from foedera.web.api.operation import ROWS, Columns, Operation, Told, columns
from foedera.web.api.parameters import (
    RECORD_CLOCKS,
    RECORDED_BY,
    choice,
    code,
    day,
    in_path,
    since,
    text,
    whole,
)
from foedera.web.api.schemas import (
    ACTORS,
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
from foedera.web.errors import MissingParameterError
from foedera.workspace.recorded_data import actors_in, claim_told, claims_told

if TYPE_CHECKING:
    from foedera.ledger import Changes, Closed
    from foedera.web.api.operation import Asked
    from foedera.workspace import Workspace

_GROUP: Final = "claims"
_CLAIM: Final = r"clm-[0-9a-f]{24}"
_DOCUMENT: Final = r"doc-[0-9a-f]{24}"
_MORE_FACETS: Final = 500
#: Why a claim no longer stands; there is one reason so far.
_NOT_FOUND_AGAIN: Final = "a later reading of its report no longer found it"

ACT: Final = choice("act", "api-act", acts(), many=True)
AGENT: Final = text("agent", "api-agent", most=100, many=True, example="PRK")
COUNTERPART: Final = text("counterpart", "api-counterpart", most=100, many=True, example="RUS")
BETWEEN: Final = text("between", "api-between", most=100, many=True)
AMONG: Final = text("among", "api-among", most=100, many=True)
INSTRUMENT: Final = text("instrument", "api-instrument", example="prk-rus-2024")
SINCE: Final = day("since", "api-since", "2024-10-01")
UNTIL: Final = day("until", "api-until", "2024-12-31")
LIMIT: Final = whole("limit", "api-limit", least=1, most=LARGEST_PAGE, default=PAGE)
AFTER: Final = code("after", "api-after", r"[0-9]{1,18}\.[0-9]{1,18}")
UPDATED_SINCE: Final = since("updated_since", "api-updated-since", "2025-01-01")
ENTRY: Final = whole("after", "api-after-entry", least=0, most=10**15)
DOCUMENT: Final = code("document", "api-document", _DOCUMENT, many=True)

FAMILIES: Final = tuple(dict.fromkeys(one.family for one in acts().values()))
#: How an address says that an outlet is not known.
UNKNOWN: Final = "unknown"

#: What a claim must be: of it, and of the report it stands in.
FILTERS: Final = (
    text("words", "api-words", most=300, example="troops"),
    ACT,
    choice("family", "api-family", FAMILIES, many=True),
    AGENT,
    COUNTERPART,
    BETWEEN,
    AMONG,
    INSTRUMENT,
    choice("modality", "api-modality", [one.value for one in Modality], many=True),
    text("source", "api-source", most=300, many=True),
    text("outlet", "api-outlet", most=300, many=True),
    code("language", "api-language", "[a-z]{2,3}", many=True, example="id"),
    DOCUMENT,
    SINCE,
    UNTIL,
    *RECORD_CLOCKS,
)
ORDER: Final = choice("order", "api-order", ("newest", "oldest"), default="newest")

#: Of a claim as a row of a table.
COLUMNS: Final[Columns] = (
    ("claim", lambda one: one.id),
    ("document", lambda one: one.document),
    ("outlet", lambda one: one.report.outlet if one.report else None),
    ("language", lambda one: one.report.language if one.report else None),
    ("reported_on", lambda one: one.reported_on),
    ("section", lambda one: one.section),
    ("act", lambda one: one.act),
    ("family", lambda one: one.family),
    ("agents", lambda one: [party.actor for party in one.agents]),
    ("counterparts", lambda one: [party.actor for party in one.counterparts]),
    ("instrument", lambda one: one.instrument),
    ("modality", lambda one: one.modality),
    ("when_start", lambda one: one.when.start if one.when else None),
    ("when_end", lambda one: one.when.end if one.when else None),
    ("place", lambda one: one.where.span.text if one.where and one.where.span else None),
    ("place_state", lambda one: one.where.state if one.where else None),
    ("low", lambda one: one.quantity.low if one.quantity else None),
    ("high", lambda one: one.quantity.high if one.quantity else None),
    ("about", lambda one: one.quantity.about if one.quantity else None),
    ("unit", lambda one: one.quantity.unit if one.quantity else None),
    ("sources", lambda one: [name for link in one.sources for name in link.actors]),
    ("sentence", lambda one: one.span.text),
    ("recorded_at", lambda one: one.recorded_at),
)


def actor(called: str, workspace: Workspace) -> ActorId:
    """Return an actor by the code the catalogue has, else the state of that name.

    Raises:
        UnknownActorError: Nobody is called that.
        NotAStateError: It is the name of an organisation: give its code.
    """
    known = called.strip().upper()
    return ActorId(known) if known in workspace.catalogue else workspace.state(called)


def sought(asked: Asked) -> Sought:
    """Return what a claim must be, from the parameters that are given."""
    given, workspace = asked.given, asked.desk.workspace()
    agents, counterparts, between, among = (
        tuple(actor(one, workspace) for one in given.get(name, ())) for name in _ROLES
    )
    instrument = given.get("instrument")
    families = given.get("family", ())
    of_families = (name for name, act in acts().items() if act.family in families)
    return Sought(
        acts=tuple(dict.fromkeys((*given.get("act", ()), *of_families))),
        agents=agents,
        counterparts=counterparts,
        between=between,
        among=among,
        instrument=InstrumentId(instrument) if instrument else None,
        documents=tuple(map(ContentId, given.get("document", ()))),
        since=given.get("since"),
        until=given.get("until"),
        known_by=given.get("known_by"),
        recorded_by=given.get("recorded_by"),
    )


_ROLES: Final = ("agent", "counterpart", "between", "among")


def search_of(asked: Asked) -> Search:
    """Return what is looked for, from the parameters that are given."""
    given = asked.given
    return Search(
        sought=sought(asked),
        words=given["words"] or "",
        modalities=given["modality"],
        outlets=tuple("" if one == UNKNOWN else one for one in given["outlet"]),
        languages=given["language"],
        sources=given["source"],
        recorded_since=given.get("updated_since"),
        newest_first=given.get("order") != "oldest",
        after=given.get("after"),
        most=given.get("limit", PAGE),
    )


def _list_claims(asked: Asked) -> Told:
    found = asked.desk.ledger.search(search_of(asked))
    told = claims_told(found.claims, found.documents)
    data = {
        "claims": told,
        "total": found.total,
        "total_is_least": found.total_is_least,
        "first": found.first,
        "seen": found.seen,
        "actors": actors_in(told, asked.desk.workspace().called),
    }
    return Told(data=data, rows=told, columns=COLUMNS, after=found.next)


def _get_claim(asked: Asked) -> Told:
    wanted = Sought(
        claims=(ContentId(asked["claim"]),),
        known_by=asked.known_by,
        recorded_by=asked.recorded_by,
        closed=True,
    )
    found = list(asked.desk.ledger.claims(wanted))
    if not found:
        raise NotOnRecordError(ContentId(asked["claim"]))
    reports = asked.desk.ledger.documents(
        Sought(documents=(found[-1].document,), recorded_by=asked.recorded_by)
    )
    told = claim_told(found[-1], next(iter(reports), None))
    actors = actors_in([told], asked.desk.workspace().called)
    return Told(data={"claim": told, "actors": actors})


def _count_claims(asked: Asked) -> Told:
    wanted: tuple[str, ...] = asked["facet"] or FACETS
    found = asked.desk.ledger.facets(search_of(asked), wanted, asked["values"])
    facets = {
        name: {
            "values": [{"value": each.value, "count": each.count} for each in one.values],
            "others": one.others,
            "is_least": one.is_least,
        }
        for name, one in found.items()
    }
    rows = [
        {"facet": name, "value": each.value, "count": each.count}
        for name, one in found.items()
        for each in one.values
    ]
    return Told(data={"facets": facets}, rows=rows, columns=_FACET_COLUMNS)


_FACET_COLUMNS: Final = columns("facet", "value", "count")


# What became of claims ------------------------------------------------------------------


def _changes(asked: Asked) -> Changes:
    """Return what changed since an entry, or since a moment.

    Raises:
        MissingParameterError: Neither is given.
    """
    after = asked["after"] if asked["after"] is not None else asked["updated_since"]
    if after is None:
        raise MissingParameterError(("updated_since", "after"))
    return asked.desk.ledger.changes(after, recorded_by=asked.recorded_by, most=asked["limit"])


def _list_changes(asked: Asked) -> Told:
    found = _changes(asked)
    told = claims_told(found.recorded, found.documents)
    gone = [_closed(one) for one in found.closed]
    data = {
        "claims": told,
        "deleted": gone,
        "upto": found.upto,
        "more": found.more,
        "actors": actors_in(told, asked.desk.workspace().called),
    }
    rows = chain(
        ({"recorded": one, "deleted": None} for one in told),
        ({"recorded": None, "deleted": one} for one in gone),
    )
    return Told(
        data=data,
        rows=list(rows),
        columns=_CHANGE_COLUMNS,
        after=str(found.upto) if found.more else None,
    )


def _list_deleted(asked: Asked) -> Told:
    found = _changes(asked)
    gone = [_closed(one) for one in found.closed]
    data = {"deleted": gone, "upto": found.upto, "more": found.more}
    after = str(found.upto) if found.more else None
    return Told(data=data, rows=gone, columns=_DELETED_COLUMNS, after=after)


def _closed(one: Closed) -> dict[str, Any]:
    return {
        "claim": one.claim,
        "document": one.document,
        "closed_at": msgspec.to_builtins(one.closed_at),
        "entry": one.entry,
        "why": _NOT_FOUND_AGAIN,
    }


_DELETED_COLUMNS: Final = columns("claim", "document", "closed_at", "entry", "why")
_CHANGE_COLUMNS: Final[Columns] = (
    ("change", lambda row: "recorded" if row["recorded"] else "deleted"),
    (
        "claim",
        lambda row: row["recorded"].id if row["recorded"] else row["deleted"]["claim"],
    ),
    (
        "document",
        lambda row: row["recorded"].document if row["recorded"] else row["deleted"]["document"],
    ),
    (
        "at",
        lambda row: row["recorded"].recorded_at if row["recorded"] else row["deleted"]["closed_at"],
    ),
    ("sentence", lambda row: row["recorded"].span.text if row["recorded"] else None),
)
_GONE: Final = shape(
    "A claim that no longer stands.",
    claim=TEXT,
    document=TEXT,
    closed_at=MOMENT,
    entry=WHOLE,
    why=TEXT,
)
_NEXT: Final = maybe({**TEXT, "description": "Address of the next page."})
_CLAIMS: Final = listing(reference("ToldClaim"))

OPERATIONS: Final = (
    Operation(
        name="list_claims",
        path="/claims",
        answer=_list_claims,
        schema=shape(
            claims=_CLAIMS,
            total=WHOLE,
            total_is_least=FLAG,
            first=WHOLE,
            seen=WHOLE,
            actors=ACTORS,
            next=_NEXT,
        ),
        group=_GROUP,
        parameters=(*FILTERS, UPDATED_SINCE, ORDER, AFTER, LIMIT),
        forms=ROWS,
        judges=True,
    ),
    Operation(
        name="count_claims",
        hard=True,
        path="/claims/facets",
        answer=_count_claims,
        schema=shape(
            facets=mapping(
                shape(
                    values=listing(shape(value=TEXT, count=WHOLE)),
                    others=WHOLE,
                    is_least=FLAG,
                )
            )
        ),
        group=_GROUP,
        parameters=(
            *FILTERS,
            choice("facet", "api-facet", FACETS, many=True),
            whole("values", "api-values", least=1, most=_MORE_FACETS, default=12),
        ),
        forms=ROWS,
        judges=True,
    ),
    Operation(
        name="list_deleted_claims",
        path="/claims/deleted",
        answer=_list_deleted,
        schema=shape(deleted=listing(_GONE), upto=WHOLE, more=FLAG, next=_NEXT),
        group=_GROUP,
        parameters=(UPDATED_SINCE, ENTRY, LIMIT, RECORDED_BY),
        forms=ROWS,
        judges=True,
    ),
    Operation(
        name="get_claim",
        path="/claims/{claim}",
        answer=_get_claim,
        schema=shape(claim=reference("ToldClaim"), actors=ACTORS),
        group=_GROUP,
        parameters=(in_path(code("claim", "api-claim", _CLAIM)), *RECORD_CLOCKS),
        finds=True,
    ),
    Operation(
        name="list_changes",
        path="/changes",
        answer=_list_changes,
        schema=shape(
            claims=_CLAIMS,
            deleted=listing(_GONE),
            upto=WHOLE,
            more=FLAG,
            actors=ACTORS,
            next=_NEXT,
        ),
        group=_GROUP,
        parameters=(UPDATED_SINCE, ENTRY, LIMIT, RECORDED_BY),
        forms=ROWS,
        judges=True,
    ),
)
