"""Reads one instrument from its registry file, and says exactly what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.dates import Interval
from foedera.identifiers import InstrumentId
from foedera.treaties.fields import Fields
from foedera.treaties.formula_file import formula_of
from foedera.treaties.instrument import (
    Denunciation,
    Instrument,
    InstrumentKind,
    Link,
    LinkKind,
    Objection,
    Registration,
    Renewal,
    Reservation,
    ReservationEffect,
    SourceCited,
    Term,
)
from foedera.treaties.provisions import (
    Condition,
    Displacement,
    Immediacy,
    Means,
    Obligation,
    ObligationKind,
    Occurrence,
    Provision,
    Target,
    Trigger,
)
from foedera.treaties.steps import Act, Evidence, Ground, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_INSTRUMENT = frozenset(
    {
        *("id", "kind", "binding", "published", "titles", "aliases", "parties", "organisation"),
        *("entry_into_force", "joining_days", "term", "provisions", "obligations", "steps"),
        *("links", "sources", "followed_to", "reservations", "registration", "no_pledge", "atop"),
    }
)
_TERM = frozenset(
    {
        *("years", "until", "renewal", "renewal_years", "renewal_notice_months"),
        *("notice_months", "initial_years", "denunciation", "ends_on"),
    }
)
_OBLIGATION = frozenset(
    {
        *("id", "provision", "kind", "owed_by", "owed_to", "beneficiaries", "trigger", "means"),
        *("immediacy", "conditions", "sectors", "binding", "suspended_since", "begins", "ceases"),
        *("displaces", "displaced", "sources"),
    }
)
_TRIGGER = frozenset(
    {"occurrence", "attackers", "area", "homelands", "excluded", "outsiders", "targets"}
)
_STEP = frozenset(
    {
        *("act", "states", "date", "not_before", "not_after", "known_from", "place", "organ"),
        *("effective", "note", "ground", "toward", "ad_referendum", "sources"),
    }
)
_RESERVATION = frozenset(
    {"state", "obligations", "effect", "says", "date", "withdrawn", "objections", "sources"}
)
_SOURCE = frozenset({"cite", "address", "supports", "seen"})
_DISPLACEMENT = frozenset({"decision", "from", "to", "extent", "sources"})
#: What a row need not say -> how it is read. What is left out keeps the default of its class.
_STEP_MORE: Mapping[str, Callable[[Fields, str], Any]] = {
    "known_from": Fields.day,
    "place": Fields.text,
    "organ": Fields.text,
    "effective": Fields.flag,
    "note": Fields.text,
    "ground": lambda row, key: row.choice(Ground, key),
    "toward": Fields.actor,
    "ad_referendum": Fields.flag,
}
_OBLIGATION_MORE: Mapping[str, Callable[[Fields, str], Any]] = {
    "immediacy": lambda row, key: row.choice(Immediacy, key),
    "conditions": lambda row, key: row.choices(Condition, key),
    "sectors": Fields.list,
    "binding": lambda row, key: row.three(key, "yes"),
    "suspended_since": Fields.interval,
    "beneficiaries": Fields.actors,
    "begins": Fields.interval,
    "ceases": Fields.interval,
    "displaces": Fields.list,
}
_TRIGGER_MORE: Mapping[str, Callable[[Fields, str], Any]] = {
    "attackers": Fields.actors,
    "area": Fields.says,
    "homelands": Fields.actors,
    "excluded": Fields.actors,
    "outsiders": Fields.flag,
    "targets": lambda row, key: row.choices(Target, key),
}


def instrument_of(record: Any, place: str) -> Instrument:  # noqa: ANN401 - any YAML shape
    """Build an instrument from its record.

    Args:
        record: Content of one file of ``data/treaties``, every scalar as text.
        place: The file, for messages.

    Raises:
        MalformedInstrumentError: A key is missing, unknown, or has a value not allowed.
    """
    return _InstrumentFile(Fields(record, place, _INSTRUMENT)).instrument()


class _InstrumentFile:
    """One record on its way to becoming an instrument."""

    def __init__(self, record: Fields) -> None:
        self.record = record
        self.id = InstrumentId(str(record.need("id")))
        sources, provisions = record.sub("sources"), record.sub("provisions")
        record.need("provisions")
        self.sources = {key: _source(sources.sub(key, _SOURCE)) for key in sources.content}
        self.evidence = {key: Evidence(one.cite, one.address) for key, one in self.sources.items()}
        self.provisions = {
            number: Provision(number, provisions.says(number)) for number in provisions.content
        }

    def instrument(self) -> Instrument:
        record = self.record
        record.need("entry_into_force")
        return Instrument(
            id=self.id,
            kind=record.choice(InstrumentKind, "kind"),
            binding=record.three("binding", "yes"),
            published=record.three("published", "yes"),
            titles=record.names("titles", needed=True),
            aliases=record.names("aliases"),
            parties=record.actors("parties", needed=True),
            organisation=record.actor("organisation"),
            entry_into_force=formula_of(record.sub("entry_into_force")),
            joining_days=record.number("joining_days") or 0,
            term=_term(record.sub("term", _TERM)),
            provisions=tuple(self.provisions.values()),
            obligations=tuple(map(self._obligation, record.rows("obligations", _OBLIGATION))),
            steps=tuple(
                step
                for row in record.rows("steps", _STEP, needed=True)
                for step in self._steps(row)
            ),
            links=tuple(map(_link, record.rows("links", frozenset({"kind", "instrument"})))),
            sources=self.sources,
            followed_to=record.day("followed_to"),
            reservations=tuple(map(self._reservation, record.rows("reservations", _RESERVATION))),
            registration=_registration(
                record.sub("registration", frozenset({"registered", "number"}))
            ),
            no_pledge=record.says("no_pledge"),
            atop=record.text("atop"),
        )

    def _obligation(self, row: Fields) -> Obligation:
        number = row.need("provision")
        if number not in self.provisions:
            raise row.refusal(f"no provision {number!r} to oblige anyone")
        return Obligation(
            id=f"{self.id}/{row.need('id')}",
            provision=self.provisions[number],
            kind=row.choice(ObligationKind, "kind"),
            owed_by=row.actors("owed_by"),
            owed_to=row.actors("owed_to"),
            trigger=_trigger(row.sub("trigger", _TRIGGER)),
            means=row.choice(Means, "means"),
            displaced=tuple(map(self._displacement, row.rows("displaced", _DISPLACEMENT))),
            sources=self._cited(row),
            **_given(row, _OBLIGATION_MORE),
        )

    def _displacement(self, row: Fields) -> Displacement:
        since, until = row.interval("from"), row.interval("to")
        return Displacement(
            decision=str(row.need("decision")),
            period=Interval(since.start if since else None, until.end if until else None),
            extent=row.says("extent"),
            sources=self._cited(row),
        )

    def _reservation(self, row: Fields) -> Reservation:
        return Reservation(
            state=_state(row),
            obligations=tuple(f"{self.id}/{one}" for one in row.list("obligations")),
            effect=row.choice(ReservationEffect, "effect"),
            says=row.says("says"),
            when=_days(row),
            withdrawn=row.interval("withdrawn"),
            objections=tuple(
                Objection(_state(one), _days(one), one.flag("precludes"))
                for one in row.rows("objections", frozenset({"state", "date", "precludes"}))
            ),
            sources=self._cited(row),
        )

    def _steps(self, row: Fields) -> Iterator[Step]:
        act, when, evidence = row.choice(Act, "act"), _days(row), self._evidence(row)
        more = _given(row, _STEP_MORE)
        for state in row.actors("states") or (None,):
            yield Step(self.id, state, act, when, evidence, **more)

    def _evidence(self, row: Fields) -> tuple[Evidence, ...]:
        return tuple(self.evidence[key] for key in self._cited(row))

    def _cited(self, row: Fields) -> tuple[str, ...]:
        row.need("sources")
        keys = row.list("sources")
        for key in keys:
            if key not in self.sources:
                raise row.refusal(f"no source is called {key!r}")
        return keys


def _source(row: Fields) -> SourceCited:
    cite, supports = str(row.need("cite")), str(row.need("supports"))
    return SourceCited(cite, row.text("address"), supports, row.day("seen"))


def _link(row: Fields) -> Link:
    return Link(row.choice(LinkKind, "kind"), InstrumentId(row.need("instrument")))


def _registration(row: Fields) -> Registration:
    return Registration(row.three("registered", "unknown"), row.text("number"))


def _term(row: Fields) -> Term:
    notice = row.number("notice_months")
    known = Denunciation.UNKNOWN if notice is None else Denunciation.PROVIDED
    return Term(
        years=row.number("years"),
        until=row.day("until"),
        renewal=row.choice(Renewal, "renewal", Renewal.UNKNOWN),
        renewal_years=row.number("renewal_years"),
        renewal_notice_months=row.number("renewal_notice_months"),
        notice_months=notice,
        initial_years=row.number("initial_years"),
        denunciation=row.choice(Denunciation, "denunciation", known),
        ends_on=row.says("ends_on"),
    )


def _trigger(row: Fields) -> Trigger:
    occurrence = row.choice(Occurrence, "occurrence", Occurrence.ALWAYS)
    return Trigger(occurrence, **_given(row, _TRIGGER_MORE))


def _given(row: Fields, more: Mapping[str, Callable[[Fields, str], Any]]) -> dict[str, Any]:
    """Read those optional keys that a row gives: most rows give few of many."""
    return {key: more[key](row, key) for key in row.content if key in more}


def _state(row: Fields) -> Any:  # noqa: ANN401 - an ActorId, never None
    row.need("state")
    return row.actor("state")


def _days(row: Fields) -> Interval:
    """Return the days of a date, or of the bounds set to an unknown one."""
    if when := row.interval("date"):
        return when
    after, before = row.interval("not_before"), row.interval("not_after")
    return Interval(after.start if after else None, before.end if before else None)
