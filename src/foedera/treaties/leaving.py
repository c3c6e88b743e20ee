"""Notices of leaving: when each takes effect, and why one has none (VCLT 42, 54-56, 65-68)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from foedera.dates import Interval
from foedera.treaties.certainty import Truth, before, one_event, perhaps, shifted
from foedera.treaties.ending import DISPUTABLE
from foedera.treaties.instrument import Denunciation
from foedera.treaties.steps import Act, Ground, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from foedera.identifiers import ActorId
    from foedera.treaties.entry_into_force import History
    from foedera.treaties.instrument import Term

#: Months that the others have to object to such a notice (VCLT 65(2)).
_TO_OBJECT = 3
#: Months of notice where a right to leave is only implied (VCLT 56(2)).
_IMPLIED = 12
#: Longest doubt about an entry into force, in days, that is gone through day by day.
_DOUBT = 400


@dataclass(frozen=True, slots=True)
class Notice:
    """A state's notice that it leaves, and what becomes of it.

    Attributes:
        state: Whose.
        given: Days on which it may have been received.
        effect: Days on which it takes effect, an open end where perhaps never; None where
            it has none.
        rule: The rule that decides it.
        wording: Entry of ``data/wording/treaties.yaml`` that says why it has no effect or
            why that is open; None for a notice that runs as the text says.
        steps: The steps that tell of it, and of its revocation or of objections.
    """

    state: ActorId
    given: Interval
    effect: Interval | None
    rule: str
    wording: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bond:
    """What a notice is measured against.

    Attributes:
        term: The instrument's term.
        force: Days on which it may have entered into force.
        joined: Days on which the state may have become bound.
        over: Days on which its bond was over for another reason; None where it was not.
        seen: Whether the rule of entry into force is known, so that a state that is not
            on record as bound surely is not.
        binds: Tells of another state whether it surely is bound on certain days.
    """

    term: Term
    force: Interval | None
    joined: Interval | None
    over: Interval | None
    seen: bool
    binds: Callable[[ActorId, Interval], bool]


def notices(state: ActorId, steps: Sequence[Step], history: History, bond: Bond) -> list[Notice]:
    """Return a state's notices in their order, tellings of one taken together.

    Args:
        state: Whose.
        steps: Its steps, in order, among which notices and revocations are looked for.
        history: All steps, among which objections of others are.
        bond: What they are measured against.
    """
    revoked = [step for step in steps if step.act is Act.REVOKE]
    return [_judged(state, told, revoked, history, bond) for told in _tellings(steps)]


def _tellings(steps: Sequence[Step]) -> list[list[Step]]:
    """Return notices, each with its tellings: those on one ground that may be of one day."""
    groups: list[list[Step]] = []
    for step in steps:
        if step.act is not Act.WITHDRAW:
            continue
        for group in groups:
            alike = all(one.ground is step.ground and one.when.meets(step.when) for one in group)
            if alike:
                group.append(step)
                break
        else:
            groups.append([step])
    return groups


def _judged(
    state: ActorId, told: list[Step], revoked: list[Step], history: History, bond: Bond
) -> Notice:
    given = one_event([step.when for step in told])
    steps = tuple(told)
    bound = bound_on(given, bond)
    if bound is Truth.NO:
        return Notice(state, given, None, "vclt-42", "reason-notice-not-bound", steps)
    effect, rule, wording = _effect(state, told, given, history, bond)
    if effect is not None and bound is Truth.UNCLEAR:
        effect = perhaps(effect)
    for step in revoked:
        if effect is None:
            break
        undone = _undone(given, step.when, effect)
        if undone is not Truth.NO:
            steps = (*steps, step)
        if undone is Truth.YES:
            return Notice(state, given, None, "vclt-68", "reason-notice-revoked", steps)
        if undone is Truth.UNCLEAR:
            effect, rule, wording = perhaps(effect), "vclt-68", "open-notice-revoked"
    return Notice(state, given, effect, rule, wording, steps)


def bound_on(when: Interval, bond: Bond) -> Truth:
    """Tell whether a state was bound on the days of an act: else the act ends nothing.

    That its bond was perhaps over before leaves the act its effect: it ends what is left.
    """
    if bond.over is not None and before(bond.over, when) is Truth.YES:
        return Truth.NO
    if bond.joined is None:  # where the rule was not seen nobody can tell
        return Truth.NO if bond.seen else Truth.UNCLEAR
    return before(bond.joined, when)


def _undone(given: Interval, revoked: Interval, effect: Interval) -> Truth:
    """Tell whether a revocation came after the notice and before its effect (VCLT 68)."""
    after, timely = before(given, revoked), before(effect, revoked)
    if after is Truth.NO or timely is Truth.YES:
        return Truth.NO
    return Truth.YES if after is Truth.YES and timely is Truth.NO else Truth.UNCLEAR


def _effect(
    state: ActorId, told: Sequence[Step], given: Interval, history: History, bond: Bond
) -> tuple[Interval | None, str, str | None]:
    ground = next((step.ground for step in told if step.ground), None)
    if ground is Ground.NONE:
        return None, "vclt-42", "reason-notice-without-ground"
    if ground in DISPUTABLE:
        if _objected(state, given, history, bond):
            return None, "vclt-65", "reason-notice-objected"
        effect = perhaps(shifted(given, months=_TO_OBJECT))
        return effect, DISPUTABLE[ground], f"open-ground-{ground.value}"
    if ground is Ground.CONSENT:
        return given, "vclt-54", None
    if bond.term.denunciation is Denunciation.EXCLUDED:
        return None, "vclt-56", "reason-notice-excluded"
    return _in_time(given, bond)


def _in_time(given: Interval, bond: Bond) -> tuple[Interval | None, str, str | None]:
    early = _premature(given, bond)
    if early is Truth.YES:
        return None, "vclt-54", "reason-notice-premature"
    effect, rule, wording = _by_term(given, bond)
    if early is Truth.UNCLEAR:
        return perhaps(effect), "vclt-54", "open-notice-premature"
    return effect, rule, wording


def _objected(state: ActorId, given: Interval, history: History, bond: Bond) -> bool:
    """Tell whether another party surely objected within three months (VCLT 65(2)-(3))."""
    window = shifted(given, months=_TO_OBJECT)
    return any(
        before(given, step.when) is Truth.YES and before(step.when, window) is Truth.YES
        for step in history.of({Act.OBJECT})
        if step.toward == state != step.state
        and step.state is not None
        and bond.binds(step.state, step.when)
    )


def _premature(given: Interval, bond: Bond) -> Truth:
    """Tell whether a notice came before the years were over in which none may be given."""
    if bond.term.initial_years is None or bond.force is None:
        return Truth.NO
    over = shifted(bond.force, months=12 * bond.term.initial_years)
    answer = before(over, given)
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(answer, Truth.UNCLEAR)


def _by_term(given: Interval, bond: Bond) -> tuple[Interval, str, str | None]:
    term = bond.term
    if term.notice_months is not None:
        return shifted(given, months=term.notice_months), "vclt-54", None
    if term.renewal_notice_months is not None and term.years and bond.force:
        return _at_term(given, bond.force, term), "vclt-54", None
    if term.denunciation is Denunciation.SILENT:
        effect = perhaps(shifted(given, months=_IMPLIED))
        return effect, "vclt-56", "open-notice-silence"
    return perhaps(given), "vclt-54", "open-notice-unseen"


def _at_term(given: Interval, force: Interval, term: Term) -> Interval:
    """Return the end of the term at which a notice takes effect."""
    early, late = given.start, given.end
    if force.start is None or force.end is None or early is None or late is None:
        return perhaps(given)
    if (force.end - force.start).days > _DOUBT:
        return perhaps(shifted(given, months=term.renewal_notice_months or 0))
    ends = [
        _term_end(day, force.start + timedelta(days=n), term)
        for n in range((force.end - force.start).days + 1)
        for day in (early, late)
    ]
    return Interval(min(ends), max(ends))


def _term_end(given: date, force: date, term: Term) -> date:
    notice, years = term.renewal_notice_months or 0, term.years or 0
    months = 12 * years
    while True:
        end = shifted(Interval.on(force), months=months).start
        deadline = shifted(Interval.on(force), months=months - notice).start
        if end is not None and deadline is not None and given <= deadline:
            return end
        months += 12 * (term.renewal_years or years)
