"""Who must do what, as a page: those bound first, then what is unclear, then the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.text import Text

from foedera.cli.page import facts, heading, joined
from foedera.cli.proof_view import ProofView, reason_line
from foedera.treaties import Truth, Verdict
from foedera.wording.cleaning import clean
from foedera.wording.duties import (
    VERDICTS_TOLD,
    alike,
    alike_conflicts,
    alike_ties,
    how_text,
    pull_pieces,
    told_first,
)
from foedera.wording.phrasing import article_text, states_text
from foedera.wording.proofs import reason_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties import Breach, Conflict, DutiesAnswer, Duty, OwedObligation, Tie
    from foedera.wording.duties import Alike
    from foedera.wording.words import Words

_STYLES: Final = {
    Verdict.BOUND: "bold green",
    Verdict.UNCLEAR: "bold yellow",
    Verdict.NOT_BOUND: "dim",
}


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
        for verdict in VERDICTS_TOLD:
            found = told_first(groups, verdict, first)
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
        kind = words.law("obligation", one.kind)
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
        for number, (states, several) in enumerate(alike_conflicts(found)):
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
        return joined(pull_pieces(duty, self.words))

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


def _between(
    debtors: Sequence[str], creditors: Sequence[str], words: Words, style: str = "bold"
) -> Text:
    line = Text(states_text(debtors, words), style=style)
    toward = [one for one in creditors if [one] != list(debtors)]
    line.append(f" → {states_text(toward, words)}", style="not bold default")
    return line
