"""Registries made up for a case: a few pacts in as few words as a lawyer needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from foedera.treaties import Registry, instrument_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MEANS = {
    "defence": "all available means",
    "offence": "all available means",
    "neutrality": "no aid to the attacker",
    "nonaggression": "refrain from force",
    "consultation": "consult",
    "restraint": "no hostile alliance",
}
_TRIGGERS = {
    "defence": "armed attack",
    "offence": "war",
    "neutrality": "war",
    "consultation": "threat",
}
_SAYS = {"en": "What the case says.", "id": "Yang dikatakan perkara ini."}
#: Makes the states of every case known, and binds them to nothing.
_BYSTANDERS = {
    "id": "bystanders-1800",
    "parties": ["AAA", "BBB", "CCC", "DDD", "EEE"],
    "in_force": "1800-01-01",
    "obligations": [],
}
_SHORT = ("id", "parties", "in_force", "obligations", "steps", "reservations")


@pytest.fixture(scope="session")
def registry_of() -> Callable[[dict[str, Any]], Registry]:
    """Give the registry a case makes up, or the one foedera carries."""
    return registry


def registry(case: dict[str, Any]) -> Registry:
    if "registry" not in case:
        return Registry.load()
    entries = [*case["registry"], _BYSTANDERS]
    return Registry(instrument_of(_record(entry), entry["id"]) for entry in entries)


def _record(entry: dict[str, Any]) -> dict[str, Any]:
    """Return a whole record: signed and in force for all on one day unless it says more."""
    parties, begun = entry["parties"], entry.get("in_force", "1990-01-01")
    steps = [
        {"act": "sign", "states": parties, "date": begun, "sources": ["case"]},
        *({**step, "sources": ["case"]} for step in entry.get("steps", ())),
    ]
    return {
        "id": entry["id"],
        "kind": "treaty",
        "titles": {"en": [entry["id"]], "id": [entry["id"]]},
        "parties": parties,
        "entry_into_force": {"rule": "signature"},
        "term": {"renewal": "automatic", "notice_months": "12"},
        "provisions": {"1": _SAYS},
        "obligations": [_obligation(one) for one in entry["obligations"]],
        "steps": steps,
        "sources": {"case": {"cite": "case", "supports": "case"}},
        "reservations": [
            {"says": _SAYS, **one, "sources": ["case"]} for one in entry.get("reservations", ())
        ],
        **{key: value for key, value in entry.items() if key not in _SHORT},
    }


def _obligation(one: dict[str, Any]) -> dict[str, Any]:
    kind = one["kind"]
    displaced = [{**each, "sources": ["case"]} for each in one.get("displaced", ())]
    return {
        "id": kind,
        "provision": "1",
        "means": _MEANS[kind],
        "trigger": {"occurrence": _TRIGGERS.get(kind, "always")},
        "sources": ["case"],
        **one,
        "displaced": displaced,
    }
