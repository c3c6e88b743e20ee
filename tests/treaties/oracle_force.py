"""The oracle's reading of the rules of entry into force (VCLT 11-16, 24), on exact days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from foedera.treaties import Act
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from oracle_deeds import Deed

    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import EntryIntoForce

    Lacks = frozenset[tuple[str, object]]

_NAMES = {
    Act.RATIFY: "ratification",
    Act.EXCHANGE: "exchange",
    Act.DEPOSIT: "deposit",
    Act.NOTIFY: "notification",
}
_LODGED = (Act.EXCHANGE, Act.DEPOSIT, Act.NOTIFY)


class Acts:
    """What has been done, asked by act."""

    def __init__(self, deeds: Iterable[Deed], parties: Sequence[ActorId]) -> None:
        self.deeds = list(deeds)
        self.parties = parties
        self._of: dict[ActorId | None, list[Deed]] = {}
        for one in self.deeds:
            self._of.setdefault(one.state, []).append(one)

    def first(self, state: ActorId | None, *acts: Act) -> date | None:
        """Return the first day on which a state did one of the acts."""
        found = [one.day for one in self._of.get(state, ()) if one.act in acts and not one.waits]
        return min(found, default=None)

    def signed(self, state: ActorId) -> date | None:
        """Return the day from which a state's signature counts (12(2)(b), 8)."""
        waiting = [one.day for one in self._of.get(state, ()) if one.act is Act.SIGN and one.waits]
        confirmed = self.first(state, Act.CONFIRM) if waiting else None
        counts = confirmed if confirmed and min(waiting) <= confirmed else None
        return _first(self.first(state, Act.SIGN), counts)

    def lodged(self, state: ActorId) -> date | None:
        """Return the day on which a state made its consent known (16)."""
        return self.first(state, *_LODGED)

    def event(self) -> date | None:
        """Return the day of the event that the instrument waits for."""
        days = [one.day for one in self.deeds if one.act is Act.OCCUR and one.ground is None]
        return min(days, default=None)


def consent_of(rule: EntryIntoForce, acts: Acts, state: ActorId) -> date | None:
    """Return the day on which a state consented under a rule."""
    lodged, signed = acts.lodged(state), acts.signed(state)
    match rule:
        case OnceAllHave(Act.SIGN) | OnDay():
            return _first(lodged, signed)
        case OnceAllHave(Act.RATIFY):
            return _first(lodged, acts.first(state, Act.RATIFY))
        case After() | Retroactive():
            return consent_of(rule.rule, acts, state)
        case Silent() | Unseen():
            return _first(lodged, signed if rule.ratified is False else None)
        case OnceAll():
            parts = [one for one in rule.rules if not isinstance(one, OnEvent)]
            days = [consent_of(one, acts, state) for one in parts]
            return _all(days) if parts else lodged
        case _:
            return lodged


def force_of(rule: EntryIntoForce, acts: Acts) -> tuple[date | None, bool]:  # noqa: PLR0911 - a line for each rule
    """Return the day of entry into force, and whether the rule is known as far as it matters."""
    everyone = [consent_of(rule, acts, one) for one in acts.parties]
    match rule:
        case OnceAllHave():
            return _all(everyone), True
        case OnDeposits():
            return _deposits(rule, acts), True
        case After():
            day, seen = force_of(rule.rule, acts)
            return day and _moved(day, rule), seen
        case OnDay():
            signed = _all(everyone)
            return signed and max(signed, rule.day), True
        case OnEvent():
            return acts.event(), True
        case Retroactive():
            return force_of(rule.rule, acts)
        case Silent():
            either = [_first(acts.lodged(one), acts.signed(one)) for one in acts.parties]
            enough = rule.ratified is None and _all(either) and not _all(everyone)
            return _all(everyone), not enough
        case OnceAll():
            parts = [force_of(one, acts) for one in rule.rules]
            return _all([day for day, _ in parts]), all(seen for _, seen in parts)
        case _:
            return None, bool(lacks_of(rule, acts))


