"""What reports propose for the registry, what coders decided of it, and how far they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.claims.review import Verdict
from foedera.identifiers import ContentId
from foedera.web.api.operation import ROWS, Columns, Operation, Told, columns
from foedera.web.api.parameters import (
    RECORD_CLOCKS,
    RECORDED_BY,
    code,
    day,
    flag,
    in_path,
    text,
)
from foedera.web.api.schemas import FLAG, MOMENT, TEXT, WHOLE, listing, maybe, reference, shape
from foedera.workspace.record_replies import agreement_reply, decisions_reply, proposals_reply
from foedera.workspace.review.errors import UnknownProposalError

if TYPE_CHECKING:
    from foedera.web.api.operation import Asked

_GROUP: Final = "review"
_PROPOSAL: Final = r"prp-[0-9a-f]{24}"
_COLUMNS: Final[Columns] = (
    ("proposal", lambda one: one["id"]),
    ("instrument", lambda one: one["instrument"]),
    ("act", lambda one: (one["step"] or {}).get("act")),
    ("state", lambda one: (one["step"] or {}).get("state")),
    ("start", lambda one: ((one["step"] or {}).get("when") or {}).get("start")),
    ("end", lambda one: ((one["step"] or {}).get("when") or {}).get("end")),
    ("waits", lambda one: one["waits"]),
    ("confidence", lambda one: one["confidence"]["overall"]),
    ("support", lambda one: len(one["support"])),
    ("against", lambda one: len(one["against"])),
    ("decided", lambda one: (one["decided"] or {}).get("verdict")),
)
_DECISION_COLUMNS: Final = columns(
    *("id", "coder", "at", "verdict", "subject", "note", "blind", "undoes", "stands")
)


def _list_proposals(asked: Asked) -> Told:
    record = asked.workspace.on_record
    treaty = asked["treaty"]
    found = (
        record.proposed(None, asked.known_by)
        if treaty is None
        else record.proposed_for(treaty, asked.known_by)
    )
    shown = [one for one in found.proposals if asked["all"] or one.waits]
    data = proposals_reply(found, shown, record.view)
    return Told(data=data, rows=data["proposals"], columns=_COLUMNS)


def _get_proposal(asked: Asked) -> Told:
    record = asked.workspace.on_record
    found = record.proposed(None, asked.known_by)
    shown = [one for one in found.proposals if one.id == asked["proposal"]]
    if not shown:
        raise UnknownProposalError(ContentId(asked["proposal"]))
    return Told(data=proposals_reply(found, shown, record.view)["proposals"][0])


def _list_decisions(asked: Asked) -> Told:
    taken = asked.desk.ledger.decisions(recorded_by=asked.recorded_by)
    told = decisions_reply(taken, asked["coder"], asked["about"], asked["since"])
    return Told(data={"decisions": told}, rows=told, columns=_DECISION_COLUMNS)


def _get_agreement(asked: Asked) -> Told:
    taken = asked.desk.ledger.decisions(recorded_by=asked.recorded_by)
    return Told(data=agreement_reply(taken, asked["coder"]))


#: A step as a decision holds it: as it was proposed, or as it was decided.
_STEP: Final = {"type": "object"}
_DECISION: Final = shape(
    id=TEXT,
    coder=TEXT,
    at=MOMENT,
    verdict={"type": "string", "enum": [one.value for one in Verdict]},
    subject=TEXT,
    proposed=maybe(_STEP),
    step=maybe(_STEP),
    instrument=maybe({"type": "object"}),
    evidence=listing(TEXT),
    note=maybe(TEXT),
    blind=FLAG,
    undoes=maybe(TEXT),
    stands=FLAG,
)
_NUMBER: Final = {"type": "number"}
_RELIABILITY: Final = shape(
    units=WHOLE,
    shared=WHOLE,
    alpha=maybe(_NUMBER),
    interval=maybe(listing(_NUMBER)),
    agreeing=maybe(_NUMBER),
    unmeasured=maybe(TEXT),
)
_PAIR: Final = {
    "coders": listing(TEXT),
    "contents": _RELIABILITY,
    "verdicts": _RELIABILITY,
    "confusion": listing(shape(first=TEXT, second=TEXT, count=WHOLE)),
    "disagreements": listing(
        shape(
            proposal=TEXT,
            of_verdict=FLAG,
            codings=listing(shape(coder=TEXT, verdict=TEXT, value=TEXT, decision=TEXT)),
        )
    ),
}
_CODERS: Final = text("coder", "api-coders", most=200, many=True)

OPERATIONS: Final = (
    Operation(
        name="list_proposals",
        hard=True,
        path="/proposals",
        answer=_list_proposals,
        schema="proposals",
        group=_GROUP,
        parameters=(
            text("treaty", "api-treaty-of-proposals", example="prk-rus-2024"),
            flag("all", "api-all"),
            *RECORD_CLOCKS,
        ),
        forms=ROWS,
        finds=True,
        judges=True,
    ),
    Operation(
        name="get_proposal",
        hard=True,
        path="/proposals/{proposal}",
        answer=_get_proposal,
        schema=reference("proposals.proposal"),
        group=_GROUP,
        parameters=(in_path(code("proposal", "api-proposal", _PROPOSAL)), *RECORD_CLOCKS),
        finds=True,
    ),
    Operation(
        name="list_decisions",
        path="/decisions",
        answer=_list_decisions,
        schema=shape(decisions=listing(_DECISION)),
        group=_GROUP,
        parameters=(
            text("coder", "api-coder", most=200),
            code("about", "api-about", _PROPOSAL),
            day("since", "api-decided-since"),
            RECORDED_BY,
        ),
        forms=ROWS,
    ),
    Operation(
        name="get_agreement",
        hard=True,
        path="/agreement",
        answer=_get_agreement,
        schema=shape(**_PAIR, pairs=listing(shape(**_PAIR))),
        group=_GROUP,
        parameters=(_CODERS, RECORDED_BY),
    ),
)
