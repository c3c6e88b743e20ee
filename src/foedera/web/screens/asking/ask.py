"""The question who must help, and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import Target
from foedera.web.reply import Page, Table
from foedera.web.screens.asking.case import Case, answered
from foedera.web.screens.asking.refusing import REFUSED, examples, refusal
from foedera.web.screens.asking.shown import (
    COLUMNS,
    Part,
    answer_rows,
    attack_groups,
    breach_shown,
    conflict_shown,
    counted,
    entries,
    parts,
    promises,
    tie_groups,
)
from foedera.web.statuses import status_of
from foedera.wording.duties import alike_conflicts
from foedera.wording.questions import asked_text
from foedera.workspace.whole_data import whole_answer

if TYPE_CHECKING:
    from foedera.treaties import DutiesAnswer
    from foedera.web.asked import Asked
    from foedera.workspace.answers import Answer

#: With more groups of duties than this, proofs stand on pages of their own.
_MANY: Final = 60


def ask(asked: Asked) -> Page:
    """Answer ``/ask``.

    Raises:
        FoederaError: The question cannot be answered, and data are asked for.
    """
    words, form = asked.words, asked.request.scope.get("form")
    try:
        case = Case.of(asked)
        if case.empty:
            return _page(asked, {**case.shown(asked), "found": None})
        found = answered(asked, case)
    except REFUSED as error:
        if form:
            raise
        shown = {**_bare(asked).shown(asked), "found": None, "refused": refusal(error, asked)}
        return _page(asked, shown, status=status_of(error))
    return Page(
        template="ask.html",
        title=words("law-ask"),
        at="ask",
        styles=("law.css",),
        scripts=("law.js",),
        data=whole_answer(found, asked.workspace.called) if form == "json" else {},
        table=Table(COLUMNS, answer_rows(found, asked.desk.words("en"))),
        shown=_shown(asked, case, found) if form is None else {},
    )


def _page(asked: Asked, shown: dict[str, Any], status: int = 200) -> Page:
    return Page(
        template="ask.html",
        title=asked.words("law-ask"),
        at="ask",
        styles=("law.css",),
        scripts=("law.js",),
        status=status,
        data={"examples": [text for text, _ in examples(asked)]},
        shown={"refused": None, "examples": examples(asked), **shown},
    )


def _bare(asked: Asked) -> Case:
    """Return what the forms show where the question itself cannot be read."""
    told = dict(asked.given)
    attacker, victim = (told.get(name, "")[:100] for name in ("attacker", "victim"))
    return Case(attacker, victim, told.get("question", "")[:300], Target.TERRITORY)


def _shown(asked: Asked, case: Case, found: Answer) -> dict[str, Any]:
    words = asked.words
    day = words.day(asked.on)
    if asked.known_by is not None:
        day = f"{day}, {words('known-by', day=words.day(asked.known_by))}"
    return {
        **case.shown(asked),
        "refused": None,
        "examples": examples(asked),
        "found": found,
        "told": asked_text(found, day, words),
        "open": asked.choice("open", ("1",)) == "1",
        "promises": promises(found, words),
        **(_attack(asked, found.duties) if found.duties else _ties(asked, found)),
    }


def _attack(asked: Asked, found: DutiesAnswer) -> dict[str, Any]:
    words, only = asked.words, asked.text("state", most=8) or None
    whole = asked.choice("whole", ("1",)) == "1"
    groups, own = attack_groups(found, whole=whole, only=only)
    return {
        "only": only,
        "whole": whole,
        "left_out": len(found.duties) - len(found.telling),
        "parts": parts(groups, found.attack, words, proved=only is not None),
        "own": entries(own, words, prefix="own"),
        "conflicts": [
            conflict_shown(states, several, words)
            for states, several in alike_conflicts(found.conflicts)
            if only is None or only in states
        ],
        "breaches": [breach_shown(one, words) for one in found.breaches] if not only else [],
        "attack": found.attack,
    }


def _ties(asked: Asked, found: Answer) -> dict[str, Any]:
    groups = tie_groups(found.ties)
    told = entries(groups, asked.words, proved=len(groups) <= _MANY)
    return {
        "only": None,
        "whole": True,
        "left_out": 0,
        "parts": [Part("all", told, counted(groups))],
        "own": [],
        "conflicts": [],
        "breaches": [],
        "attack": None,
    }
