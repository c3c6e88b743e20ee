"""Who is drawn in by an attack if every bound state keeps its word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.pictures import cascade_picture
from foedera.treaties import Side
from foedera.web.reply import Moved, Page, Table
from foedera.web.screens.asking.case import Case, drawn
from foedera.web.screens.asking.refusing import REFUSED, refusal
from foedera.web.screens.asking.shown import under
from foedera.wording.proofs import reason_text
from foedera.wording.questions import attack_text
from foedera.workspace.whole_data import whole_cascade

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.treaties import CascadeAnswer, Duty
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.wording import Words

_COLUMNS: Final = ("state", "part", "side", "round", "assumed", "obligations", "instruments")


@dataclass(frozen=True, slots=True)
class Row:
    """A state of a cascade.

    Attributes:
        state: Which.
        part: ``joined``, ``torn``, ``unclear`` or ``unmoved``.
        side: On which side; None where it joins neither.
        round: In which round it is drawn in, or first called upon; None where it is not.
        assumed: Whether only duties draw it in of which it is unclear whether they bind.
        duties: What draws it in, or does not.
    """

    state: str
    part: str
    side: Side | None
    round: int | None
    assumed: bool
    duties: tuple[Duty, ...]


def cascade(asked: Asked) -> Reply:
    """Answer ``/ask/cascade``.

    Raises:
        FoederaError: The question cannot be answered, and data are asked for.
    """
    words, form = asked.words, asked.request.scope.get("form")
    spread = asked.choice("spread", ("1", "0"), "1") == "1"
    assume = asked.choice("assume", ("1",)) == "1"
    try:
        case = Case.of(asked)
        if case.empty:
            return Moved(to=asked.link("/ask"))
        found = drawn(asked, case, spread=spread, assume=assume)
    except REFUSED as error:
        if form:
            raise
        return _refused(asked, refusal(error, asked))
    rows = list(_rows(found))
    attack = found.attack
    title = words(
        "law-cascade-title",
        attacker=words.name(attack.attacker),
        victim=words.name(attack.victim),
    )
    return Page(
        template="cascade.html",
        title=title,
        at="ask",
        styles=("law.css",),
        scripts=("law.js",),
        data=whole_cascade(found, case.under(asked), asked.workspace.called, assume_unclear=assume),
        table=Table(_COLUMNS, (_plain(one) for one in rows)),
        picture=cascade_picture(found, words) if form in {None, "svg"} else None,
        shown={
            "told": attack_text(attack, words.day(asked.on), words),
            "found": found,
            "spread": spread,
            "assume": assume,
            "rows": [_shown(one, words) for one in rows],
            "sides": [(side, found.on(side)) for side in (Side.VICTIM, Side.ATTACKER)],
        },
    )


def _data(asked: Asked, found: CascadeAnswer, case: Case, *, assume: bool) -> dict[str, Any]:
    """Return what ``foedera cascade --json`` prints."""
    called = asked.workspace.called
    return whole_cascade(found, case.under(asked), called, assume_unclear=assume)


def _refused(asked: Asked, why: object) -> Page:
    return Page(
        template="cascade_refused.html",
        title=asked.words("law-cascade"),
        at="ask",
        styles=("law.css",),
        status=400,
        shown={"refused": why},
    )


def _rows(found: CascadeAnswer) -> Iterator[Row]:
    for one in sorted(found.joined, key=lambda each: (each.round, each.side.value, each.state)):
        yield Row(one.state, "joined", one.side, one.round, one.assumed, one.duties)
    for torn in found.torn:
        duties = (*torn.to_victim, *torn.to_attacker)
        yield Row(torn.state, "torn", None, torn.round, assumed=False, duties=duties)
    for part, apart in (("unclear", found.unclear), ("unmoved", found.unmoved)):
        for each in apart:
            yield Row(each.state, part, None, None, assumed=False, duties=each.duties)


def _plain(one: Row) -> tuple[Any, ...]:
    return (
        one.state,
        one.part,
        one.side.value if one.side else None,
        one.round,
        one.assumed,
        tuple(dict.fromkeys(duty.owed.obligation.id for duty in one.duties)),
        tuple(dict.fromkeys(duty.owed.instrument.id for duty in one.duties)),
    )


def _shown(one: Row, words: Words) -> dict[str, Any]:
    drawing = one.part in {"joined", "torn"}
    return {
        "state": one.state,
        "part": one.part,
        "side": words.law("side", one.side) if one.side else None,
        "round": one.round,
        "assumed": one.assumed,
        "duties": [_duty(duty, words) for duty in one.duties],
        "why": [] if drawing else _points(one.duties, words),
    }


def _duty(duty: Duty, words: Words) -> dict[str, Any]:
    return {
        **under(duty.owed, words),
        "kind": words.law("obligation", duty.kind),
        "toward": words.name(duty.toward),
    }


def _points(duties: Sequence[Duty], words: Words) -> list[str]:
    """Return what stands against duties, or would decide them, in words."""
    told = (r for duty in duties for r in (duty.undecided or duty.reasons[:1]))
    return list(dict.fromkeys(reason_text(reason, words) for reason in told))
