"""Answers to questions as plain data, each with its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import ATOP_NAMES, Flag
from foedera.workspace.law_data import obligation_data, reason_data
from foedera.workspace.plain import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.treaties import (
        CascadeAnswer,
        DutiesAnswer,
        Duty,
        DyadRow,
        OwedObligation,
        Proof,
        Tie,
    )
    from foedera.treaties.cascade import Apart
    from foedera.workspace.answers import Answer
    from foedera.workspace.law_data import Naming
    from foedera.workspace.questions import Question

#: Columns of the table of directed dyads: the pair, its days, ATOP's five flags, and what
#: they rest on.
DYAD_COLUMNS: Final = (
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
#: What stands where a flag is neither 1 nor 0, as R and ATOP have it.
_NOT_KNOWN: Final = "NA"
_SCHEMA: Final = "urn:foedera:schema:{name}:1"


def schema_of(name: str) -> str:
    """Return the identifier of the schema of one kind of answer."""
    return _SCHEMA.format(name=name)


def answer_data(answer: Answer, naming: Naming) -> dict[str, Any]:
    """Return the whole answer to a question, with its proofs."""
    question = {"question": question_data(answer.question)}
    if answer.duties is not None:
        return {**question, **duties_data(answer.duties, naming)}
    return {**question, **ties_data(answer.ties, naming)}


def ties_data(ties: Sequence[Tie], naming: Naming) -> dict[str, Any]:
    """Return who owes what to whom, each obligation with the proof that it binds."""
    return {
        "ties": [tie_data(tie, naming) for tie in ties],
        "obligations": _obligations((tie.owed for tie in ties), naming),
    }


def alive_data(found: Sequence[OwedObligation], naming: Naming) -> dict[str, Any]:
    """Return every duty alive on a day, each with the proof that it binds."""
    return {"ties": [], "obligations": _obligations(found, naming)}


def question_data(question: Question) -> dict[str, Any]:
    """Return a question as it was understood."""
    return {
        "text": question.text,
        "asks": question.asks.value,
        "language": question.language,
        "attacker": question.attacker,
        "victim": question.victim,
        "debtor": question.debtor,
        "creditor": question.creditor,
    }


def duties_data(answer: DutiesAnswer, naming: Naming) -> dict[str, Any]:
    """Return who must do what if one state attacks another.

    A duty's proof ends in ``{"obligation": …}``: that obligation stands, with the proof
    that it binds, once under ``obligations``.
    """
    places = {id(duty): number for number, duty in enumerate(answer.duties)}
    attack = answer.attack
    return {
        "attack": {
            "attacker": attack.attacker,
            "victim": attack.victim,
            "on": attack.on.isoformat(),
            "begun": attack.since.isoformat(),
            "place": attack.place.value,
        },
        "duties": [duty_data(duty, naming) for duty in answer.duties],
        "conflicts": [
            {
                "state": one.state,
                "helps": places[id(one.helps)],
                "hinders": places[id(one.hinders)],
                "prevails": places[id(one.prevails)] if one.prevails else None,
                "reasons": [reason_data(reason, naming) for reason in one.reasons],
            }
            for one in answer.conflicts
        ],
        "breaches": [
            {"duty": places[id(one.duty)], "rights": list(one.rights)} for one in answer.breaches
        ],
        "promises": [one.obligation.id for one in answer.promises],
        "obligations": _obligations(
            (*(duty.owed for duty in answer.duties), *answer.promises), naming
        ),
    }


def duty_data(duty: Duty, naming: Naming) -> dict[str, Any]:
    """Return what one state would owe in the case put."""
    return {
        "state": duty.state,
        "toward": duty.toward,
        "kind": duty.kind.value,
        "verdict": duty.verdict.value,
        "obligation": duty.owed.obligation.id,
        "since": days(duty.tie.since),
        "points": [
            {"truth": truth.value, "reason": reason_data(reason, naming)}
            for truth, reason in duty.points
        ],
        "notes": [reason_data(reason, naming) for reason in duty.notes],
        "undecided": [reason_data(reason, naming) for reason in duty.undecided],
        "proof": proof_data(duty.proof, naming, _known(duty.owed)),
    }


def tie_data(tie: Tie, naming: Naming) -> dict[str, Any]:
    """Return one duty between two states, whether it is owed, and why."""
    return {
        "debtor": tie.debtor,
        "creditor": tie.creditor,
        "kind": tie.owed.obligation.kind.value,
        "truth": tie.truth.value,
        "obligation": tie.owed.obligation.id,
        "since": days(tie.since),
        "third_state": tie.third,
        "undecided": [reason_data(reason, naming) for reason in tie.undecided],
        "proof": proof_data(tie.proof, naming, _known(tie.owed)),
    }


def proof_data(
    proof: Proof, naming: Naming, known: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Return a proof down to the provision, the steps and their evidence.

    Args:
        proof: The proof.
        naming: Gives actors their names.
        known: Statements proved elsewhere in the same data, by the identity of their
            reasons: the obligation under which their proof stands.
    """
    if known and id(proof.reason) in known:
        return {"obligation": known[id(proof.reason)]}
    return {
        **reason_data(proof.reason, naming),
        "truth": proof.truth.value,
        "instrument": proof.instrument,
        "provision": proof.provision,
        "undecided": [reason_data(reason, naming) for reason in proof.undecided],
        "parts": [proof_data(part, naming, known) for part in proof.parts],
    }


