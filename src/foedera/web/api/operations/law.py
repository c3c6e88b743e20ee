"""Questions to the law: treaties, where each stands, who is bound, who must help."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import msgspec

from foedera.treaties import (
    ATOP_NAMES,
    Basis,
    Coding,
    ImpliedEnd,
    ObligationKind,
    Target,
    dyad_rows,
)
from foedera.treaties.case import THE_CHARTER
from foedera.web.api.operation import ROWS, Columns, Operation, Told, columns
from foedera.web.api.parameters import (
    CLOCKS,
    choice,
    day,
    flag,
    in_path,
    required,
    text,
)
from foedera.web.api.schemas import (
    ACTORS,
    DAY,
    FLAG,
    TEXT,
    listing,
    mapping,
    maybe,
    reference,
    shape,
)
from foedera.web.errors import LongTableError, WideTableError
from foedera.workspace.answer_data import dyad_data, schema_of
from foedera.workspace.answers import Circumstances
from foedera.workspace.plotting import ties_on
from foedera.workspace.replies import acted_on, instrument_reply, listed_data, obligations_reply
from foedera.workspace.whole_data import (
    actors_data,
    clocks_data,
    whole_answer,
    whole_cascade,
    whole_status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from foedera.web.api.operation import Asked

_GROUP: Final = "law"
#: Rows of one table of dyads, and days of one of all states.
_MOST_ROWS: Final = 50_000
_MOST_DAYS: Final = 366
_TREATY: Final = in_path(text("treaty", "api-treaty", most=300, example="prk-rus-2024"))
_BASIS: Final = choice(
    "basis", "api-basis", [one.value for one in Basis], default=Basis.IN_FORCE.value
)
_END: Final = choice(
    "implied_end",
    "api-implied-end",
    [one.value for one in ImpliedEnd],
    default=ImpliedEnd.VCLT.value,
)
_SWITCHES: Final = (_BASIS, _END)
_KIND: Final = choice("kind", "api-kind", [one.value for one in ObligationKind])
_PLACE: Final = choice(
    "place", "api-place", [one.value for one in Target], default=Target.TERRITORY.value
)
_QUESTION: Final = required(text("question", "api-question", example="UKR attacks RUS"))
_DEBTOR: Final = text("debtor", "api-debtor", most=100, example="RUS")
_CREDITOR: Final = text("creditor", "api-creditor", most=100, example="PRK")


def _under(asked: Asked, *, begun: date | None = None) -> Circumstances:
    """Return the day, and what is supposed."""
    given = asked.given
    coding = Coding(Basis(given["basis"]), ImpliedEnd(given["implied_end"]))
    place = Target(given.get("place", Target.TERRITORY.value))
    return Circumstances(asked.on, asked.known_by, begun, place, coding)


def _list_treaties(asked: Asked) -> Told:
    found = acted_on(asked.workspace, asked["party"], asked.known_by)
    told = [listed_data(one, asked.on, asked.known_by) for one in found]
    return Told(data=told, rows=told, columns=_TREATY_COLUMNS)


def _get_treaty(asked: Asked) -> Told:
    workspace = asked.workspace
    one = workspace.instrument(asked["treaty"], asked.known_by)
    return Told(data=instrument_reply(one, asked.on, asked.known_by, workspace))


def _get_status(asked: Asked) -> Told:
    workspace, under = asked.workspace, _under(asked)
    found = workspace.on_record.status(
        asked["treaty"],
        under.on,
        under.known_by,
        under.coding,
        proposed=asked["proposals"],
    )
    told = whole_status(
        found.instrument,
        found.status,
        under,
        workspace.called,
        on_record=found,
        recorded_by=asked.recorded_by,
    )
    return Told(data=told)


def _list_obligations(asked: Asked) -> Told:
    between = (asked["debtor"], asked["creditor"])
    told = obligations_reply(asked.workspace, between, asked["kind"], _under(asked))
    return Told(data=told)


def _ask(asked: Asked) -> Told:
    workspace, under = asked.workspace, _under(asked, begun=asked["begun"])
    found = workspace.ask(
        asked["question"],
        under.on,
        under.known_by,
        begun=under.begun,
        place=under.place,
        coding=under.coding,
    )
    return Told(data=whole_answer(found, workspace.called))


def _cascade(asked: Asked) -> Told:
    workspace, under = asked.workspace, _under(asked)
    unclear: bool = asked["assume_unclear"]
    found = workspace.cascade(
        asked["question"],
        under.on,
        under.known_by,
        spread=asked["spread"],
        assume_unclear=unclear,
        place=under.place,
        coding=under.coding,
    )
    return Told(data=whole_cascade(found, under, workspace.called, assume_unclear=unclear))


def _list_dyads(asked: Asked) -> Told:
    workspace = asked.workspace
    first = asked["since"] or asked.on
    last = asked["until"] or max(first, asked.on)
    states = [
        frozenset(workspace.state(one) for one in asked[name]) or None
        for name in ("debtor", "creditor")
    ]
    if states == [None, None] and (last - first).days > _MOST_DAYS:
        raise WideTableError(_MOST_DAYS)
    found = dyad_rows(
        workspace.law(asked.known_by),
        (first, last),
        asked["by"],
        (states[0], states[1]),
        known_by=asked.known_by,
        coding=_under(asked).coding,
        without=frozenset() if asked["charter"] else frozenset({THE_CHARTER}),
    )
    schema = schema_of("dyads")
    rows = [{"schema": schema, **dyad_data(row)} for row in islice(found, _MOST_ROWS + 1)]
    if len(rows) > _MOST_ROWS:
        raise LongTableError(_MOST_ROWS)
    return Told(data={"dyads": rows}, rows=rows, columns=_DYAD_COLUMNS)


def _list_ties(asked: Asked) -> Told:
    workspace, under = asked.workspace, _under(asked)
    kinds = [ObligationKind(one) for one in asked["kind"] or (ObligationKind.DEFENCE.value,)]
    web = ties_on(workspace.law(under.known_by), workspace.catalogue, under, kinds)
    told: dict[str, Any] = msgspec.to_builtins(web)
    states = [node.state for node in web.nodes]
    data = {
        **clocks_data(under),
        "kinds": list(web.kinds),
        "states": told["nodes"],
        "links": told["links"],
        "blocs": told["blocs"],
        "actors": actors_data(states, workspace.called),
    }
    return Told(data=data, rows=data["links"], columns=_LINK_COLUMNS)


def _or_na(names: Iterable[str]) -> Columns:
    """Return columns in which NA stands for what is not known, as in ATOP's own tables."""

    def had(name: str, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a cell
        value = row[name]
        return " ".join(value) if isinstance(value, list) else "NA" if value is None else value

    return tuple((name, partial(had, name)) for name in names)


_TREATY_COLUMNS: Final[Columns] = (
    ("treaty", lambda one: one["id"]),
    ("title_en", lambda one: one["titles"]["en"]),
    ("title_id", lambda one: one["titles"]["id"]),
    *columns("kind", "parties", "on", "status"),
    ("since", lambda one: (one["since"] or {}).get("start")),
    *columns("obligations", "no_pledge"),
)
_LINK_COLUMNS: Final = columns("one", "other", "both", "unclear", "instruments")
_DYAD_COLUMNS: Final = _or_na(
    (
        "debtor",
        "creditor",
        "start",
        "end",
        *ATOP_NAMES.values(),
        *(f"{name}_share" for name in ATOP_NAMES.values()),
        "number",
        "instruments",
        "unclear",
    )
)
_LISTED: Final = shape(
    id=TEXT,
    titles=mapping(TEXT),
    kind=TEXT,
    parties=listing(TEXT),
    on=DAY,
    status=TEXT,
    since=maybe(reference("law.days")),
    obligations=listing(TEXT),
    no_pledge=FLAG,
)
_TIES: Final = shape(
    on=DAY,
    known_by=maybe(DAY),
    basis=TEXT,
    implied_end=TEXT,
    kinds=listing(TEXT),
    states=listing(shape(state=TEXT, region=TEXT)),
    links=listing(shape(one=TEXT, other=TEXT, both=FLAG, unclear=FLAG, instruments=listing(TEXT))),
    blocs=listing(
        shape(
            instrument=TEXT,
            titles=mapping(TEXT),
            members=listing(shape(state=TEXT, direction=TEXT, unclear=FLAG)),
        )
    ),
    actors=ACTORS,
)

OPERATIONS: Final = (
    Operation(
        name="list_treaties",
        hard=True,
        path="/treaties",
        answer=_list_treaties,
        schema=listing(_LISTED),
        group=_GROUP,
        parameters=(text("party", "api-party", most=100, example="RUS"), *CLOCKS),
        forms=ROWS,
        dated=True,
        judges=True,
    ),
    Operation(
        name="get_treaty",
        path="/treaties/{treaty}",
        answer=_get_treaty,
        schema="instrument",
        group=_GROUP,
        parameters=(_TREATY, *CLOCKS),
        dated=True,
        finds=True,
        judges=True,
    ),
    Operation(
        name="get_status",
        path="/treaties/{treaty}/status",
        answer=_get_status,
        schema="status",
        group=_GROUP,
        parameters=(_TREATY, *CLOCKS, *_SWITCHES, flag("proposals", "api-proposals-counted")),
        dated=True,
        finds=True,
        judges=True,
    ),
    Operation(
        name="list_obligations",
        hard=True,
        path="/obligations",
        answer=_list_obligations,
        schema="obligations",
        group=_GROUP,
        parameters=(_DEBTOR, _CREDITOR, _KIND, *CLOCKS, *_SWITCHES),
        dated=True,
        judges=True,
    ),
    Operation(
        name="ask",
        hard=True,
        path="/ask",
        answer=_ask,
        schema={"anyOf": [reference("duties"), reference("obligations")]},
        group=_GROUP,
        parameters=(
            _QUESTION,
            day("begun", "api-begun"),
            _PLACE,
            *CLOCKS,
            *_SWITCHES,
        ),
        dated=True,
        judges=True,
    ),
    Operation(
        name="cascade",
        hard=True,
        path="/cascade",
        answer=_cascade,
        schema="cascade",
        group=_GROUP,
        parameters=(
            _QUESTION,
            flag("spread", "api-spread", default=True),
            flag("assume_unclear", "api-assume-unclear"),
            _PLACE,
            *CLOCKS,
            *_SWITCHES,
        ),
        dated=True,
        judges=True,
    ),
    Operation(
        name="list_dyads",
        hard=True,
        path="/dyads",
        answer=_list_dyads,
        schema=shape(dyads=listing(reference("dyads"))),
        group=_GROUP,
        parameters=(
            text("debtor", "api-debtor", most=100, many=True, example="RUS"),
            text("creditor", "api-creditor", most=100, many=True, example="PRK"),
            day("since", "api-first-day", "2020-01-01"),
            day("until", "api-last-day", "2024-12-31"),
            choice("by", "api-by", ("day", "year"), default="day"),
            flag("charter", "api-charter"),
            *CLOCKS,
            *_SWITCHES,
        ),
        forms=ROWS,
        dated=True,
        judges=True,
    ),
    Operation(
        name="list_ties",
        hard=True,
        path="/ties",
        answer=_list_ties,
        schema=_TIES,
        group=_GROUP,
        parameters=(
            choice("kind", "api-kind", [one.value for one in ObligationKind], many=True),
            *CLOCKS,
            *_SWITCHES,
        ),
        forms=ROWS,
        dated=True,
    ),
)
