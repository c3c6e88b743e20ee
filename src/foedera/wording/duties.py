"""Duties in words: those that stand alike gathered, the reasons of each, what pulls apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.treaties import Immediacy, Means, ObligationKind, Truth, Verdict, label
from foedera.treaties.duty import VERDICTS
from foedera.wording.phrasing import article_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties import Conflict, Duty, OwedObligation, Proof, Reason, Tie
    from foedera.wording.words import Words

#: In which order an answer tells them.
VERDICTS_TOLD: Final = (Verdict.BOUND, Verdict.UNCLEAR, Verdict.NOT_BOUND)
#: In which order it tells kinds: what makes a state act comes first.
KINDS_TOLD: Final = (
    ObligationKind.DEFENCE,
    ObligationKind.OFFENCE,
    ObligationKind.NEUTRALITY,
    ObligationKind.CONSULTATION,
    ObligationKind.RESTRAINT,
    ObligationKind.NONAGGRESSION,
    ObligationKind.COOPERATION,
)


@dataclass(frozen=True, slots=True)
class Alike:
    """Duties of several states under one provision that stand alike.

    Attributes:
        owed: The obligation.
        debtors: Whose.
        creditors: Towards whom.
        verdict: Whether they bind.
        since: From when, where all of them began together.
        against: What stands against it.
        undecided: What would decide it.
        notes: What else the law says of it.
        proof: The proof of the first of them.
    """

    owed: OwedObligation
    debtors: tuple[ActorId, ...]
    creditors: tuple[ActorId, ...]
    verdict: Verdict
    since: Interval | None
    against: tuple[Reason, ...]
    undecided: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    proof: Proof

    @property
    def kind(self) -> ObligationKind:
        """What is owed."""
        return self.owed.obligation.kind


def how_text(owed: OwedObligation, words: Words) -> str:
    """Return by what means, how soon and on what conditions a duty is performed."""
    one = owed.obligation
    told = [label(one.means, words.language)] if one.means is not Means.UNPUBLISHED else []
    if one.immediacy is not Immediacy.UNSTATED:
        told.append(label(one.immediacy, words.language))
    told += [label(condition, words.language) for condition in one.conditions]
    return "; ".join(told)


def pull_pieces(duty: Duty, words: Words) -> tuple[str, str, str | None]:
    """Return one of two duties that pull apart: kind and creditor, instrument, article."""
    kind = words.law("obligation", duty.kind)
    toward = words("ask-toward", name=words.name(duty.toward))
    article = article_text(duty.owed.obligation.provision, words)
    return f"{kind} {toward}", duty.owed.instrument.id, article


def told_first(groups: Sequence[Alike], verdict: Verdict, first: str | None = None) -> list[Alike]:
    """Return the duties of one verdict, what is owed to one state before what others are owed."""
    found = [one for one in groups if one.verdict is verdict]
    found.sort(key=lambda one: (first not in one.creditors, KINDS_TOLD.index(one.kind)))
    return found


def alike(duties: Sequence[Duty]) -> list[Alike]:
    """Gather the duties of several states under one provision that stand alike."""
    groups: dict[object, list[Duty]] = {}
    for duty in duties:
        said = tuple((truth, reason.wording) for truth, reason in duty.points)
        open_points = tuple(reason.wording for reason in duty.undecided)
        ties = tuple((reason.wording, reason.others) for reason in duty.tie.reasons)
        key = (duty.owed.obligation.id, duty.toward, duty.verdict, said, open_points, ties)
        groups.setdefault(key, []).append(duty)
    return [_of_duties(group) for group in groups.values()]


def _of_duties(group: Sequence[Duty]) -> Alike:
    one = group[0]
    against = [reason for truth, reason in one.points if truth is Truth.NO]
    if one.verdict is Verdict.NOT_BOUND and one.tie.truth is Truth.NO:
        against += [*(one.tie.reasons or one.owed.reasons[:1])]
    return Alike(
        owed=one.owed,
        debtors=tuple(duty.state for duty in group),
        creditors=(one.toward,),
        verdict=one.verdict,
        since=_together([duty.tie.since for duty in group]),
        against=tuple(against),
        undecided=one.undecided,
        notes=(*one.notes, *(one.tie.reasons if one.verdict is not Verdict.NOT_BOUND else ())),
        proof=one.proof,
    )


def alike_ties(ties: Sequence[Tie]) -> list[Alike]:
    """Gather duties between pairs of states under one provision that stand alike."""
    groups: dict[object, list[Tie]] = {}
    for tie in ties:
        said = tuple((reason.wording, reason.words.get("en")) for reason in tie.reasons)
        open_points = tuple(reason.wording for reason in tie.undecided)
        key = (tie.owed.obligation.id, tie.truth, tie.third, said, open_points)
        groups.setdefault(key, []).append(tie)
    return [_of_ties(group) for group in groups.values()]


def _of_ties(group: Sequence[Tie]) -> Alike:
    one = group[0]
    unbound = one.truth is Truth.NO
    against = tuple(one.reasons or one.owed.reasons[:1]) if unbound else ()
    return Alike(
        owed=one.owed,
        debtors=tuple(dict.fromkeys(tie.debtor for tie in group)),
        creditors=tuple(dict.fromkeys(tie.creditor for tie in group)),
        verdict=VERDICTS[one.truth],
        since=_together([tie.since for tie in group]),
        against=against,
        undecided=one.undecided,
        notes=() if unbound else one.reasons,
        proof=one.proof,
    )


def _together(days: Sequence[Interval | None]) -> Interval | None:
    return days[0] if len(set(days)) == 1 else None


def alike_conflicts(
    found: Sequence[Conflict],
) -> Iterator[tuple[tuple[ActorId, ...], list[Conflict]]]:
    """Yield states whose duties pull apart alike, with one conflict for each that hinders."""
    pairs: dict[tuple[str, str, object], list[Conflict]] = {}
    for one in found:
        said = (tuple(reason.wording for reason in one.reasons), one.prevails is one.helps)
        key = (one.helps.owed.obligation.id, one.hinders.owed.obligation.id, said)
        pairs.setdefault(key, []).append(one)
    groups: dict[object, tuple[tuple[ActorId, ...], list[Conflict]]] = {}
    for (helps, _, alike_said), several in pairs.items():
        states = tuple(one.state for one in several)
        groups.setdefault((helps, alike_said, states), (states, []))[1].append(several[0])
    yield from groups.values()
