"""The instruments on record as a list: searched, narrowed by facets, each with its status."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import LAW, Act, Status, brief_status
from foedera.treaties.formulas import After, OnceAll, OnceAllHave, OnDeposits, Retroactive, Silent
from foedera.workspace.plain import LANGUAGES, days
from foedera.workspace.regions import region_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from foedera.actors.catalogue import Catalogue
    from foedera.dates import Interval
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.treaties import Coding, Instrument, Registry
    from foedera.treaties.entry_into_force import EntryIntoForce

#: How consent is made known, by the act that a text asks for.
WAYS: Final = ("deposit", "exchange", "notify", "ratify", "sign", "unknown")
#: How many states an instrument is between.
SIZES: Final = ("bilateral", "multilateral", "unilateral")
#: Facets by which a list is narrowed, in the order in which they are told.
FACETS: Final = ("status", "kind", "size", "region", "way", "decade")
#: In which orders a list is told.
ORDERS: Final = ("title", "newest", "oldest", "id")
_TWO: Final = 2
#: Days of which lists are kept.
_KEPT: Final = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which instruments are wanted.

    Attributes:
        words: Each must stand in a title, an alias, the identifier, or a party's name.
        party: Only those this state acted on.
        facets: Values of facets; of one facet any of them will do.
    """

    words: str = ""
    party: ActorId | None = None
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
    """One instrument of the list.

    Attributes:
        instrument: The instrument.
        status: Where it stood on the day.
        since: Since when; None where that never began.
        made: The day on which it was signed, or first acted on; None where not known.
        text: What words are looked for in, without case.
        concerned: The states that made it or acted on it.
        values: Of each facet.
    """

    instrument: Instrument
    status: Status
    since: Interval | None
    made: date | None
    text: str
    concerned: frozenset[str]
    values: Mapping[str, tuple[str, ...]]

    def data(self, on: date) -> dict[str, Any]:
        """Return it as plain data, as of the day of its list."""
        return row_data(self.instrument, on, self.status, self.since)


@dataclass(frozen=True)
class Found:
    """What fits.

    Attributes:
        listed: The instruments, in order.
        counts: For each facet how many fit each of its values, the facet itself not counted.
    """

    listed: tuple[Listed, ...]
    counts: Mapping[str, Mapping[str, int]]


