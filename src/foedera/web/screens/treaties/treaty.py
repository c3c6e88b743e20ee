"""The page of a treaty: its life, its parties, whom it binds to what, and who says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.assessment.unregistered import UNREGISTERED
from foedera.datasets.codebook import CodebookWords
from foedera.treaties import Standing, UnknownInstrumentError, organ_name
from foedera.treaties.life import first_day
from foedera.treaties.steps import known_steps
from foedera.web.asked import fill
from foedera.web.reply import Moved, Page, Table
from foedera.web.screens.treaties.files import file_of, life_of
from foedera.web.screens.treaties.following import followed
from foedera.web.screens.treaties.listing import kind_text, treaty_list, way_text
from foedera.web.screens.treaties.obligations import obligation_shown
from foedera.web.screens.treaties.parties import (
    COLUMNS,
    marks_of,
    participants,
    reservations,
    rows,
)
from foedera.web.screens.treaties.reported import reported_shown
from foedera.web.screens.treaties.unregistered import unregistered
from foedera.web.statuses import status_of
from foedera.wording.proofs import Telling, alike_steps
from foedera.wording.proofs import reason_text as said
from foedera.wording.standing import told_at_home
from foedera.wording.terms import registration_text, term_text
from foedera.workspace.errors import AmbiguousInstrumentError
from foedera.workspace.whole_data import whole_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.treaties import Instrument, InstrumentStatus, Reason, Step
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.web.screens.treaties.files import TreatyFile
    from foedera.wording import Words


def treaty(asked: Asked) -> Reply:
    """Answer ``/treaties/{name}``.

    Raises:
        UnknownInstrumentError: Nothing is called that, and data are asked for.
        AmbiguousInstrumentError: Several instruments may be meant, and data are asked for.
    """
    called = asked.part("name")
    if called.startswith(UNREGISTERED):
        return unregistered(asked, called)
    try:
        file = file_of(asked, called, proposed=_proposed(asked))
    except (UnknownInstrumentError, AmbiguousInstrumentError) as error:
        if asked.request.scope.get("form"):
            raise
        return _not_found(asked, called, error)
    if file.instrument.id != called and not asked.request.scope.get("form"):
        return Moved(to=asked.link(f"/treaties/{fill(file.instrument.id)}"))
    return _page(asked, file)


def _proposed(asked: Asked) -> bool:
    return asked.choice("proposals", ("1",)) == "1"


def _page(asked: Asked, file: TreatyFile) -> Page:
    words, one, status = asked.words, file.instrument, file.found.status
    form = asked.request.scope.get("form")
    return Page(
        template="treaty.html",
        title=one.title(words.language),
        at="treaties",
        styles=("law.css",),
        scripts=("law.js",),
        data=_data(asked, file) if form == "json" else {},
        table=Table(COLUMNS, rows(status)),
        picture=_picture(asked, file),
        shown=_shown(asked, file) if form is None else {},
    )


def _data(asked: Asked, file: TreatyFile) -> dict[str, Any]:
    """Return what ``foedera status --json`` prints with a ledger."""
    return whole_status(
        file.instrument,
        file.found.status,
        file.under,
        asked.workspace.called,
        on_record=file.found,
        recorded_by=asked.recorded_by,
    )


def _picture(asked: Asked, file: TreatyFile) -> str | None:
    """Return the picture of its life where it is asked for, or drawn in no time."""
    form = asked.request.scope.get("form")
    if form == "svg" or (form is None and file.quick):
        return life_of(file.instrument, asked.on, asked.known_by, asked.words)
    return None


def _shown(asked: Asked, file: TreatyFile) -> dict[str, Any]:
    words, one, status = asked.words, file.instrument, file.found.status
    parts = participants(status, words)
    names = one.titles.get(words.language, ())[1:], one.aliases.get(words.language, ())
    return {
        "one": one,
        "kind": kind_text(one.kind, words),
        "names": [name for group in names for name in group],
        "file": file,
        "status": status,
        "since": words.days(status.since) if status.since else None,
        "by_registry": file.found.by_registry,
        "proposed": file.found.proposed,
        "missing": [each.text(words.language, words.name) for each in status.missing],
        "at_home": [
            (each.state, each.text(words.language, words.name)) for each in told_at_home(status)
        ],
        "unsettled": [said(each, words) for each in status.unsettled],
        "reasons": list(_reasons(status, words)),
        "lives": first_day(known_steps(one.steps, asked.known_by)) is not None,
        "participants": parts,
        "marks": marks_of(parts),
        "bound": len(status.states(Standing.PARTY)),
        "reservations": reservations(one, words),
        "obligations": [obligation_shown(each, words) for each in file.owed],
        "no_pledge": one.no_pledge.get(words.language),
        "steps": _steps(status, words),
        "term": term_text(one.term, words),
        "way": way_text(one, words),
        "registration": registration_text(one.registration, words),
        "sheet": file.sheet,
        "code_words": CodebookWords(words.language),
        "related": list(_related(asked, one)),
        "followed": one.id in followed(asked),
        "reported": reported_shown(asked, one.id, file.found),
    }


def _reasons(status: InstrumentStatus, words: Words) -> Iterator[dict[str, Any]]:
    telling = Telling(words)
    for reason in status.reasons:
        steps, more = telling.steps(reason.steps)
        yield {**_reason(reason, words), "steps": steps, "more": more}


def _reason(reason: Reason, words: Words) -> dict[str, Any]:
    return {"text": said(reason, words), "place": reason.place(words.language)}


def _steps(status: InstrumentStatus, words: Words) -> list[dict[str, Any]]:
    return [_step(alike, words) for alike in alike_steps(status.steps)]


def _step(alike: Sequence[Step], words: Words) -> dict[str, Any]:
    step = alike[0]
    organ = organ_name(step.state, step.organ, words.language) if step.organ else None
    return {
        "when": words.days(step.when),
        "act": words.act(step.act.value),
        "states": [one.state for one in alike if one.state],
        "organ": organ,
        "organ_language": "en" if organ == step.organ else words.language,
        "place": step.place,
        "note": step.note,
        "effective": step.effective,
        "known_from": words.day(step.known_from) if step.known_from else None,
        "evidence": [{"cite": one.reference, "address": one.address} for one in step.evidence],
    }


def _related(asked: Asked, one: Instrument) -> Iterator[dict[str, Any]]:
    """Yield the instruments that this one, or whose record, is tied to, each once."""
    law, words = asked.workspace.law(asked.known_by), asked.words
    own = {(link.instrument, link.kind.value) for link in one.links}
    named = {link.instrument for link in one.links}
    pointing = treaty_list(law, asked.workspace.catalogue).pointing.get(one.id, ())
    for name, kind in sorted(own):
        yield _tie(name, kind, law.instrument(name) if name in law else None, words)
    for kind, name in pointing:
        if name not in named:
            tie = _tie(name, kind, law.instrument(name), words)
            yield {**tie, "incoming": True}


def _tie(name: str, kind: str, other: Instrument | None, words: Words) -> dict[str, Any]:
    return {
        "id": name,
        "kind": words(f"link-{kind.replace(' ', '-')}"),
        "title": other.title(words.language) if other else name,
        "known": other is not None,
        "incoming": False,
    }


def _not_found(
    asked: Asked, called: str, error: UnknownInstrumentError | AmbiguousInstrumentError
) -> Page:
    """Return the page that names what comes near."""
    words, law = asked.words, asked.workspace.law(asked.known_by)
    several = isinstance(error, AmbiguousInstrumentError)
    near = error.meant if isinstance(error, AmbiguousInstrumentError) else error.near
    key = "law-several-instruments" if several else "law-unknown-instrument"
    title = words(key, called=called)
    return Page(
        template="treaty_unknown.html",
        title=title,
        at="treaties",
        styles=("law.css",),
        status=status_of(error),
        data={"title": title, "status": status_of(error), "detail": str(error)},
        shown={
            "near": [
                (
                    law.instrument(name).title(words.language),
                    asked.link(f"/treaties/{fill(name)}"),
                    name,
                )
                for name in near
                if name in law
            ],
            "all_link": asked.link("/treaties"),
            "all_told": words("law-see-all"),
        },
    )