def _deposits(rule: OnDeposits, acts: Acts) -> date | None:
    states = {one.state for one in acts.deeds if one.state} | {*acts.parties}
    days = {one: acts.first(one, Act.ACCEDE, *_LODGED) for one in states}
    known = sorted(day for day in days.values() if day)
    named = [days.get(one) for one in rule.named]
    if len(known) < rule.count or None in named:
        return None
    return max([known[rule.count - 1], *(day for day in named if day)])


def _moved(day: date, rule: After) -> date:
    moved = months_after(day, rule.months)
    return moved.replace(day=1) if rule.first else moved + timedelta(rule.days)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    month = day.year * 12 + day.month - 1 + months
    for number in (day.day, 30, 29, 28):
        if number <= day.day:
            try:
                return date(month // 12, month % 12 + 1, number)
            except ValueError:
                continue
    raise AssertionError


def lacks_of(rule: EntryIntoForce, acts: Acts) -> Lacks:  # noqa: PLR0911 - a line for each rule
    """Return what a rule still waits for."""
    if force_of(rule, acts)[0] is not None if not isinstance(rule, Unseen) else False:
        return frozenset()
    match rule:
        case OnceAllHave():
            return _lacking(rule.act, rule, acts)
        case OnDeposits():
            return _lacking_deposits(rule, acts)
        case After() | Retroactive():
            return lacks_of(rule.rule, acts)
        case OnDay():
            return _lacking(Act.SIGN, OnceAllHave(Act.SIGN), acts)
        case OnEvent():
            return frozenset({("event", None)})
        case Silent():
            act = Act.NOTIFY if rule.ratified else Act.SIGN
            return _lacking(act, OnceAllHave(act), acts)
        case OnceAll():
            return frozenset().union(*(lacks_of(one, acts) for one in rule.rules))
        case _:
            return _lacking_unseen(rule, acts)


def _lacking(act: Act, rule: EntryIntoForce, acts: Acts) -> Lacks:
    tardy = [one for one in acts.parties if consent_of(rule, acts, one) is None]
    found: set[tuple[str, object]] = set()
    further = (Act.RATIFY, Act.ACCEDE, *_LODGED)
    unsigned = {one for one in tardy if not (acts.signed(one) or acts.first(one, *further))}
    if act is Act.SIGN:  # a law at home does not stand for it
        unsigned = {*tardy}
    if unsigned:
        found.add(("signature", frozenset(unsigned)))
    unratified = {one for one in tardy if not acts.first(one, Act.RATIFY)}
    if act in {Act.EXCHANGE, Act.DEPOSIT} and unratified:
        found.add(("ratification", frozenset(unratified)))
    if act is not Act.SIGN and tardy:
        whom = acts.parties if act is Act.EXCHANGE else tardy
        found.add((_NAMES[act], frozenset(whom)))
    return frozenset(found)


def _lacking_deposits(rule: OnDeposits, acts: Acts) -> Lacks:
    states = {one.state for one in acts.deeds if one.state} | {*acts.parties}
    have = {one for one in states if acts.first(one, Act.ACCEDE, *_LODGED)}
    found: set[tuple[str, object]] = set()
    if absent := {*rule.named} - have:
        found.add(("deposit", frozenset(absent)))
    if len(have) < rule.count:
        found.add(("more-deposits", rule.count - len(have)))
    return frozenset(found)


def _lacking_unseen(rule: EntryIntoForce, acts: Acts) -> Lacks:
    """Return what is surely lacking, whatever the rule may be."""
    done = {one: acts.first(one, Act.RATIFY, *_LODGED) for one in acts.parties}
    unsigned = {one for one in acts.parties if not acts.signed(one)}
    if unsigned and not any(done.values()):
        return frozenset({("signature", frozenset(unsigned))})
    tardy = {one for one, day in done.items() if day is None}
    if getattr(rule, "ratified", None) and tardy:
        return frozenset({("ratification", frozenset(tardy))})
    return frozenset()


def _first(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def _all(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None
