"""Any text is stored exactly, or refused in plain words; none is a command to the database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.claims.review import Verdict
from foedera.documents.report import Stated
from foedera.errors import FoederaError
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Ledger, Sought, create_ledger
from made import START, Told, decision, filing, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from places import Places

HOSTILE = {
    "nul": "a\x00b",
    "only nul": "\x00",
    "high surrogate": "a\ud800b",
    "low surrogate": "\udfff",
    "swapped surrogates": "\udc00\ud800",
    "surrogates of one character": "\ud83d\ude00",
    "quotes": "'\";--`\\",
    "four bytes": "𝔉𝔬𝔢𝔡𝔢𝔯𝔞 🕊️",
    "right to left": "\u202eadeof\u202c",
    "no character": "\ufffe\uffff\ufdd0",
    "byte order mark": "\ufeffRI",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\u2029",
    "composed or not": "é e\u0301",
    "per cent": "%s %(name)s :name ? $1 {0}",
    "escape in json": '\\u0000 \\ud800 "}',
    "long": "ñ𝔉'" * 350_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_stored_exactly_or_refused(ledger: Ledger, text: str) -> None:
    told = Told(text, "deploy", "RUS", "prk-rus-2024", speaker=text)
    made, data = filing([told], name=text, outlet=text, notices=[text])
    if stored(lambda: ledger.file(made, data, START)):
        assert ledger.document(made.document.id) == replace(made.document, recorded_at=START)
        assert ledger.text(made.document.id) == made.text
        assert ledger.data(made.document.id) == data
        assert [one.claim for one in ledger.claims(Sought())] == [one.claim for one in made.claims]
        assert [dict(one.words) for one in ledger.claims(Sought())] == [
            dict(one.words) for one in made.claims
        ]
    broken, data = refused(name=text)
    broken = replace(broken, message=text)
    if stored(lambda: ledger.quarantine(broken, data, START)):
        assert ledger.refused() == (replace(broken, refused_at=START),)
    taken = decision(1, Verdict.NOTE, coder=text, note=text)
    if stored(lambda: ledger.decide([taken], START)):
        assert ledger.decisions() == (taken,)
    if stored(lambda: ledger.note_release(text, {text: text}, START)):
        assert [(name, dict(files)) for name, _, files in ledger.releases()] == [
            (text, {text: text})
        ]
    assert not ledger.verify().faults
    assert ledger.head().number == sum(ledger.counts()[one] for one in ("documents", "refused")) + (
        len(ledger.decisions()) + len(ledger.releases())
    )


@pytest.mark.parametrize(
    "text", [text for name, text in HOSTILE.items() if name != "long"], ids=ascii
)
def test_hostile_questions_are_answered_or_refused(ledger: Ledger, text: str) -> None:
    made, data = filing([Told("PRK", "deploy", "RUS", "prk-rus-2024")])
    ledger.file(made, data, START)
    before = (ledger.head(), dict(ledger.counts()))
    for ask in questions(ledger, text):
        stored(ask)
    assert (ledger.head(), dict(ledger.counts())) == before


def questions(ledger: Ledger, text: str) -> Iterator[Any]:
    """Yield every question that takes a text, each with that text in its place."""
    actor, name, instrument = ActorId(text), ContentId(text), InstrumentId(text)
    for sought in (
        Sought(acts=(text,)),
        Sought(agents=(actor,)),
        Sought(counterparts=(actor,)),
        Sought(between=(actor, ActorId("PRK"))),
        Sought(instrument=instrument),
        Sought(documents=(name,)),
        Sought(claims=(name,)),
    ):
        for ask in (ledger.claims, ledger.documents, ledger.steps, ledger.pacts):
            yield lambda ask=ask, sought=sought: list(ask(sought))
    yield lambda: ledger.decisions(subjects=(name,))
    for one in (ledger.knows, ledger.document, ledger.text, ledger.data):
        yield lambda one=one: one(name)
    yield lambda: ledger.release_from_quarantine(name, START)


def stored(write: Any) -> bool:  # noqa: ANN401 - whatever is to be tried
    """Tell whether something was done; if it was refused, it must be in our own words."""
    told = ""
    try:
        write()
    except FoederaError as error:
        told = str(error)
    assert len(told) < 2000
    assert "cannot be reached" not in told  # it can
    return not told


#: Whatever a Python text may be made of, half characters too.
ANY = st.characters(codec=None, exclude_categories=())


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.text(ANY, min_size=1), min_size=3, max_size=3))
def test_any_characters_come_back(any_ledger: list[Ledger], texts: list[str]) -> None:
    actor, outlet, note = texts
    for ledger in any_ledger:
        number = ledger.head().number
        made, data = filing([Told(actor, "deploy")], number=number, outlet=None, notices=[note])
        made = replace(made, document=replace(made.document, outlet=Stated(outlet)))
        if stored(lambda ledger=ledger, made=made, data=data: ledger.file(made, data, START)):
            assert replace(ledger.document(made.document.id), recorded_at=None) == made.document
            assert ledger.text(made.document.id) == made.text
            sought = Sought(documents=(made.document.id,))
            assert [one.claim for one in ledger.claims(sought)] == [c.claim for c in made.claims]


@pytest.fixture
def any_ledger(places: Places) -> Iterator[list[Ledger]]:
    """Give one ledger for all examples."""
    with create_ledger(places.new()) as ledger:
        yield [ledger]
        assert not ledger.verify().faults
