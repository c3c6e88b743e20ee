"""An evidence bundle as plain data: what the page shows, and what programs read.

Claims and reports have the columns of a release's tables, under the same names.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from foedera.claims.acts import acts
from foedera.datasets.columns import LANGUAGES, definition
from foedera.datasets.releases.cells import moment
from foedera.datasets.releases.citing import article, csl_data
from foedera.datasets.releases.report_rows import address_of, claim_rows, document_row
from foedera.datasets.releases.step_rows import decision_row, step_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedera.actors.catalogue import Catalogue
    from foedera.datasets.releases.evidence import Bundle, Exhibit, Ruling
    from foedera.datasets.releases.parts import Row
    from foedera.documents.recorded import RecordedDocument

#: Identifier of the schema; its last part grows when a field changes its meaning or goes.
SCHEMA: Final = "urn:foedera:schema:bundle:1"
_ACTORS: Final = ("agents", "counterparts", "said_by", "where_state", "teller", "outlet")


def bundle_data(bundle: Bundle, catalogue: Catalogue) -> dict[str, Any]:
    """Return a bundle as dictionaries, lists, text, numbers and None.

    Args:
        bundle: The bundle.
        catalogue: Gives actors their names.
    """
    evidence = [_exhibit(one, catalogue) for one in bundle.evidence]
    against = [_exhibit(one, catalogue) for one in bundle.against]
    step = None
    if bundle.step is not None:
        step = _plain({"instrument": bundle.step.instrument, **step_cells(bundle.step)})
        step["sources"] = [
            {"reference": one.reference, "address": one.address} for one in bundle.step.evidence
        ]
    told = {
        "schema": SCHEMA,
        "fact": {
            "kind": bundle.kind.value,
            "id": bundle.id,
            "on": bundle.on.isoformat() if bundle.on else None,
        },
        "known_by": bundle.known_by.isoformat() if bundle.known_by else None,
        "recorded_by": moment(bundle.recorded_by),
        "step": step,
        "status": bundle.status,
        "evidence": evidence,
        "against": against,
        "decisions": [_ruling(one) for one in bundle.rulings],
        "ledger": {
            "entries": bundle.head.number,
            "at": moment(bundle.head.at),
            "hash": bundle.head.digest,
        },
        "releases": [{"name": name, "at": moment(at)} for name, at in bundle.releases],
        "references": csl_data(_articles([*bundle.evidence, *bundle.against])),
    }
    return {**told, "actors": _names(told, catalogue), "acts": _acts(told)}


def _exhibit(one: Exhibit, catalogue: Catalogue) -> dict[str, Any]:
    (row,) = claim_rows([one.claim], one.document, catalogue, quoted=True)
    return {
        "claim": {**_whole("claims", row), "closed_at": moment(one.claim.closed_at)},
        "report": {**_report(one.document), "headline": one.headline},
        "before": list(one.before),
        "after": list(one.after),
        "copies": [_report(each) for each in one.copies],
    }


def _report(document: RecordedDocument) -> dict[str, Any]:
    told = _whole("documents", document_row(document, "", 0))
    return {name: cell for name, cell in told.items() if name not in {"claims", "headline"}}


def _ruling(one: Ruling) -> dict[str, Any]:
    row = decision_row(one.decision, stands=one.stands, digest=one.hash)
    return _whole("decisions", row)


def _whole(table: str, row: Row) -> dict[str, Any]:
    """Return a row with every column of its table; None where it is NA."""
    return _plain({one.name: row.get(one.name) for one in definition(table).columns})


def _plain(row: Row) -> dict[str, Any]:
    return {
        name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()
    }


def _articles(exhibits: Iterable[Exhibit]) -> Iterator[Any]:
    seen = set()
    for one in exhibits:
        if one.document.id not in seen:
            seen.add(one.document.id)
            yield article(one.document, one.headline, address_of(one.document))


def _names(told: dict[str, Any], catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return the names of all who occur and are in the catalogue."""
    rows = [one["claim"] for one in (*told["evidence"], *told["against"])]
    cells = [row.get(name) or "" for row in rows for name in _ACTORS]
    cells += [(row.get("sources") or "").replace("|", ";") for row in rows]
    step = told["step"] or {}
    cells += [step.get(name) or "" for name in ("state", "toward")]
    codes = {code for cell in cells for code in cell.split(";") if code in catalogue}
    codes |= {one["state"] for one in (told["status"] or {}).get("participations", ())}
    return {
        code: {language: catalogue.name(code, language) for language in LANGUAGES}
        for code in sorted(codes)
        if code in catalogue
    }


def _acts(told: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return what the acts that occur are called."""
    names = {one["claim"]["act"] for one in (*told["evidence"], *told["against"])}
    names |= {told["step"]["act"]} if told["step"] else set()
    names |= {one["act"] for one in (told["status"] or {}).get("steps", ())}
    return {name: dict(acts()[name].label) for name in sorted(names) if name in acts()}