class TreatyList:
    """A registry as a list.

    Args:
        registry: The instruments.
        catalogue: Who is who, for names and regions.
    """

    def __init__(self, registry: Registry, catalogue: Catalogue) -> None:
        self.registry = registry
        self._catalogue = catalogue
        self._days: dict[tuple[date, date | None, Coding], tuple[Listed, ...]] = {}

    def on(
        self, day: date, known_by: date | None = None, coding: Coding = LAW
    ) -> tuple[Listed, ...]:
        """Return every instrument, each with where it stood on a day.

        Args:
            day: The day.
            known_by: Count only what had become known by that day.
            coding: From when a state counts as bound, and what ends an instrument unsaid.
        """
        key = (day, known_by, coding)
        found = self._days.get(key)
        if found is None:
            found = tuple(self._listed(day, known_by, coding))
            if len(self._days) >= _KEPT:
                self._days.clear()
            self._days[key] = found
        return found

    def find(
        self, wanted: Wanted, all_of_them: Sequence[Listed], title: Callable[[Instrument], str]
    ) -> Found:
        """Return what fits, in the order of titles, and what further narrowing would leave.

        Args:
            wanted: What is wanted.
            all_of_them: The list of a day.
            title: What an instrument is called.
        """
        told = [one for one in all_of_them if _meant(one, wanted)]
        counts: dict[str, Counter[str]] = {}
        for facet in FACETS:
            others = {name: chosen for name, chosen in wanted.facets.items() if name != facet}
            fitting = (one for one in told if _fits(one, others))
            counts[facet] = Counter(value for one in fitting for value in one.values[facet])
        listed = [one for one in told if _fits(one, wanted.facets)]
        listed.sort(key=lambda one: (title(one.instrument).casefold(), one.instrument.id))
        return Found(tuple(listed), counts)

    def _listed(self, day: date, known_by: date | None, coding: Coding) -> Iterator[Listed]:
        for plain in self._plain:
            status, since = brief_status(plain.instrument, day, known_by, coding)
            yield Listed(
                plain.instrument,
                status,
                since,
                plain.made,
                plain.text,
                plain.concerned,
                {**plain.values, "status": (status.value,)},
            )

    @cached_property
    def _plain(self) -> tuple[Listed, ...]:
        """The instruments with all that does not hang on a day."""
        return tuple(self._of(one) for one in self.registry.instruments)

    @cached_property
    def pointing(self) -> Mapping[InstrumentId, tuple[tuple[str, InstrumentId], ...]]:
        """For each instrument the ties that others' records have to it, by their kind."""
        found: dict[InstrumentId, list[tuple[str, InstrumentId]]] = {}
        for one in self.registry.instruments:
            for link in one.links:
                found.setdefault(link.instrument, []).append((link.kind.value, one.id))
        return {name: tuple(ties) for name, ties in found.items()}

    def _of(self, one: Instrument) -> Listed:
        concerned = frozenset({*one.parties, *(step.state for step in one.steps if step.state)})
        named = [self._catalogue.name(code, lang) for code in concerned for lang in LANGUAGES]
        made = _made(one)
        regions = sorted({region_of(code, self._catalogue) for code in concerned})
        return Listed(
            instrument=one,
            status=Status.UNKNOWN,
            since=None,
            made=made,
            text=" ".join((one.id, *one.names(), *named, *sorted(concerned))).casefold(),
            concerned=concerned,
            values={
                "kind": tuple(dict.fromkeys(each.kind.value for each in one.obligations)),
                "size": (size_of(one),),
                "region": tuple(regions),
                "way": (way_of(one.entry_into_force),),
                "decade": (f"{made.year // 10 * 10}",) if made else (),
            },
        )


def row_data(one: Instrument, on: date, status: Status, since: Interval | None) -> dict[str, Any]:
    """Return an instrument as a list of many shows it.

    Args:
        one: The instrument.
        on: The day.
        status: Where it stood that day.
        since: Since when.
    """
    return {
        "id": one.id,
        "titles": {language: one.title(language) for language in LANGUAGES},
        "kind": one.kind.value,
        "parties": list(one.parties),
        "on": on.isoformat(),
        "status": status.value,
        "since": days(since),
        "obligations": sorted({owed.kind.value for owed in one.obligations}),
        "no_pledge": bool(one.no_pledge),
    }


def size_of(one: Instrument) -> str:
    """Return how many states an instrument is between: one of ``SIZES``."""
    return {1: "unilateral", _TWO: "bilateral"}.get(len(one.parties), "multilateral")


def way_of(rule: EntryIntoForce) -> str:
    """Return how consent is made known under a rule of entry into force: one of ``WAYS``."""
    match rule:
        case OnDeposits():
            return "deposit"
        case OnceAllHave(act=act):
            return act.value if act.value in WAYS else "unknown"
        case After(rule=inner) | Retroactive(rule=inner):
            return way_of(inner)
        case OnceAll(rules=rules):
            told = [way_of(one) for one in rules]
            return min(told, key=WAYS.index)
        case Silent(ratified=False):
            return "sign"
        case _:
            return "unknown"


def _made(one: Instrument) -> date | None:
    """Return the day on which an instrument was signed, else that of the first act on it."""
    signed = [step for step in one.steps if step.act is Act.SIGN] or list(one.steps)
    told = (step.when.start or step.when.end for step in signed)
    return min((day for day in told if day), default=None)


def _meant(one: Listed, wanted: Wanted) -> bool:
    if wanted.party is not None and wanted.party not in one.concerned:
        return False
    return all(word in one.text for word in wanted.words.casefold().split())


def _fits(one: Listed, facets: Mapping[str, Iterable[str]]) -> bool:
    return all(
        not chosen or not set(chosen).isdisjoint(one.values[facet])
        for facet, chosen in facets.items()
    )
