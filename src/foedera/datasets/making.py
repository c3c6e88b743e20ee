"""Makes a table by its name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.atop.memberships import FIRST
from foedera.datasets.calendar import By, Window
from foedera.datasets.columns import definition
from foedera.datasets.coverage import coverage_of, war_coverage
from foedera.datasets.edition import Edition
from foedera.datasets.errors import (
    NotImportedError,
    UnknownTableError,
)
from foedera.datasets.histories import Histories
from foedera.datasets.joining import REGISTRY_FROM
from foedera.datasets.recorded import numbered
from foedera.datasets.state_codes import code_of
from foedera.datasets.tables.alliances import alliances_table
from foedera.datasets.tables.asked import Asked, Rows
from foedera.datasets.tables.dyads import dyads
from foedera.datasets.tables.spells import spells
from foedera.datasets.tables.states import states
from foedera.datasets.tables.wars import cases_table, wars_table
from foedera.datasets.wars.cases import Cases
from foedera.dates import PartialDate
from foedera.treaties import Basis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from foedera.datasets.atop.memberships import Membership
    from foedera.datasets.joining import Alliances
    from foedera.datasets.sources import Sources
    from foedera.datasets.table import Table
    from foedera.datasets.wars.cases import Case

#: The tables of alliances, in the order people are told of them.
TABLES: Final = ("dyads", "states", "alliances", "spells")
#: Those of duties in wars.
WAR_TABLES: Final = ("cases", "wars")


@dataclass(frozen=True, slots=True)
class Made:
    """A table, and what it was made of.

    Attributes:
        table: The table.
        alliances: The alliances of its days; None for a table of wars.
    """

    table: Table
    alliances: Alliances | None


def wanted(
    sources: Sources,
    days: tuple[date | int | str | None, date | int | str],
    asked: Mapping[str, Any],
) -> Asked:
    """Return which table is asked for, from days and codes as people write them.

    Args:
        sources: They tell the first day covered.
        days: First and last: days, years, or text (``2018-06``); None for the first day
            covered.
        asked: Fields of ``Asked``; enumerations as text, states as codes or COW codes.

    Raises:
        EmptyRangeError: The last day is before the first.
        MalformedDateError: A text is no day, month or year.
        StateWithoutNumberError: A state never had a COW code.
        UnknownActorError: No state has such a code.
    """
    first, last = days
    begins = FIRST if sources.atop else REGISTRY_FROM
    window = Window(
        begins if first is None else _days(first).earliest,
        _days(last).latest,
    )
    fields = dict(asked)
    for name, choices in (("by", By), ("rows", Rows)):
        if name in fields:
            fields[name] = choices(fields[name])
    for name in ("debtors", "creditors", "either"):
        if fields.get(name) is not None:
            fields[name] = frozenset(map(code_of, fields[name]))
    return Asked(window=window, **fields)


def _days(told: date | int | str) -> PartialDate:
    if isinstance(told, date):
        return PartialDate(told, told)
    return PartialDate.parse(f"{told:04}" if isinstance(told, int) else told)


def made(  # noqa: PLR0913 - what may be asked of a table
    name: str,
    sources: Sources,
    asked: Asked,
    basis: Basis = Basis.SIGNATURE,
    known_by: date | None = None,
    *,
    told: Callable[[int, int], None] | None = None,
) -> Made:
    """Make a table.

    Args:
        name: One of ``TABLES``.
        sources: The registry and, where it was imported, ATOP.
        asked: Which days, rows, states and columns.
        basis: From when a state counts as bound.
        known_by: Of the registry, count only what had become known by that day.
        told: Is told how many alliances of how many have been looked at.

    Raises:
        NotImportedError: The table is ATOP's alone, and ATOP was not imported.
        TooManyRowsError: There would be more rows than anybody can use.
        UnfittingRowsError: Rows are asked for that do not go with the periods.
        UnknownTableError: There is no table of that name.
    """
    if name not in TABLES:
        raise UnknownTableError(name, TABLES)
    found = sources.alliances(asked.window, basis, known_by, among=asked.states, told=told)
    members = () if sources.atop is None else sources.atop.memberships
    if name == "dyads":
        table = dyads(found, asked)
    elif name == "states":
        table = states(found, asked)
    elif name == "spells":
        table = spells(found, asked, members)
    elif sources.atop is None:
        raise NotImportedError(
            "The table of alliances is ATOP's, which", "foedera import atop FOLDER", None
        )
    else:
        wanted_ones = _asked_for(members, asked)
        table = alliances_table(wanted_ones, numbered(sources.registry), more=asked.more)
    return Made(table, found)


def _asked_for(members: Iterable[Membership], asked: Asked) -> list[Membership]:
    """Return the rows of alliances that were alive on some day asked about, of states asked for."""
    groups: dict[int, list[Membership]] = defaultdict(list)
    for one in members:
        groups[one.alliance].append(one)
    sides = [one for one in (asked.debtors, asked.creditors, asked.either) if one is not None]
    return [
        one
        for rows in groups.values()
        if min(row.start for row in rows) <= asked.window.last
        and max(row.end for row in rows) >= asked.window.first
        and all(not side.isdisjoint({row.member for row in rows}) for side in sides)
        for one in rows
    ]


def made_of_wars(
    name: str,
    sources: Sources,
    asked: Asked,
    language: str = "en",
    told: Callable[[int, int], None] | None = None,
) -> Made:
    """Make a table of what the duties of allies came to in wars.

    Args:
        name: One of ``WAR_TABLES``.
        sources: With ATOP and the wars.
        asked: The days on which wars began, and states: participants or allies.
        language: Of the words that tell why.
        told: Is told how many wars of how many have been looked at.

    Raises:
        NotImportedError: ATOP or the wars were not imported.
        UnknownTableError: There is no table of that name.
    """
    if name not in WAR_TABLES:
        raise UnknownTableError(name, WAR_TABLES)
    if sources.atop is None:
        raise NotImportedError("ATOP", "foedera import atop FOLDER", None)
    if sources.wars is None:
        what = "The inter-state war data of the Correlates of War"
        raise NotImportedError(what, "foedera import cow-wars FILE", None)
    window = asked.window
    wars = [one for one in sources.wars if window.first <= one.start <= window.last]
    histories = Histories(sources.atop.memberships, registry=sources.registry)
    cases, outcomes = Cases(histories), []
    for number, war in enumerate(wars, start=1):
        for outcome in cases.outcomes([war]):
            wanted = tuple(one for one in outcome.cases if _of(one, asked))
            if wanted or asked.states is None:
                outcomes.append(replace(outcome, cases=wanted))
        if told is not None:
            told(number, len(wars))
    names = numbered(sources.registry)
    whole = name == "wars"
    table = wars_table(outcomes, names) if whole else cases_table(outcomes, names, language)
    return Made(table, None)


def _of(case: Case, asked: Asked) -> bool:
    """Tell whether a case is of states asked for: its ally as debtor, else its participant."""
    sides = ((asked.debtors, {case.ally}), (asked.creditors, {case.participant}))
    both = (*sides, (asked.either, {case.ally, case.participant}))
    return all(wanted is None or not wanted.isdisjoint(states) for wanted, states in both)


def edition_of(found: Made, sources: Sources, asked: Asked, language: str) -> Edition:
    """Return what a data package of a table says of itself.

    Args:
        found: The table.
        sources: What it was made of.
        asked: For which days.
        language: ``en`` or ``id``.
    """
    facts = None if sources.atop is None else sources.atop.facts
    rests = ["foedera"] if facts is None else ["foedera", "atop"]
    if found.alliances is None:
        coverage = war_coverage(language)
        rests.append("cow-wars")
    else:
        coverage = coverage_of(found.alliances, facts, language)
    return Edition(
        name=f"foedera-{found.table.name}",
        title=definition(found.table.name).title[language],
        version=f"{asked.window.first}/{asked.window.last}",
        sources=tuple(rests),
        coverage=coverage,
    )
