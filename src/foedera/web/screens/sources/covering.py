"""How much is on record, by outlet, language and month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.web.reply import Page, Table
from foedera.workspace.coverage import coverage_of

if TYPE_CHECKING:
    from datetime import date

    from foedera.ledger.searches import Covered
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.workspace.coverage import Coverage, Tally

#: By this an address asks for reports whose outlet is not known.
UNKNOWN: Final = "unknown"
_COLUMNS: Final = ("outlet", "language", "month", "reports", "claims")
#: Months and outlets on the page; all are in its data.
_MONTHS: Final = 60
_OUTLETS: Final = 200


def sources(asked: Asked) -> Reply:
    """Show how much is on record."""
    ledger = asked.desk.ledger
    outlets, languages = asked.all("outlet"), asked.all("language")
    rows = [
        one
        for one in ledger.coverage(asked.recorded_by)
        if (not outlets or (one.outlet or UNKNOWN) in outlets)
        and (not languages or one.language in languages)
    ]
    found = coverage_of(rows)
    refused = ledger.refused()
    return Page(
        template="sources/sources.html",
        title=asked.words("cod-sources-title"),
        data=_data(found, len(refused)),
        table=Table(_COLUMNS, [_row(one) for one in rows]),
        shown={
            "found": found,
            "months": found.months[:_MONTHS],
            "outlets": found.outlets[:_OUTLETS],
            "most": max((one.tally.documents for one in found.months), default=0),
            "refused": len(refused),
            "narrowed": bool(outlets or languages),
            "rows_of": _RowLinks(asked),
            "unknown": UNKNOWN,
            "read_in": asked.desk.languages,
        },
        at="sources",
        styles=("sources.css",),
    )


class _RowLinks:
    """Leads from a figure to its rows, with what narrows the page."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._kept = {name: asked.all(name) or None for name in ("outlet", "language")}

    def __call__(
        self,
        page: str,
        *,
        outlet: str | None = None,
        language: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> str:
        """Return the address of the reports or claims that a figure counts."""
        own = {"outlet": outlet, "language": language, "since": since, "until": until}
        given = {name: value for name, value in own.items() if value is not None}
        return self._asked.link(f"/{page}", **{**self._kept, **given})


def _row(one: Covered) -> tuple[Any, ...]:
    month = f"{one.month:%Y-%m}" if one.month else None
    return one.outlet or None, one.language, month, one.documents, one.claims


def _data(found: Coverage, refused: int) -> dict[str, Any]:
    return {
        "total": _tally(found.total),
        "undated": _tally(found.undated),
        "outlet_unknown": _tally(found.unknown),
        "in_quarantine": refused,
        "months": [
            {"month": f"{one.first:%Y-%m}", **_tally(one.tally), "new_outlets": list(one.new)}
            for one in found.months
        ],
        "outlets": [
            {
                "outlet": one.outlet or None,
                **_tally(one.tally),
                "languages": list(one.languages),
                "first_month": f"{one.first:%Y-%m}" if one.first else None,
                "last_month": f"{one.last:%Y-%m}" if one.last else None,
            }
            for one in found.outlets
        ],
        "languages": [
            {"language": language, **_tally(tally)} for language, tally in found.languages
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"reports": tally.documents, "claims": tally.claims}
