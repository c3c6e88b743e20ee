"""Who must do what, as a page: those bound first, then what is unclear, then the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.text import Text

from foedera.cli.page import facts, heading, joined
from foedera.cli.proof_view import ProofView, reason_line, reason_text
from foedera.treaties import Immediacy, Means, ObligationKind, Truth, Verdict, label
from foedera.treaties.duty import VERDICTS
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import article_text, states_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties import (
        Breach,
        Conflict,
        DutiesAnswer,
        Duty,
        OwedObligation,
        Proof,
        Reason,
        Tie,
    )
    from foedera.wording.words import Words

_STYLES: Final = {
    Verdict.BOUND: "bold green",
    Verdict.UNCLEAR: "bold yellow",
    Verdict.NOT_BOUND: "dim",
}
_KINDS: Final = (
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


class DutiesView:
    """Shows duties on one page.

    Args:
        words: The interface's words.
        why: Whether to show the proof of each.
        whole: Whether to show those that do not bind, too.
    """

    def __init__(self, words: Words, *, why: bool = False, whole: bool = False) -> None:
        self.words = words
        self.why = why
        self.whole = whole
        self._proofs = ProofView(words)

    def answer(self, found: DutiesAnswer) -> Iterator[RenderableType]:
        """Yield the parts of an answer to who must do what."""
        told = found.duties if self.whole else found.telling
        broken = {id(one.duty) for one in found.breaches}
        own = [
            duty
            for duty in found.duties
            if duty.state == found.attacker and duty.verdict is not Verdict.NOT_BOUND
        ]
        kept = {id(duty) for duty in own}
        groups = alike([duty for duty in told if id(duty) not in kept])
        yield from self.groups(groups, first=found.victim)
        yield from self._conflicts(found.conflicts)
        rest = alike([duty for duty in own if id(duty) not in broken])
        yield from self._breaches(found.breaches, rest)
        yield from self.promises(found.promises)
        if not self.whole:
            yield from self._not_shown(found, kept)

    def _not_shown(self, found: DutiesAnswer, kept: set[int]) -> Iterator[RenderableType]:
        """Yield how many duties of an answer were left out, and which."""
        unbound = {id(duty) for duty in found.duties if duty.verdict is Verdict.NOT_BOUND}
        idle = {id(duty) for duty in found.duties} - {id(duty) for duty in found.telling}
        yield from self.left_out(len(unbound))
        if count := len(idle - unbound - kept):
            victim = self.words.name(found.victim)
            yield Text(self.words("ask-idle", count=str(count), victim=victim), style="dim")

    def ties(self, found: Sequence[Tie]) -> Iterator[RenderableType]:
        """Yield the parts of an answer to who owes what to whom."""
        groups = alike_ties(found)
        yield from self.groups(groups)
        if not self.whole:
            yield from self.left_out(sum(tie.truth is Truth.NO for tie in found))

    def groups(self, groups: Sequence[Alike], first: str | None = None) -> Iterator[RenderableType]:
        """Yield duties by verdict; within each, what is owed to one state first."""
        words = self.words
        for verdict in (Verdict.BOUND, Verdict.UNCLEAR, Verdict.NOT_BOUND):
            found = [one for one in groups if one.verdict is verdict]
            found.sort(key=lambda one: (first not in one.creditors, _KINDS.index(_kind(one))))
            if verdict is Verdict.NOT_BOUND and not self.whole:
                continue
            yield heading(words(f"ask-{verdict.value.replace(' ', '-')}"))
            if not found:
                yield Text(words("ask-nobody"), style="dim")
            for number, one in enumerate(found):
                if number:
                    yield Text()
                yield self.entry(one)

    def entry(self, one: Alike) -> RenderableType:
        """Return one group of duties."""
        shown: list[RenderableType] = [facts(self._rows(one))]
        if self.why:
            if len(one.debtors) * len(one.creditors) > 1:
                shown.append(Text(self.words("proof-of-first"), style="dim"))
            pair = {*one.debtors[:1], *one.creditors[:1]}
            shown += self._proofs.tree(one.proof, one.owed, pair)
        return Group(*shown)

    def promises(self, found: Sequence[OwedObligation]) -> Iterator[RenderableType]:
        """Yield what was promised, but not in law."""
        if not found:
            return
        yield heading(self.words("ask-promises"))
        for owed in found:
            kind = self.words.law("obligation", owed.obligation.kind)
            line = _between(owed.owed_by, owed.protected, self.words)
            yield facts([(kind, line), *self._under(owed, None)])

    def left_out(self, count: int) -> Iterator[RenderableType]:
        """Yield how many duties do not bind, where they are not shown."""
        if count:
            yield Text()
            yield Text(self.words("ask-left-out", count=str(count)), style="dim")

    def _rows(self, one: Alike) -> Iterator[tuple[str, RenderableType]]:
        words = self.words
        kind = words.law("obligation", _kind(one))
        yield kind, _between(one.debtors, one.creditors, words, _STYLES[one.verdict])
        since = one.since if one.verdict is not Verdict.NOT_BOUND else None
        yield from self._under(one.owed, since)
        for reason in one.against:
            yield words("ask-against"), reason_line(reason, words)
        for reason in one.undecided:
            text = reason_text(reason, words)
            yield words("ask-undecided"), Text(text, style="yellow")
        if one.verdict is not Verdict.NOT_BOUND:
            for reason in one.notes:
                yield words("ask-note"), reason_line(reason, words)

    def _under(
        self, owed: OwedObligation, since: Interval | None
    ) -> Iterator[tuple[str, RenderableType]]:
        words = self.words
        began = words("since", day=words.days(since)) if since else None
        title = Text(clean(owed.instrument.title(words.language)))
        article = article_text(owed.obligation.provision, words)
        identifier = Text(owed.instrument.id, style="dim")
        yield words("ask-under"), joined([title, identifier, article, began])
        if how := how_text(owed, words):
            yield words("ask-how"), Text(how)
        yield words("ask-says"), Text(clean(owed.obligation.duty(words.language)))

    def _conflicts(self, found: Sequence[Conflict]) -> Iterator[RenderableType]:
        if not found:
            return
        words = self.words
        yield heading(words("ask-conflicts"))
        for number, (states, several) in enumerate(_alike_conflicts(found)):
            if number:
                yield Text()
            yield facts(self._conflict(states, several))

    def _conflict(
        self, states: tuple[ActorId, ...], several: Sequence[Conflict]
    ) -> Iterator[tuple[str, RenderableType]]:
        words, one = self.words, several[0]
        yield words("ask-whose"), Text(states_text(states, words))
        yield words("ask-helps"), self._pull(one.helps)
        lines = {pull.plain: pull for pull in (self._pull(each.hinders) for each in several)}
        for pull in lines.values():
            yield words("ask-hinders"), pull
        for reason in one.reasons:
            of_all = replace(reason, states=states) if one.state in reason.states else reason
            yield words("ask-note"), reason_line(of_all, words)
        none = Text(words("ask-none-prevails"))
        yield words("ask-prevails"), self._pull(one.prevails) if one.prevails else none

    def _pull(self, duty: Duty) -> Text:
        """Return one of two duties that pull apart on one line."""
        words = self.words
        kind = words.law("obligation", duty.kind)
        toward = words("ask-toward", name=words.name(duty.toward))
        place = article_text(duty.owed.obligation.provision, words)
        return joined([f"{kind} {toward}", duty.owed.instrument.id, place])

    def _breaches(self, found: Sequence[Breach], rest: Sequence[Alike]) -> Iterator[RenderableType]:
        """Yield what the attacker breaks: pledges that give others a right, then the rest."""
        if not found and not rest:
            return
        words = self.words
        yield heading(words("ask-breaches"))
        for number, one in enumerate(found):
            if number:
                yield Text()
            right = one.proof.reason
            rows = [
                *self._rows(alike([one.duty])[0]),
                (words("ask-note"), reason_line(right, words)),
            ]
            yield facts(rows)
            if self.why:
                duty = one.duty
                yield from self._proofs.tree(duty.proof, duty.owed, {duty.state, duty.toward})
        for number, other in enumerate(rest):
            if found or number:
                yield Text()
            yield self.entry(other)


def how_text(owed: OwedObligation, words: Words) -> str:
    """Return by what means, how soon and on what conditions a duty is performed."""
    one = owed.obligation
    told = [label(one.means, words.language)] if one.means is not Means.UNPUBLISHED else []
    if one.immediacy is not Immediacy.UNSTATED:
        told.append(label(one.immediacy, words.language))
    told += [label(condition, words.language) for condition in one.conditions]
    return "; ".join(told)


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


def _alike_conflicts(
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


def _kind(one: Alike) -> ObligationKind:
    return one.owed.obligation.kind


def _between(
    debtors: Sequence[str], creditors: Sequence[str], words: Words, style: str = "bold"
) -> Text:
    line = Text(states_text(debtors, words), style=style)
    toward = [one for one in creditors if [one] != list(debtors)]
    line.append(f" → {states_text(toward, words)}", style="not bold default")
    return line
