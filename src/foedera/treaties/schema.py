"""The form of a registry file as a JSON Schema, made from the types that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.treaties.instrument import (
    Denunciation,
    InstrumentKind,
    LinkKind,
    Renewal,
    ReservationEffect,
)
from foedera.treaties.provisions import (
    Condition,
    Immediacy,
    Means,
    ObligationKind,
    Occurrence,
    Target,
)
from foedera.treaties.steps import Act, Ground

if TYPE_CHECKING:
    from enum import Enum

_LANGUAGES = ("en", "id")
_YES_NO = {"enum": ["yes", "no", "unknown"]}
_NUMBER = {"type": "string", "pattern": r"^\d+$"}
_TEXT = {"type": "string", "minLength": 1}
_DAY = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
_ACTOR = {"type": "string", "pattern": r"^[A-Z][A-Z0-9_]{1,19}$"}
_ACTORS = {"type": "array", "items": _ACTOR, "minItems": 1, "uniqueItems": True}
_SOURCES = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}
_SAYS = {
    "type": "object",
    "properties": {"en": _TEXT, "id": _TEXT},
    "required": list(_LANGUAGES),
    "additionalProperties": False,
}


def _one_of(kind: type[Enum]) -> dict[str, list[str]]:
    return {"enum": [member.value for member in kind]}


def _keyed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_NAMES = _keyed(
    {language: {"type": "array", "items": _TEXT} for language in _LANGUAGES}, *_LANGUAGES
)
_TRIGGER = _keyed(
    {
        "occurrence": _one_of(Occurrence),
        "attackers": _ACTORS,
        "area": _SAYS,
        "homelands": _ACTORS,
        "excluded": _ACTORS,
        "outsiders": {"enum": ["yes", "no"]},
        "targets": {"type": "array", "items": _one_of(Target), "minItems": 1},
    },
    "occurrence",
)
_OBLIGATION = _keyed(
    {
        "id": _TEXT,
        "provision": _TEXT,
        "kind": _one_of(ObligationKind),
        "owed_by": _ACTORS,
        "owed_to": _ACTORS,
        "trigger": _TRIGGER,
        "means": _one_of(Means),
        "immediacy": _one_of(Immediacy),
        "conditions": {"type": "array", "items": _one_of(Condition)},
        "sectors": {"type": "array", "items": _TEXT},
        "binding": _YES_NO,
        "suspended_since": _DAY,
        "beneficiaries": _ACTORS,
        "begins": _DAY,
        "ceases": _DAY,
        "displaces": {"type": "array", "items": _TEXT, "minItems": 1},
        "displaced": {
            "type": "array",
            "items": _keyed(
                {"decision": _TEXT, "from": _DAY, "to": _DAY, "extent": _SAYS, "sources": _SOURCES},
                *("decision", "from", "sources"),
            ),
        },
        "sources": _SOURCES,
    },
    *("id", "provision", "kind", "means", "sources"),
)
_STEP = _keyed(
    {
        "act": _one_of(Act),
        "states": _ACTORS,
        "date": _DAY,
        "not_before": _DAY,
        "not_after": _DAY,
        "known_from": _DAY,
        "place": _TEXT,
        "organ": _TEXT,
        "effective": {"enum": ["yes", "no"]},
        "note": _TEXT,
        "ground": _one_of(Ground),
        "toward": _ACTOR,
        "ad_referendum": {"enum": ["yes", "no"]},
        "sources": _SOURCES,
    },
    *("act", "sources"),
)
_RESERVATION = _keyed(
    {
        "state": _ACTOR,
        "obligations": {"type": "array", "items": _TEXT, "minItems": 1},
        "effect": _one_of(ReservationEffect),
        "says": _SAYS,
        "date": _DAY,
        "withdrawn": _DAY,
        "objections": {
            "type": "array",
            "items": _keyed(
                {"state": _ACTOR, "date": _DAY, "precludes": {"enum": ["yes", "no"]}},
                *("state", "date"),
            ),
        },
        "sources": _SOURCES,
    },
    *("state", "obligations", "effect", "says", "date", "sources"),
)
_SCHEMA = _keyed(
    {
        "id": {"type": "string", "pattern": r"^[a-z0-9-]+-\d{4}$"},
        "kind": _one_of(InstrumentKind),
        "binding": _YES_NO,
        "published": _YES_NO,
        "followed_to": _DAY,
        "titles": _NAMES,
        "aliases": _NAMES,
        "parties": _ACTORS,
        "organisation": _ACTOR,
        "entry_into_force": {"type": "object", "required": ["rule"]},
        "joining_days": _NUMBER,
        "term": _keyed(
            {
                "years": _NUMBER,
                "until": _DAY,
                "renewal": _one_of(Renewal),
                "renewal_years": _NUMBER,
                "renewal_notice_months": _NUMBER,
                "notice_months": _NUMBER,
                "initial_years": _NUMBER,
                "denunciation": _one_of(Denunciation),
                "ends_on": _SAYS,
            }
        ),
        "registration": _keyed({"registered": _YES_NO, "number": _TEXT}, "registered"),
        "no_pledge": _SAYS,
        "atop": _NUMBER,
        "reservations": {"type": "array", "items": _RESERVATION, "minItems": 1},
        "provisions": {"type": "object", "additionalProperties": _SAYS},
        "obligations": {"type": "array", "items": _OBLIGATION},
        "steps": {"type": "array", "items": _STEP, "minItems": 1},
        "links": {
            "type": "array",
            "items": _keyed({"kind": _one_of(LinkKind), "instrument": _TEXT}, "kind", "instrument"),
        },
        "sources": {
            "type": "object",
            "additionalProperties": _keyed(
                {
                    "cite": _TEXT,
                    "address": {"type": "string", "pattern": "^https?://"},
                    "supports": _TEXT,
                    "seen": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
                },
                *("cite", "supports"),
            ),
        },
    },
    *("id", "kind", "titles", "aliases", "parties", "entry_into_force"),
    *("provisions", "steps", "sources"),
)


def instrument_schema() -> dict[str, Any]:
    """Return the JSON Schema of a registry file, every scalar as text.

    ``docs/reference/generate.py`` writes it to ``data/schemas/registry-file.schema.json``, for
    editors that check a file while it is written.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:foedera:schema:registry-file:1",
        "title": "A registry file of foedera: one instrument",
        **_SCHEMA,
    }
