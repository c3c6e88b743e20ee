"""How many reports are on record, by outlet, language and month, so that jumps can be seen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from foedera.datasets.releases.cells import plain
from foedera.datasets.releases.report_rows import outlet_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from foedera.datasets.releases.parts import Row
    from foedera.documents.recorded import RecordedDocument

#: Where an outlet or a month is not known.
UNKNOWN: Final = "unknown"


class Counted:
    """Counts reports and their claims as they go by.

    Attributes:
        documents: How many reports.
        claims: How many claims.
        undated: Reports of which the day is not known.
        first: Earliest day of a report; None where there is none.
        last: Latest day of a report.
        languages: Reports by language.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.claims = 0
        self.undated = 0
        self.first: date | None = None
        self.last: date | None = None
        self.languages: Counter[str] = Counter()
        self._reports: Counter[tuple[str, str, str]] = Counter()
        self._claims: Counter[tuple[str, str, str]] = Counter()

    def count(self, document: RecordedDocument, claims: int) -> None:
        """Count a report."""
        outlet = plain(outlet_of(document)) or UNKNOWN
        month = f"{document.day:%Y-%m}" if document.day else UNKNOWN
        key = outlet, document.language, month
        self._reports[key] += 1
        self._claims[key] += claims
        self.documents += 1
        self.claims += claims
        self.languages[document.language] += 1
        if document.day is None:
            self.undated += 1
            return
        self.first = min(self.first or document.day, document.day)
        self.last = max(self.last or document.day, document.day)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the table, by outlet, language and month."""
        first = self.begun()
        for key in sorted(self._reports):
            outlet, language, month = key
            yield {
                "outlet": outlet,
                "language": language,
                "month": month,
                "documents": self._reports[key],
                "claims": self._claims[key],
                "first": int(first.get(outlet) == month),
            }

    def begun(self) -> dict[str, str]:
        """Return the first month of each outlet, by outlet; those without any are left out."""
        found: dict[str, str] = {}
        for outlet, _, month in sorted(self._reports):
            if month != UNKNOWN:
                found[outlet] = min(found.get(outlet, month), month)
        return found

    def outlets(self) -> Counter[str]:
        """Return reports by outlet."""
        found: Counter[str] = Counter()
        for (outlet, _, _), number in self._reports.items():
            found[outlet] += number
        return found
