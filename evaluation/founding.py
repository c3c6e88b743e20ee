"""Checks the founding report against the table of what reading it must find.

The rows below are the table of what a careful reader finds in it. This is an evaluation: it may
know the article, as no part of the program may. Run ``python evaluation/founding.py``.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import foedera

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedera.assessment import ReportedStanding
    from foedera.claims.claim import Claim

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT / ".." / "shared" / "data" / "seed" / "article.txt"
DAY = "2024-11-12"


@dataclass(frozen=True)
class Row:
    """One row of the table; what is None is not asked for.

    Attributes:
        act: The act.
        agents: Who.
        counterparts: To whom.
        section: Where it stands.
        when: First and last day, either open.
        amount: Least and greatest number, either open, whether about, and the unit.
        modality: How sure.
        sources: Actors of the source nearest the fact; empty for the report's own voice.
        words: Words of the sentence, where acts and parties alone do not tell rows apart.
    """

    act: str
    agents: str
    counterparts: str = ""
    section: str = "body"
    when: tuple[str | None, str | None] | None = None
    amount: tuple[float | None, float | None, bool, str] | None = None
    modality: str = "asserted"
    sources: str | None = ""
    words: str = ""


ROWS = (
    Row("ratify", "PRK", "RUS", when=(None, DAY), sources="KCNA", words="perjanjian pertahanan"),
    Row("sign", "PRK RUS", section="caption", when=("2024-06-19", "2024-06-19")),
    Row("sign", "PRK RUS", when=("2024-06-01", "2024-06-30")),
    Row(
        "deploy",
        "PRK",
        "RUS",
        amount=(1000, 9999, False, "troops"),
        sources="KOR UKR USA",
        words="ribuan",
    ),
    Row("provide_defence", "PRK RUS", words="semua cara"),
    Row("provide_cooperation", "PRK RUS", words="ruang angkasa"),
    Row("join_war", "PRK", modality="possible", sources="unnamed"),
    Row("ratify", "RUS", when=("2024-11-04", "2024-11-10"), words="menyelesaikan"),
    Row("provide_entry_into_force", "PRK RUS", sources="KCNA"),
    Row("ratify", "PRK", when=("2024-11-11", "2024-11-11"), sources="KCNA", words="dekrit"),
    Row(
        "deploy",
        "PRK",
        "RUS",
        amount=(12000, 12000, True, "troops"),
        modality="estimated",
        sources="KOR UKR USA",
        words="sekitar",
    ),
    Row("clash", "PRK UKR", when=("2024-11-04", "2024-11-10"), sources="UKR"),
    Row("attack", "UKR", "PRK", sources="UKR"),
    Row("transfer", "RUS", "PRK", modality="feared", sources="KOR USA", words="teknologi"),
    Row(
        "transfer",
        "PRK",
        "RUS",
        when=("2023-08-01", None),
        amount=(13000, None, False, "containers"),
        sources="KOR",
        words="kontainer",
    ),
    Row(
        "deploy",
        "PRK RUS",
        section="related",
        amount=(50000, 50000, False, "troops"),
        sources=None,
    ),
    Row("jam", "PRK", section="related", sources="KOR"),
)

#: What the dossier must conclude, beside its claims.
FACTS = {
    "outlet": "Kompas.tv",
    "published": "2024-11-12T14:15:00+07:00",
    "dateline": "KOR",
    "wire": "AP",
    "instrument": "prk-rus-2024",
    "status": "not yet in force",
    "signed by": "PRK RUS",
    "ratified by": "PRK RUS",
    "missing": "exchange PRK RUS",
    "defence": "not yet binding PRK RUS",
}


@dataclass
class Score:
    """How a row was met: the slots asked for, and those that are right."""

    row: Row
    claim: Claim | None
    slots: dict[str, bool] = field(default_factory=dict)


def main() -> int:
    """Print the table, and return 1 where something is not as it must be."""
    if not ARTICLE.is_file():
        print(f"skipped: {ARTICLE.name} is not there; it lies in the shared folder.")
        return 0
    dossier = foedera.read(ARTICLE)
    scores = [_score(row, dossier) for row in ROWS]
    for score in scores:
        wrong = [name for name, right in score.slots.items() if not right]
        mark = (
            "missing" if score.claim is None else f"wrong: {', '.join(wrong)}" if wrong else "right"
        )
        print(f"{score.row.act:26}{score.row.agents:9}{score.row.section:9} {mark}")
    found = sum(score.claim is not None for score in scores)
    slots = [right for score in scores for right in score.slots.values()]
    asked = sum(len(_slots(row)) for row in ROWS)
    print(f"rows found {found}/{len(ROWS)}, slots right {sum(slots)}/{asked}")
    facts = _facts(dossier)
    for name, expected in FACTS.items():
        told = facts.get(name, "")
        print(f"{name:13} {'right' if told == expected else f'wrong: {told!r}, not {expected!r}'}")
    complete = sum(slots) == asked and facts == FACTS
    return 0 if complete else 1


def _slots(row: Row) -> tuple[str, ...]:
    asked = {"when": row.when, "quantity": row.amount, "source": row.sources}
    return ("agents", "counterparts", "modality", *(k for k, v in asked.items() if v is not None))


def _score(row: Row, dossier: foedera.Dossier) -> Score:
    fitting = [c for c in dossier.claims if c.act == row.act and c.section.value == row.section]
    fitting = [c for c in fitting if row.words in c.span.of(dossier.text)]
    scored = [Score(row, claim, _right(row, claim)) for claim in fitting]
    some = [one for one in scored if _actors(one.claim) & set(row.agents.split())]
    return max(some, key=lambda one: sum(one.slots.values()), default=Score(row, None))


def _actors(claim: Claim | None) -> set[str]:
    return {party.actor for party in (*claim.agents, *claim.counterparts)} if claim else set()


def _right(row: Row, claim: Claim) -> dict[str, bool]:
    agents = {party.actor for party in claim.agents}
    counterparts = {party.actor for party in claim.counterparts}
    if len(row.agents.split()) > 1:  # both do it: however the report divides them
        agents, counterparts = agents | counterparts, set()
    right = {
        "agents": agents == set(row.agents.split()),
        "counterparts": counterparts == set(row.counterparts.split()),
        "modality": claim.modality.value == row.modality,
    }
    if row.when is not None:
        days = (claim.when.start, claim.when.end) if claim.when else (None, None)
        right["when"] = tuple(day and day.isoformat() for day in days) == row.when
    if row.amount is not None:
        one = claim.amount
        right["quantity"] = one is not None and row.amount == (
            one.low,
            one.high,
            one.about,
            one.unit,
        )
    if row.sources is not None:
        said = claim.sources[0].actors if claim.sources else ()
        right["source"] = set(said) == set(row.sources.split())
    return right


def _facts(dossier: foedera.Dossier) -> dict[str, str]:
    report = dossier.report
    facts = {
        "outlet": str(report.outlet and report.outlet.actor),
        "published": str(report.published and report.published.moment).replace(" ", "T"),
        "dateline": str(report.dateline and report.dateline.actor),
        "wire": " ".join(str(wire.actor) for wire in report.wires),
        "instrument": " ".join(str(one.pact.instrument) for one in dossier.standings),
    }
    for one in dossier.standings:
        facts["status"] = one.status.status.value
        facts["signed by"] = _agreed(one, "sign")
        facts["ratified by"] = _agreed(one, "ratify")
        lacks = (f"{lack.lack.value} {_listed(lack.states)}" for lack in one.status.missing)
        facts["missing"] = "; ".join(lacks)
    defence = [one for one in dossier.obligations if one.kind.value == "defence"]
    owed = (f"{one.force.value} {_listed(one.owed_by)}" for one in defence)
    facts["defence"] = "; ".join(owed)
    return facts


def _agreed(standing: ReportedStanding, act: str) -> str:
    """Return whose act report and registry both tell of."""
    told = [one for one in standing.comparisons if one.act.value == act]
    return _listed(str(one.state) for one in told if one.agreement.value == "agrees")


def _listed(actors: Iterable[str]) -> str:
    return " ".join(sorted(actors))


if __name__ == "__main__":
    sys.exit(main())
