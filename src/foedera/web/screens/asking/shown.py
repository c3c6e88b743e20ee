"""Answers as a page shows them: duties that stand alike, each with why and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import ObligationKind, Truth, Verdict
from foedera.wording.cleaning import clean
from foedera.wording.duties import VERDICTS_TOLD, alike, alike_ties, how_text, told_first
from foedera.wording.phrasing import article_text
from foedera.wording.proofs import Telling, reason_text
from foedera.workspace.answers import promised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.dates import Interval
    from foedera.treaties import (
        Attack,
        Breach,
        Conflict,
        DutiesAnswer,
        Duty,
        OwedObligation,
        Reason,
        Tie,
    )
    from foedera.wording import Words
    from foedera.wording.duties import Alike
    from foedera.wording.proofs import Statement
    from foedera.workspace.answers import Answer

#: Columns of an answer as rows.
COLUMNS: Final = (
    *("debtor", "creditor", "kind", "verdict", "instrument", "obligation", "provision"),
    *("since_start", "since_end", "why"),
)

#: Who must help the one attacked; what is owed to the attacker; what else is owed.
HELP: Final = "help"
PARTS: Final = (HELP, "attacker", "others")


@dataclass(frozen=True, slots=True)
class Entry:
    """Duties that stand alike.

    Attributes:
        anchor: What the page calls their proof.
        group: They.
        facts: What is told of them.
        why: Why, in one sentence.
        proof: The proof of the first of them; None where it stands on a page of its own.
    """

    anchor: str
    group: Alike
    facts: dict[str, Any]
    why: str
    proof: Statement | None


@dataclass(frozen=True, slots=True)
class Part:
    """Duties that answer one part of a question.

    Attributes:
        name: Which part: of ``PARTS``.
        entries: They, in the order in which an answer tells them.
        counts: For each verdict how many states and how many duties there are.
    """

    name: str
    entries: list[Entry]
    counts: list[tuple[Verdict, int, int]]


def entries(
    groups: Sequence[Alike],
    words: Words,
    first: str | None = None,
    prefix: str = "proof",
    *,
    proved: bool = True,
) -> list[Entry]:
    """Return duties in the order in which an answer tells them.

    Args:
        groups: Duties that stand alike.
        words: The interface's words.
        first: What is owed to this state comes first.
        prefix: What their proofs are called by, before a number.
        proved: Whether their proofs are wanted.
    """
    ordered = [one for verdict in VERDICTS_TOLD for one in told_first(groups, verdict, first)]
    return [
        Entry(
            anchor=f"{prefix}-{number}",
            group=one,
            facts=_facts(one, words),
            why=_why(one, words),
            proof=_proof(one, words) if proved else None,
        )
        for number, one in enumerate(ordered, start=1)
    ]


def _proof(one: Alike, words: Words) -> Statement:
    focus = {*one.debtors[:1], *one.creditors[:1]}
    return Telling(words).proof(one.proof, one.owed, focus)


def parts(groups: Sequence[Alike], attack: Attack, words: Words, *, proved: bool) -> list[Part]:
    """Return the duties of a case by what they are about: help first, then the rest.

    Args:
        groups: Duties that stand alike.
        attack: The case.
        words: The interface's words.
        proved: Whether the proofs of the rest are wanted, too.
    """
    told = []
    for name in PARTS:
        mine = [one for one in groups if _part(one, attack) == name]
        if mine or name == HELP:
            own = entries(mine, words, attack.victim, name, proved=proved or name == HELP)
            told.append(Part(name, own, counted(mine)))
    return told


def _part(one: Alike, attack: Attack) -> str:
    """Return which part of a question duties answer."""
    if attack.victim not in one.creditors:
        return "attacker"
    return HELP if one.kind is ObligationKind.DEFENCE else "others"


def _facts(one: Alike, words: Words) -> dict[str, Any]:
    bound = one.verdict is not Verdict.NOT_BOUND
    same = one.debtors == one.creditors
    return {
        **under(one.owed, words),
        "kind": words.law("obligation", one.kind),
        "creditors": () if same else one.creditors,
        "same": same,
        "since": words.days(one.since) if one.since and bound else None,
        "how": how_text(one.owed, words),
        "says": clean(one.owed.obligation.duty(words.language)),
        "against": [_reason(each, words) for each in one.against],
        "undecided": [reason_text(each, words) for each in one.undecided],
        "notes": [_reason(each, words) for each in one.notes] if bound else [],
    }


def under(owed: OwedObligation, words: Words) -> dict[str, Any]:
    """Return under which instrument and article something is owed."""
    return {
        "instrument": owed.instrument.id,
        "title": clean(owed.instrument.title(words.language)),
        "article": article_text(owed.obligation.provision, words),
    }


def _why(one: Alike, words: Words) -> str:
    """Return why in one sentence."""
    if one.verdict is Verdict.NOT_BOUND and one.against:
        return reason_text(one.against[0], words)
    if one.verdict is Verdict.UNCLEAR and one.undecided:
        return " ".join(dict.fromkeys(reason_text(each, words) for each in one.undecided))
    return clean(one.owed.obligation.duty(words.language))


def _reason(reason: Reason, words: Words) -> dict[str, str]:
    return {"text": reason_text(reason, words), "place": reason.place(words.language)}


def attack_groups(
    found: DutiesAnswer, *, whole: bool, only: str | None
) -> tuple[list[Alike], list[Alike]]:
    """Return the duties of an answer that stand alike, and the attacker's own apart.

    Args:
        found: The answer.
        whole: Whether those are wanted, too, that do not bear on the case.
        only: Of this state alone, each by itself; None for all.
    """
    told: Iterable[Duty] = found.duties if whole or only else found.telling
    if only is not None:
        told = [duty for duty in told if duty.state == only]
    broken = {id(one.duty) for one in found.breaches}
    own = [one for one in told if one.state == found.attacker and _alive(one)]
    others = [one for one in told if one not in own]
    return alike(others), alike([one for one in own if id(one) not in broken])


def _alive(duty: Duty) -> bool:
    return duty.verdict is not Verdict.NOT_BOUND


def tie_groups(found: Sequence[Tie]) -> list[Alike]:
    """Return what is owed in law, gathered where it stands alike."""
    return alike_ties([tie for tie in found if not promised(tie)])


def counted(groups: Sequence[Alike]) -> list[tuple[Verdict, int, int]]:
    """Return for each verdict how many states there are, and how many duties."""
    told = []
    for verdict in VERDICTS_TOLD:
        mine = [one for one in groups if one.verdict is verdict]
        states = {state for one in mine for state in one.debtors}
        told.append((verdict, len(states), sum(len(one.debtors) for one in mine)))
    return told


def promises(found: Answer, words: Words) -> list[dict[str, Any]]:
    """Return what was promised, but not in law."""
    owed = found.duties.promises if found.duties else ()
    if found.duties is None:
        owed = tuple({t.owed.obligation.id: t.owed for t in found.ties if promised(t)}.values())
    return [
        {
            **under(one, words),
            "kind": words.law("obligation", one.obligation.kind),
            "debtors": one.owed_by,
            "creditors": one.protected,
            "says": clean(one.obligation.duty(words.language)),
        }
        for one in owed
    ]


def conflict_shown(
    states: tuple[str, ...], several: Sequence[Conflict], words: Words
) -> dict[str, Any]:
    """Return duties of some states that pull apart."""
    one = several[0]
    hinders = {each.hinders.owed.obligation.id: each.hinders for each in several}
    return {
        "states": states,
        "helps": _pull(one.helps, words),
        "hinders": [_pull(each, words) for each in hinders.values()],
        "reasons": [_reason(each, words) for each in one.reasons],
        "prevails": _pull(one.prevails, words) if one.prevails else None,
    }


def _pull(duty: Duty, words: Words) -> dict[str, Any]:
    return {
        **under(duty.owed, words),
        "kind": words.law("obligation", duty.kind),
        "toward": words("ask-toward", name=words.name(duty.toward)),
    }


def breach_shown(one: Breach, words: Words) -> dict[str, Any]:
    """Return a pledge that the attack breaks, and the right which that gives others."""
    duty = one.duty
    return {
        **under(duty.owed, words),
        "kind": words.law("obligation", duty.kind),
        "toward": duty.toward,
        "says": clean(duty.owed.obligation.duty(words.language)),
        "right": _reason(one.proof.reason, words),
        "proof": Telling(words).proof(duty.proof, duty.owed, {duty.state, duty.toward}),
    }


def answer_rows(found: Answer, english: Words) -> Iterator[tuple[Any, ...]]:
    """Yield one row for each duty of an answer.

    Args:
        found: The answer.
        english: Words in English, as all that leaves in CSV is.
    """
    if found.duties is not None:
        for duty in found.duties.duties:
            (one,) = alike([duty])
            since = _bounds(duty.tie.since)
            yield (duty.state, duty.toward, *_row(one, duty.owed), *since, _why(one, english))
    for tie in found.ties:
        (one,) = alike_ties([tie])
        since = _bounds(tie.since if tie.truth is not Truth.NO else None)
        yield (tie.debtor, tie.creditor, *_row(one, tie.owed), *since, _why(one, english))


def _row(one: Alike, owed: OwedObligation) -> tuple[str, ...]:
    obligation = owed.obligation
    return (
        obligation.kind.value,
        one.verdict.value,
        owed.instrument.id,
        obligation.id,
        obligation.provision.number,
    )


def _bounds(when: Interval | None) -> tuple[Any, Any]:
    return (when.start, when.end) if when else (None, None)
