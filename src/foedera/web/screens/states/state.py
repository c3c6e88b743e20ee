"""The page of a state: its instruments, its pledges, its conduct, how it ratifies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import Need, StateNotExistingError, procedure
from foedera.treaties.obligations import involving
from foedera.web.asked import fill
from foedera.web.reply import Page, Table
from foedera.web.screens.asking.refusing import refusal, spell_text
from foedera.web.screens.states.conduct import (
    COLUMNS,
    all_of_conduct,
    conduct_data,
    conduct_rows,
    conduct_shown,
)
from foedera.web.screens.states.files import file_of_state, taken_shown, ties_shown
from foedera.web.screens.states.naming import with_states
from foedera.web.screens.treaties.files import circumstances
from foedera.workspace.answer_data import DYAD_COLUMNS, dyad_cells
from foedera.workspace.plain import LANGUAGES
from foedera.workspace.state_file import tie_row
from foedera.workspace.treaty_list import row_data
from foedera.workspace.whole_data import clocks_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.actors.records import State
    from foedera.identifiers import ActorId
    from foedera.treaties import Procedure, Stage
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.web.screens.asking.refusing import Refusal
    from foedera.wording import Words
    from foedera.workspace.state_file import StateFile

_NEEDS: Final = {Need.YES: "yes", Need.NO: "no", Need.DEPENDS: "depends"}


def state(asked: Asked) -> Reply:
    """Answer ``/states/{one}``. Raises ``FoederaError`` where data of no state are asked for."""
    return with_states(asked, ("one",), _page)


def state_reported(asked: Asked) -> Reply:
    """Answer ``/states/{one}/reported``: what it is reported to do, however much that is."""
    return with_states(asked, ("one",), _reported, "/reported")


def _page(asked: Asked, code: ActorId) -> Page:
    words, form = asked.words, asked.request.scope.get("form")
    law, under = asked.workspace.law(asked.known_by), circumstances(asked)
    file: StateFile | None = None
    absent = None
    try:
        file = file_of_state(law, code, under)
    except StateNotExistingError as error:
        if form:
            raise
        absent = refusal(error, asked)
    return Page(
        template="state.html",
        title=words.name(code),
        at="treaties",
        styles=("law.css",),
        scripts=("law.js",),
        data=_data(asked, code, file) if form == "json" else {},
        table=Table(DYAD_COLUMNS, map(dyad_cells, file.rows() if file else ())),
        shown=_shown(asked, code, file, absent) if form is None else {},
    )


def _shown(
    asked: Asked, code: ActorId, file: StateFile | None, absent: Refusal | None
) -> dict[str, Any]:
    words, catalogue = asked.words, asked.desk.catalogue
    known = catalogue.state(code) if code in catalogue else None
    return {
        "code": code,
        "absent": absent,
        "own_names": list(_names(known)) if known else [],
        "spells": [spell_text(one, words) for one in known.spells] if known else [],
        "successors": known.successors if known else (),
        **_law(asked, file, code),
        "home": _home(procedure(code), words),
        "conduct": conduct_shown(asked, (code,), f"/states/{fill(code)}/reported"),
    }


def _law(asked: Asked, file: StateFile | None, code: ActorId) -> dict[str, Any]:
    words = asked.words
    if file is None:
        known = involving(asked.workspace.law(asked.known_by)).get(code, ())
        past = [{"id": one.id, "title": one.title(words.language), "status": None} for one in known]
        return {"bound": [], "others": past, "owes": [], "owed": [], "pairs": []}
    bound = [taken_shown(one, words) for one in file.taken if one.bound]
    others = [taken_shown(one, words) for one in file.taken if not one.bound]
    towards = {tie.creditor for tie in file.owes} | {tie.debtor for tie in file.owed}
    return {
        "bound": bound,
        "others": others,
        "owes": ties_shown(file.owes, words, owes=True),
        "owed": ties_shown(file.owed, words, owes=False),
        "pairs": sorted(towards, key=lambda one: words.name(one).casefold()),
    }


def _data(asked: Asked, code: ActorId, file: StateFile | None) -> dict[str, Any]:
    if file is None:
        return {}
    called = asked.workspace.called
    return {
        "state": code,
        "names": {language: called(code, language) for language in LANGUAGES},
        **clocks_data(file.under),
        "instruments": [
            {
                **row_data(one.instrument, file.under.on, one.status.status, one.status.since),
                "standing": one.part.standing.value,
                "bound": one.part.bound.value,
            }
            for one in file.taken
        ],
        "owes": [tie_row(tie) for tie in file.owes],
        "owed": [tie_row(tie) for tie in file.owed],
    }


def _names(known: State) -> Iterator[tuple[str, str]]:
    """Yield the names of a state in each language that has some."""
    named = known.words.get("names", {})
    for language in sorted(named):
        yield language, "; ".join(named[language])


def _home(known: Procedure | None, words: Words) -> dict[str, Any] | None:
    """Return how a state ratifies; None where that is not on record."""
    if known is None:
        return None
    language = words.language
    return {
        "law": known.law,
        "stages": [_stage(each, words) for each in known.stages],
        "remark": known.remark.get(language),
        "leaving": known.leaving.get(language),
        "unverified": known.unverified,
        "sources": known.sources,
    }


def _stage(one: Stage, words: Words) -> dict[str, Any]:
    language = words.language
    return {
        "act": words.act(one.act.value),
        "organ": one.organ.get(language) or one.organ.get("en", ""),
        "how": one.how.get(language),
        "needed": words(f"law-need-{_NEEDS[one.need]}"),
        "when": one.when.get(language),
    }


def _reported(asked: Asked, code: ActorId) -> Page:
    words = asked.words
    return Page(
        template="conduct.html",
        title=f"{words('law-conduct')}: {words.name(code)}",
        at="treaties",
        styles=("law.css",),
        data=conduct_data(asked, (code,)),
        table=Table(COLUMNS, conduct_rows(asked, (code,))),
        shown={
            "back": (words.name(code), asked.link(f"/states/{fill(code)}")),
            "conduct": all_of_conduct(asked, (code,)),
        },
    )
