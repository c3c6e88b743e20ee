"""How much is on record by outlet, language and month, and where a new outlet makes it jump."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.ledger.searches import Covered

#: Months before one that it is held against.
_BEFORE: Final = 3
#: How many times as many reports as in those, on average, make a jump; and how many at least.
_JUMP: Final = 1.5
_LEAST: Final = 3
#: Share of the growth that new outlets must have brought for them to be its reason.
_SHARE: Final = 0.5
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is.

    Attributes:
        documents: Reports.
        claims: Claims in them.
    """

    documents: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Month:
    """What is on record of one month.

    Attributes:
        first: Its first day.
        tally: How much.
        new: Outlets with nothing of an earlier month, where they make the month stand out:
            more news was not made, more was gathered. Empty elsewhere.
    """

    first: date
    tally: Tally
    new: tuple[str, ...] = ()

    @property
    def last(self) -> date:
        """Its last day."""
        year, month = self.first.year, self.first.month
        after = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
        return after - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is on record of one outlet.

    Attributes:
        outlet: Catalogue code, else the name as reports state it; empty where unknown.
        tally: How much.
        languages: In which languages.
        first: First day of its first month; None where no report has a day.
        last: First day of its last month.
    """

    outlet: str
    tally: Tally
    languages: tuple[str, ...]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is on record.

    Attributes:
        total: In all.
        undated: In reports whose day is not known.
        unknown: In reports whose outlet is not known.
        months: By month, without gaps, the latest first.
        outlets: By outlet, those with most reports first.
        languages: By language, those with most reports first.
    """

    total: Tally
    undated: Tally
    unknown: Tally
    months: tuple[Month, ...]
    outlets: tuple[Carrier, ...]
    languages: tuple[tuple[str, Tally], ...]


def coverage_of(rows: Sequence[Covered]) -> Coverage:
    """Return how much is on record.

    A month stands out where it has at least one and a half times the reports of the three
    months before it, on average, and outlets that were not there before bring at least half of
    what it has more.

    Args:
        rows: By outlet, language and month.
    """
    by_language: dict[str, list[Covered]] = defaultdict(list)
    by_outlet: dict[str, list[Covered]] = defaultdict(list)
    for one in rows:
        by_language[one.language].append(one)
        by_outlet[one.outlet].append(one)
    carriers = [_carrier(outlet, found) for outlet, found in by_outlet.items()]
    languages = [(language, _tally(found)) for language, found in by_language.items()]
    return Coverage(
        total=_tally(rows),
        undated=_tally(one for one in rows if one.month is None),
        unknown=_tally(by_outlet.get("", ())),
        months=_months(rows, {one.outlet: one.first for one in carriers if one.first}),
        outlets=tuple(sorted(carriers, key=lambda one: (-one.tally.documents, one.outlet))),
        languages=tuple(sorted(languages, key=lambda one: (-one[1].documents, one[0]))),
    )


def _tally(rows: Iterable[Covered]) -> Tally:
    documents = claims = 0
    for one in rows:
        documents, claims = documents + one.documents, claims + one.claims
    return Tally(documents, claims)


def _carrier(outlet: str, rows: Sequence[Covered]) -> Carrier:
    months = [one.month for one in rows if one.month is not None]
    languages = tuple(sorted({one.language for one in rows}))
    first, last = min(months, default=None), max(months, default=None)
    return Carrier(outlet, _tally(rows), languages, first, last)


def _months(rows: Sequence[Covered], since: Mapping[str, date]) -> tuple[Month, ...]:
    by_month: dict[date, list[Covered]] = defaultdict(list)
    for one in rows:
        if one.month is not None:
            by_month[one.month].append(one)
    if not by_month:
        return ()
    found: list[Month] = []
    month, last = min(by_month), max(by_month)
    while month <= last:
        here = by_month.get(month, [])
        before = [one.tally.documents for one in found[-_BEFORE:]]
        found.append(Month(month, _tally(here), _new(here, before, since)))
        month = found[-1].last + timedelta(days=1)
    return tuple(reversed(found))


def _new(
    here: Sequence[Covered], before: Sequence[int], since: Mapping[str, date]
) -> tuple[str, ...]:
    """Return the outlets that make a month stand out by being new."""
    if not before:
        return ()
    usual = sum(before) / len(before)
    total = sum(one.documents for one in here)
    more = total - usual
    if total < _LEAST or total < _JUMP * usual or more <= 0:
        return ()
    brought: dict[str, int] = defaultdict(int)
    for one in here:
        if one.outlet and since.get(one.outlet) == one.month:
            brought[one.outlet] += one.documents
    if sum(brought.values()) < _SHARE * more:
        return ()
    return tuple(sorted(brought, key=lambda outlet: (-brought[outlet], outlet)))
