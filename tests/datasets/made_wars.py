"""Wars and alliances made for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.datasets.atop.memberships import Membership, membership_of
from foedera.datasets.histories import Histories, clause_file
from foedera.datasets.regions import fought_in
from foedera.datasets.state_codes import cow_of
from foedera.datasets.wars.war import Participant, Stint, War
from foedera.dates import Interval, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: ATOP's name of each kind.
FLAGS = {
    "defence": "defense",
    "offence": "offense",
    "neutrality": "neutral",
    "nonaggression": "nonagg",
    "consultation": "consul",
}
ALLIANCE = 9100


def war(rows: Iterable[Mapping[str, Any]], number: int = 9000) -> War:
    """Return a war of rows: state, side, from, to, fought, began."""
    stints: dict[int, list[Stint]] = {}
    for row in rows:
        fought = int(row.get("fought", 0))
        stint = Stint(
            int(row["side"]),
            days(row["from"]),
            days(row["to"]) if "to" in row else None,
            row.get("began") == "yes",
            fought or None,
            fought_in(fought),
        )
        stints.setdefault(cow_of(row["state"]) or 0, []).append(stint)
    participants = [
        Participant(cow, tuple(sorted(found, key=lambda one: one.first)))
        for cow, found in sorted(stints.items())
    ]
    return War(number, "a war", tuple(participants))


def days(text: str) -> Interval:
    partial = PartialDate.parse(text)
    return Interval(partial.earliest, partial.latest)


def rows_of(told: Mapping[str, Any], number: int = ALLIANCE) -> list[Membership]:
    """Return the member file's rows of an alliance: members, from, to, kind, codes."""
    cells: dict[str, Any] = {"atopid": number, "phase": 0, "estmode": 0, **told.get("codes", {})}
    for name, text in (("ent", told["from"]), ("exit", told.get("to", "0-0-0"))):
        parts = zip(("yr", "mo", "day"), str(text).split("-"), strict=True)
        cells |= {f"{unit}{name}": int(part) for unit, part in parts}
    cells[FLAGS[told["kind"]]] = 1
    members = [{**cells, "member": cow_of(one)} for one in told["members"]]
    return [membership_of({key: str(cell) for key, cell in one.items()}) for one in members]


def histories(told: Mapping[str, Any], number: int = ALLIANCE) -> Histories:
    """Return one alliance, on the terms it is told with."""
    clauses = {}
    if "trigger" in told:
        clause = {"id": "duty", "kind": told["kind"], "trigger": told["trigger"]}
        clause |= {key: told[key] for key in ("conditions",) if key in told}
        record = {"atop": str(number), "title": {}, "clauses": [clause]}
        clauses[number] = clause_file(record, "made")
    return Histories(rows_of(told, number), clauses, None, ())
