"""Clause files: against whom, where and on what conditions ATOP's alliances bound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.datasets.errors import MalformedClauseError
from foedera.datasets.regions import Region, home_of
from foedera.datasets.state_codes import cow_of
from foedera.resources import records
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.fields import Fields
from foedera.treaties.instrument import SourceCited
from foedera.treaties.provisions import Condition, ObligationKind, Occurrence, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.identifiers import ActorId

#: What must occur where a clause does not say.
OCCURRENCES: Final = {
    ObligationKind.DEFENCE: Occurrence.ARMED_ATTACK,
    ObligationKind.OFFENCE: Occurrence.WAR,
    ObligationKind.NEUTRALITY: Occurrence.WAR,
    ObligationKind.NONAGGRESSION: Occurrence.ALWAYS,
    ObligationKind.CONSULTATION: Occurrence.THREAT,
}
_FILE: Final = frozenset({"atop", "title", "clauses", "unknown", "sources", "note"})
_CLAUSE: Final = frozenset(
    {
        *("id", "kind", "owed_by", "owed_to", "phases", "trigger", "conditions", "condition"),
        *("says", "sources", "note"),
    }
)
_TRIGGER: Final = frozenset(
    {
        *("occurrence", "attackers", "outsiders", "adversaries", "regions", "area"),
        *("homelands", "excluded", "wars"),
    }
)
_SOURCE: Final = frozenset({"cite", "address", "supports", "seen"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty as the text of an alliance lays it down.

    Attributes:
        id: Name within the file.
        kind: One of ATOP's five.
        owed_by: Debtors; empty for every member.
        owed_to: Creditors; empty for every other member.
        phases: Phases of the alliance in which it holds; empty for all.
        trigger: When it arises.
        conditions: What else it requires.
        condition: What ``other`` or ``demand rejected`` stands for, by language.
        says: Its content in our own words, by language.
        adversaries: Least number of powers that the ally must face.
        regions: Where it must occur; empty where anywhere.
        wars: Numbers (COW) of the wars for which alone it was made; empty for any.
        sources: Keys of the file's sources.
    """

    id: str
    kind: ObligationKind
    owed_by: tuple[ActorId, ...] = ()
    owed_to: tuple[ActorId, ...] = ()
    phases: tuple[int, ...] = ()
    trigger: Trigger = field(default_factory=lambda: Trigger(Occurrence.ALWAYS))
    conditions: tuple[Condition, ...] = ()
    condition: Mapping[str, str] = field(default_factory=dict, hash=False)
    says: Mapping[str, str] = field(default_factory=dict, hash=False)
    adversaries: int = 1
    regions: tuple[Region, ...] = ()
    wars: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()

    def covers(self, debtor: ActorId, creditor: ActorId, phase: int) -> bool:
        """Tell whether it is a member's duty towards another in a phase."""
        by = not self.owed_by or debtor in self.owed_by
        to = not self.owed_to or creditor in self.owed_to
        return by and to and (not self.phases or phase in self.phases)


@dataclass(frozen=True, slots=True)
class ClauseFile:
    """What is known of one alliance's clauses.

    Attributes:
        atop: ATOPID.
        title: What the alliance is called, by language.
        clauses: Its duties.
        sources: By key.
        unknown: What could not be found out, by language.
    """

    atop: int
    title: Mapping[str, str]
    clauses: tuple[Clause, ...]
    sources: Mapping[str, SourceCited] = field(default_factory=dict, hash=False)
    unknown: Mapping[str, str] = field(default_factory=dict, hash=False)


@cache
def carried() -> Mapping[int, ClauseFile]:
    """Return the clause files that foedera carries, by ATOPID.

    Raises:
        MalformedClauseError: One is not as it must be.
    """
    found = (clause_file(content, path) for path, content in records("clauses"))
    return {one.atop: one for one in found}


def clause_file(content: Any, place: str) -> ClauseFile:  # noqa: ANN401 - any YAML shape
    """Read a clause file.

    Args:
        content: The record, every scalar as text.
        place: Where it stands.

    Raises:
        MalformedClauseError: It is not as it must be.
    """
    try:
        return _file(Fields(content, place, _FILE))
    except MalformedInstrumentError as error:
        raise MalformedClauseError(error.place, error.reason) from None


def _file(fields: Fields) -> ClauseFile:
    number = fields.number("atop")
    if number is None:
        raise fields.refusal("the key 'atop' is missing")
    clauses = tuple(_clause(row) for row in fields.rows("clauses", _CLAUSE, needed=True))
    names = [one.id for one in clauses]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise fields.refusal(f"two clauses are called {min(repeated)!r}")
    return ClauseFile(
        number, fields.says("title"), clauses, dict(_sources(fields)), fields.says("unknown")
    )


def _sources(fields: Fields) -> Iterator[tuple[str, SourceCited]]:
    sources = fields.sub("sources")
    for key in sources.content:
        one = sources.sub(key, _SOURCE)
        cite = str(one.need("cite"))
        supports = str(one.text("supports", ""))
        yield key, SourceCited(cite, one.text("address"), supports, one.day("seen"))


def _clause(row: Fields) -> Clause:
    kind = row.choice(ObligationKind, "kind")
    if kind not in OCCURRENCES:
        raise row.refusal(f"{kind.value!r} is none of ATOP's five kinds")
    own = row.sub("trigger", _TRIGGER)
    regions = own.choices(Region, "regions")
    numbers = [*row.list("phases"), *own.list("wars")]
    if wrong := [one for one in numbers if not one.isdecimal()]:
        raise row.refusal(f"{wrong[0]!r} is no number of a phase or a war")
    return Clause(
        id=str(row.need("id")),
        kind=kind,
        owed_by=row.actors("owed_by"),
        owed_to=row.actors("owed_to"),
        phases=tuple(map(int, row.list("phases"))),
        trigger=Trigger(
            occurrence=own.choice(Occurrence, "occurrence", OCCURRENCES[kind]),
            attackers=own.actors("attackers"),
            area=own.says("area") or _named(regions),
            homelands=own.actors("homelands"),
            excluded=own.actors("excluded"),
            outsiders=own.flag("outsiders"),
        ),
        conditions=row.choices(Condition, "conditions"),
        condition=row.says("condition"),
        says=row.says("says"),
        adversaries=own.number("adversaries") or 1,
        regions=regions,
        wars=tuple(map(int, own.list("wars"))),
        sources=row.list("sources"),
    )


def _named(regions: tuple[Region, ...]) -> Mapping[str, str]:
    if not regions:
        return {}
    return {one: ", ".join(region.name_in(one) for region in regions) for one in ("en", "id")}


def placed(clause: Clause, members: tuple[ActorId, ...]) -> Trigger:
    """Return a clause's trigger with the members at home inside its regions, and outside.

    Where a clause names a place within a region, only who is at home in another region
    surely lies outside; where it names the region alone, who is at home there lies inside.

    Args:
        clause: The clause.
        members: The alliance's members.
    """
    trigger = clause.trigger
    if not clause.regions:
        return trigger
    wanted = frozenset(clause.regions)
    homes = {one: home_of(cow_of(one) or 0) for one in members}
    inside = [one for one, home in homes.items() if home and home <= wanted]
    outside = [one for one, home in homes.items() if home and not home & wanted]
    whole = trigger.area == _named(clause.regions)
    homelands = (*trigger.homelands, *(inside if whole else ()))
    stated = {*trigger.homelands, *trigger.excluded}
    excluded = (*trigger.excluded, *(one for one in outside if one not in stated))
    return replace(trigger, homelands=tuple(dict.fromkeys(homelands)), excluded=excluded)
