"""Reads one instrument from its registry file, and says exactly what is wrong with it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from foedera.dates import Interval, PartialDate
from foedera.identifiers import ActorId, InstrumentId
from foedera.treaties.entry_into_force import (
    After,
    EntryIntoForce,
    OnceAll,
    OnceAllHave,
    OnDay,
    OnDeposits,
    OnEvent,
    Unseen,
)
from foedera.treaties.errors import MalformedInstrumentError
from foedera.treaties.instrument import (
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Renewal,
    SourceCited,
    Term,
)
from foedera.treaties.provisions import (
    Condition,
    Immediacy,
    Means,
    Obligation,
    ObligationKind,
    Occurrence,
    Provision,
    Trigger,
)
from foedera.treaties.steps import Act, Evidence, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

_Choice = TypeVar("_Choice", bound=Enum)
_THREE = {"yes": True, "no": False, "unknown": None}
_KEYS = frozenset(
    {
        *("id", "kind", "binding", "published", "titles", "aliases", "parties", "organisation"),
        *("entry_into_force", "joining_days", "term", "provisions", "obligations", "steps"),
        *("links", "sources", "followed_to"),
    }
)
_ACTS = {"signature": Act.SIGN, "ratification": Act.RATIFY, "exchange": Act.EXCHANGE}
_ACTS |= {"deposit by all": Act.DEPOSIT, "notification": Act.NOTIFY}


def instrument_of(record: Mapping[str, Any], place: str) -> Instrument:
    """Build an instrument from its record.

    Args:
        record: Content of one file of ``data/treaties``, every scalar as text.
        place: The file, for messages.

    Raises:
        MalformedInstrumentError: A key is missing, unknown, or has a value not allowed.
        MalformedDateError: A date is not one.
    """
    return _InstrumentFile(record, place).instrument()


class _InstrumentFile:
    """One record on its way to becoming an instrument."""

    def __init__(self, record: Mapping[str, Any], place: str) -> None:
        self.record = record
        self.place = place
        self.id = InstrumentId(str(self._need(record, "id")))
        self.parties = _actors(self._need(record, "parties"))
        self.sources = {key: self._source(key) for key in record.get("sources", {})}
        self.provisions = {
            number: Provision(number, says)
            for number, says in self._need(record, "provisions").items()
        }

    def instrument(self) -> Instrument:
        record = self.record
        unknown = set(record) - _KEYS
        if unknown:
            raise MalformedInstrumentError(self.place, f"unknown key {min(unknown)!r}")
        return Instrument(
            id=self.id,
            kind=self._choice(InstrumentKind, record, "kind"),
            binding=self._three(record, "binding", "yes"),
            published=self._three(record, "published", "yes"),
            titles=_names(self._need(record, "titles")),
            aliases=_names(record.get("aliases", {})),
            parties=self.parties,
            organisation=ActorId(record["organisation"]) if "organisation" in record else None,
            entry_into_force=self._rule(self._need(record, "entry_into_force")),
            joining_days=self._number(record, "joining_days") or 0,
            term=self._term(record.get("term", {})),
            provisions=tuple(self.provisions.values()),
            obligations=tuple(self._obligation(one) for one in record.get("obligations", ())),
            steps=tuple(step for one in self._need(record, "steps") for step in self._steps(one)),
            links=tuple(
                Link(self._choice(LinkKind, one, "kind"), InstrumentId(one["instrument"]))
                for one in record.get("links", ())
            ),
            sources=self.sources,
            followed_to=_day(record["followed_to"]) if "followed_to" in record else None,
        )

    def _rule(self, record: Mapping[str, Any]) -> EntryIntoForce:
        name = self._need(record, "rule")
        if name in _ACTS:
            return OnceAllHave(_ACTS[name])
        makers: dict[str, Callable[[Mapping[str, Any]], EntryIntoForce]] = {
            "deposits": self._deposits,
            "after": self._after,
            "day": lambda one: OnDay(_day(self._need(one, "day"))),
            "event": lambda one: OnEvent(self._need(one, "event")),
            "all of": lambda one: OnceAll(
                tuple(self._rule(part) for part in self._need(one, "rules"))
            ),
            "unseen": lambda one: Unseen(self._three(one, "ratification", "unknown")),
        }
        if name not in makers:
            reason = f"no rule of entry into force is called {name!r}"
            raise MalformedInstrumentError(self.place, reason)
        return makers[name](record)

    def _deposits(self, record: Mapping[str, Any]) -> EntryIntoForce:
        named = _actors(record.get("named", ()))
        return OnDeposits(self._number(record, "count") or len(named), named)

    def _after(self, record: Mapping[str, Any]) -> EntryIntoForce:
        return After(
            self._rule(self._need(record, "of")),
            days=self._number(record, "days") or 0,
            months=self._number(record, "months") or 0,
            first=record.get("first_of_month", "no") == "yes",
        )

    def _term(self, record: Mapping[str, Any]) -> Term:
        return Term(
            years=self._number(record, "years"),
            until=_day(record["until"]) if "until" in record else None,
            renewal=self._choice(Renewal, record, "renewal", Renewal.UNKNOWN),
            notice_months=self._number(record, "notice_months"),
        )

    def _obligation(self, record: Mapping[str, Any]) -> Obligation:
        number = self._need(record, "provision")
        if number not in self.provisions:
            raise MalformedInstrumentError(self.place, f"no provision {number!r} to oblige anyone")
        trigger = record.get("trigger", {})
        return Obligation(
            id=f"{self.id}/{self._need(record, 'id')}",
            provision=self.provisions[number],
            kind=self._choice(ObligationKind, record, "kind"),
            owed_by=_actors(record.get("owed_by", ())),
            owed_to=_actors(record.get("owed_to", ())),
            trigger=Trigger(
                occurrence=self._choice(Occurrence, trigger, "occurrence", Occurrence.ALWAYS),
                attackers=_actors(trigger.get("attackers", ())),
                area=trigger.get("area"),
                homelands=_actors(trigger.get("homelands", ())),
                excluded=_actors(trigger.get("excluded", ())),
            ),
            means=self._choice(Means, record, "means"),
            immediacy=self._choice(Immediacy, record, "immediacy", Immediacy.UNSTATED),
            conditions=tuple(
                self._member(Condition, one, "conditions") for one in record.get("conditions", ())
            ),
            sectors=tuple(record.get("sectors", ())),
            binding=self._three(record, "binding", "yes"),
            suspended_since=self._suspended(record),
            sources=tuple(self._known_source(key) for key in self._need(record, "sources")),
        )

    def _steps(self, record: Mapping[str, Any]) -> Iterator[Step]:
        evidence = tuple(
            Evidence(source.cite, source.address)
            for key in self._need(record, "sources")
            for source in (self.sources[self._known_source(key)],)
        )
        for state in _actors(record.get("states", ())) or (None,):
            yield Step(
                instrument=self.id,
                state=state,
                act=self._choice(Act, record, "act"),
                when=self._when(record),
                evidence=evidence,
                known_from=_day(record["known_from"]) if "known_from" in record else None,
                place=record.get("place"),
                organ=record.get("organ"),
                effective=record.get("effective", "yes") == "yes",
                note=record.get("note"),
            )

    def _when(self, record: Mapping[str, Any]) -> Interval:
        if "date" in record:
            partial = PartialDate.parse(record["date"])
            return Interval(partial.earliest, partial.latest)
        start = PartialDate.parse(record["not_before"]).earliest if "not_before" in record else None
        end = PartialDate.parse(record["not_after"]).latest if "not_after" in record else None
        return Interval(start, end)

    def _suspended(self, record: Mapping[str, Any]) -> Interval | None:
        if "suspended_since" not in record:
            return None
        partial = PartialDate.parse(record["suspended_since"])
        return Interval(partial.earliest, partial.latest)

    def _source(self, key: str) -> SourceCited:
        source = self.record["sources"][key]
        return SourceCited(
            self._need(source, "cite"), source.get("address"), self._need(source, "supports")
        )

    def _known_source(self, key: str) -> str:
        if key not in self.sources:
            raise MalformedInstrumentError(self.place, f"no source is called {key!r}")
        return key

    def _need(self, record: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - any YAML shape
        try:
            return record[key]
        except KeyError:
            raise MalformedInstrumentError(self.place, f"the key {key!r} is missing") from None

    def _choice(
        self,
        choices: type[_Choice],
        record: Mapping[str, Any],
        key: str,
        default: _Choice | None = None,
    ) -> _Choice:
        if default is not None and key not in record:
            return default
        return self._member(choices, self._need(record, key), key)

    def _member(self, choices: type[_Choice], value: str, key: str) -> _Choice:
        try:
            return choices(value)
        except ValueError:
            allowed = ", ".join(str(choice.value) for choice in choices)
            reason = f"{value!r} is no value of {key!r}; allowed are {allowed}"
            raise MalformedInstrumentError(self.place, reason) from None

    def _three(self, record: Mapping[str, Any], key: str, default: str) -> bool | None:
        value = record.get(key, default)
        if value not in _THREE:
            reason = f"{key!r} is yes, no or unknown, not {value!r}"
            raise MalformedInstrumentError(self.place, reason)
        return _THREE[value]

    def _number(self, record: Mapping[str, Any], key: str) -> int | None:
        if key not in record:
            return None
        if not str(record[key]).isdecimal():
            reason = f"{key!r} is a whole number, not {record[key]!r}"
            raise MalformedInstrumentError(self.place, reason)
        return int(record[key])


def _actors(names: Any) -> tuple[ActorId, ...]:  # noqa: ANN401 - any YAML shape
    return tuple(ActorId(name) for name in names)


def _names(groups: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(names) for language, names in groups.items()}


def _day(text: str) -> date:
    return PartialDate.parse(text).earliest
