"""Reads the formula by which an instrument enters into force from its registry record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties.fields import Fields
from foedera.treaties.formulas import (
    After,
    OnceAll,
    OnceAllHave,
    OnDay,
    OnDeposits,
    OnEvent,
    Retroactive,
    Silent,
    Unseen,
)
from foedera.treaties.steps import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.treaties.entry_into_force import EntryIntoForce

_ACTS = {"signature": Act.SIGN, "ratification": Act.RATIFY, "exchange": Act.EXCHANGE}
_ACTS |= {"deposit by all": Act.DEPOSIT, "notification": Act.NOTIFY}
#: Rule -> the keys it may have beside ``rule``.
_KEYS = {
    **dict.fromkeys(_ACTS, frozenset()),
    "deposits": frozenset({"count", "named"}),
    "after": frozenset({"of", "days", "months", "first_of_month"}),
    "day": frozenset({"day"}),
    "event": frozenset({"event"}),
    "all of": frozenset({"rules"}),
    "retroactive": frozenset({"of", "day"}),
    "silent": frozenset({"ratification"}),
    "unseen": frozenset({"ratification"}),
}


def formula_of(record: Fields) -> EntryIntoForce:
    """Build a rule of entry into force from its record.

    Raises:
        MalformedInstrumentError: No rule is called that, or it lacks what it needs.
    """
    name = record.need("rule")
    if name not in _KEYS:
        allowed = ", ".join(sorted(_KEYS))
        reason = f"no rule of entry into force is called {name!r}; there are {allowed}"
        raise record.refusal(reason)
    fields = Fields(record.content, record.place, _KEYS[name] | {"rule"})
    return OnceAllHave(_ACTS[name]) if name in _ACTS else _MAKERS[name](fields)


def _deposits(one: Fields) -> EntryIntoForce:
    named = one.actors("named")
    return OnDeposits(one.number("count") or len(named), named)


def _after(one: Fields) -> EntryIntoForce:
    return After(
        _part(one, "of"),
        days=one.number("days") or 0,
        months=one.number("months") or 0,
        first=one.flag("first_of_month"),
    )


def _all_of(one: Fields) -> EntryIntoForce:
    return OnceAll(
        tuple(
            formula_of(Fields(part, f"{one.place}: rules[{number}]"))
            for number, part in enumerate(one.need("rules"), start=1)
        )
    )


def _event(one: Fields) -> EntryIntoForce:
    one.need("event")
    return OnEvent(one.says("event"))


def _part(one: Fields, key: str) -> EntryIntoForce:
    return formula_of(Fields(one.need(key), f"{one.place}: {key}"))


_MAKERS: dict[str, Callable[[Fields], EntryIntoForce]] = {
    "deposits": _deposits,
    "after": _after,
    "day": lambda one: OnDay(one.partial("day").earliest),
    "event": _event,
    "all of": _all_of,
    "retroactive": lambda one: Retroactive(_part(one, "of"), one.partial("day").earliest),
    "silent": lambda one: Silent(one.three("ratification", "unknown")),
    "unseen": lambda one: Unseen(one.three("ratification", "unknown")),
}