def cascade_data(answer: CascadeAnswer, naming: Naming) -> dict[str, Any]:
    """Return who is drawn in, round by round."""
    groups = (
        *(one.duties for one in answer.joined),
        *(one.to_victim for one in answer.torn),
        *(one.to_attacker for one in answer.torn),
        *(one.duties for one in (*answer.unclear, *answer.unmoved)),
    )
    return {
        "attack": {
            "attacker": answer.attack.attacker,
            "victim": answer.attack.victim,
            "on": answer.attack.on.isoformat(),
            "begun": answer.attack.since.isoformat(),
            "place": answer.attack.place.value,
        },
        "spread": answer.spread,
        "rounds": answer.rounds,
        "joined": [
            {
                "state": one.state,
                "side": one.side.value,
                "round": one.round,
                "assumed": one.assumed,
                "duties": [duty_data(duty, naming) for duty in one.duties],
            }
            for one in answer.joined
        ],
        "torn": [
            {
                "state": one.state,
                "round": one.round,
                "to_victim": [duty_data(duty, naming) for duty in one.to_victim],
                "to_attacker": [duty_data(duty, naming) for duty in one.to_attacker],
            }
            for one in answer.torn
        ],
        "unclear": [_apart(one, naming) for one in answer.unclear],
        "unmoved": [_apart(one, naming) for one in answer.unmoved],
        "obligations": _obligations((duty.owed for group in groups for duty in group), naming),
    }


def dyad_data(row: DyadRow, naming: Naming | None = None) -> dict[str, Any]:
    """Return one row of the table of directed dyads, and which of its flags are unclear.

    Args:
        row: The row.
        naming: Gives actors their names, where the proof is wanted, too.
    """
    data = {**row.plain(), "unclear": unclear_kinds(row)}
    return data if naming is None else {**data, "proof": proof_data(row.proof, naming)}


def dyad_cells(row: DyadRow) -> list[Any]:
    """Return one row of the table of directed dyads as cells, in order of ``DYAD_COLUMNS``."""
    data = dyad_data(row)
    return [_cell(data[column]) for column in DYAD_COLUMNS]


def _cell(value: Any) -> Any:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, list):
        return " ".join(value)
    return _NOT_KNOWN if value is None else value


def unclear_kinds(row: DyadRow) -> list[str]:
    """Return the kinds of a row of which it is unclear whether they were owed (ATOP's names)."""
    named = zip(ATOP_NAMES.values(), row.flags, strict=True)
    return [name for name, flag in named if flag is Flag.UNCLEAR]


def _apart(one: Apart, naming: Naming) -> dict[str, Any]:
    return {
        "state": one.state,
        "duties": [duty_data(duty, naming) for duty in one.duties],
    }


def _known(owed: OwedObligation) -> dict[int, str]:
    return {id(owed.reasons[0]): owed.obligation.id}


def _obligations(found: Iterable[OwedObligation], naming: Naming) -> dict[str, Any]:
    """Return obligations by their identifiers, each with the proof that it binds."""
    return {
        owed.obligation.id: {
            **obligation_data(owed),
            "title": {language: owed.instrument.title(language) for language in ("en", "id")},
            "sources": [
                {
                    "cite": owed.instrument.sources[key].cite,
                    "address": owed.instrument.sources[key].address,
                }
                for key in owed.obligation.sources
            ],
            "proof": proof_data(owed.proof, naming),
        }
        for owed in {one.obligation.id: one for one in found}.values()
    }
