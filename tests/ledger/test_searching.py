"""A search finds what going through every claim would find, in either database, at any moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import plain_search
from foedera.claims.claim import Modality
from foedera.identifiers import ActorId
from foedera.ledger import FACETS, Search, Sought, create_ledger, open_ledger
from foedera.ledger.errors import UnknownFacetError, UnknownPlaceError
from made import DAY, START, Told, filing
from plain_ledger import PlainLedger
from test_histories import BODIES, questions, write, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.recorded import RecordedClaim
    from foedera.ledger import Ledger
    from places import Places

TYPED = (
    "",
    "ratify",
    "PRK ratif*",
    '"prk ratify"',
    '"ratify prk"',
    "-deploy",
    "RUS -sign",
    '-"rus deploy"',
    "!!!",
    "peskov says",
    "prk-rus-2024",
)
FAST = settings(
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

searches = st.builds(
    Search,
    sought=questions.map(lambda one: replace(one, most=None)),
    words=st.sampled_from(TYPED),
    modalities=st.sampled_from(((), ("denied",), ("asserted", "denied"))),
    outlets=st.sampled_from(((), ("Kantor Berita",), ("",), ("Antara", ""))),
    languages=st.sampled_from(((), ("en",), ("id",))),
    sources=st.sampled_from(((), ("Peskov",))),
    newest_first=st.booleans(),
    most=st.integers(0, 4),
)


def pages(ledger: Ledger, search: Search) -> Iterator[Any]:
    """Yield the pages of a search, one after another."""
    while True:
        found = ledger.search(search)
        yield found
        if found.next is None:
            return
        search = replace(search, after=found.next)


def same(ledger: Ledger, search: Search) -> None:
    """Hold what a ledger finds against what going through all of it finds."""
    plain = plain_search.search(ledger, replace(search, most=10_000))
    assert ledger.search(replace(search, most=1000)).claims == plain.claims
    told = list(pages(ledger, search))
    if search.most:
        claims = [one for page in told for one in page.claims]
        assert claims == list(plain.claims)
        assert {k: v for page in told for k, v in page.documents.items()} == plain.documents
    assert {page.total for page in told} == {plain.total}
    assert not any(page.total_is_least for page in told)
    assert ledger.facets(search, FACETS, 2) == plain_search.facets(ledger, search, FACETS, 2)


@FAST
@given(
    bodies=BODIES,
    history=st.lists(writes, min_size=1, max_size=8),
    asked=st.lists(searches, min_size=1, max_size=6),
)
def test_a_search_finds_what_going_through_every_claim_would(
    places: Places,
    bodies: list[list[Told]],
    history: list[tuple[Any, ...]],
    asked: list[Search],
) -> None:
    oracle, at = PlainLedger(), START
    with create_ledger(places.new()) as ledger:
        for place, step in enumerate(history):
            at += step[3]
            write(ledger, oracle, step, bodies, at)
            same(ledger, asked[place % len(asked)])
        for search in asked:
            same(ledger, search)
            then = replace(search, sought=replace(search.sought, recorded_by=START))
            same(ledger, then)
        for moment in (None, START):
            sought = Sought(recorded_by=moment)
            assert ledger.coverage(moment) == plain_search.coverage(ledger, sought)


@FAST
@given(bodies=BODIES, history=st.lists(writes, min_size=1, max_size=8), asked=st.lists(searches))
def test_who_opens_a_ledger_later_finds_the_same(
    places: Places, bodies: list[list[Told]], history: list[tuple[Any, ...]], asked: list[Search]
) -> None:
    """What is brought up to date step by step is what is read at once."""
    address, oracle, at = places.new(), PlainLedger(), START
    with create_ledger(address) as ledger:
        for step in history:
            at += step[3]
            write(ledger, oracle, step, bodies, at)
            ledger.search(Search())
        with open_ledger(address) as other:
            for search in (Search(), *asked):
                assert other.search(search) == ledger.search(search)
                assert other.facets(search, FACETS) == ledger.facets(search, FACETS)
            assert other.coverage() == ledger.coverage()


def fill(ledger: Ledger, reports: int = 6) -> None:
    """File reports of several days, one of them undated."""
    for number in range(reports):
        told = [
            Told("PRK", "ratify", "RUS", "prk-rus-2024"),
            Told("RUS", "deploy", amount=1000 + number, speaker="Peskov"),
            Told("NATO", "sign", modality=Modality.DENIED),
        ]
        day = DAY + timedelta(days=number % 3) if number else None
        made, data = filing(told, number=number, day=day, outlet=f"Outlet {number % 2}")
        ledger.file(made, data, START + timedelta(seconds=number))


def days(claims: tuple[RecordedClaim, ...]) -> list[Any]:
    """Return the days of claims, each once, in their order."""
    return list(dict.fromkeys(one.reported_on for one in claims))


def test_the_latest_days_come_first_and_undated_reports_last(ledger: Ledger) -> None:
    fill(ledger)
    later = [DAY + timedelta(days=2), DAY + timedelta(days=1), DAY, None]
    assert days(ledger.search(Search()).claims) == later
    assert days(ledger.search(Search(newest_first=False)).claims) == [*later[2::-1], None]
    for one in (Search(), Search(newest_first=False)):
        places = [claim.place for claim in ledger.search(one).claims]
        assert places == [0, 1, 2] * 6


def test_pages_are_of_one_state_whatever_is_recorded_meanwhile(ledger: Ledger) -> None:
    fill(ledger)
    whole = ledger.search(Search()).claims
    told, search = [], Search(most=5)
    for number, page in enumerate(pages(ledger, search)):
        told += page.claims
        assert (page.total, page.first) == (18, 5 * number)
        made, data = filing([Told("UKR", "sign")], number=100 + number, day=DAY + timedelta(9))
        ledger.file(made, data, START + timedelta(days=1))
        made, data = filing(
            [Told("NATO", "sign", modality=Modality.DENIED)],
            number=2,
            day=DAY + timedelta(days=2),
            outlet="Outlet 0",
            body=[
                Told("PRK", "ratify", "RUS", "prk-rus-2024"),
                Told("RUS", "deploy", amount=1002, speaker="Peskov"),
                Told("NATO", "sign", modality=Modality.DENIED),
            ],
        )
        ledger.file(made, data, START + timedelta(days=1), again=True)
    assert tuple(told) == whole
    assert ledger.search(Search()).total == 18 + 4 - 2


@pytest.mark.parametrize(
    "after", ["", "1", "1.", "a.b", "1.2.3", "-1.2", "1.-2", "1.2\n", "\0", "9" * 40 + ".1", "١.٢"]
)
def test_a_place_that_no_page_gave_is_refused(ledger: Ledger, after: str) -> None:
    with pytest.raises(UnknownPlaceError):
        ledger.search(Search(after=after))


def test_a_place_beyond_the_end_has_an_empty_page(ledger: Ledger) -> None:
    fill(ledger)
    found = ledger.search(Search(after="999.999"))
    assert (found.claims, found.total, found.next) == ((), 18, None)
    assert ledger.search(Search(after="0.0")).total == 0


def test_a_facet_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownFacetError, match="only by act, agent"):
        ledger.facets(Search(), ("act", "colour"))


def test_values_of_facets_narrow_a_search_to_as_many(ledger: Ledger) -> None:
    fill(ledger)
    counts = ledger.facets(Search(), FACETS)
    for name, narrowed in (
        ("outlet", lambda value: Search(outlets=(value,))),
        ("language", lambda value: Search(languages=(value,))),
        ("modality", lambda value: Search(modalities=(value,))),
        ("source", lambda value: Search(sources=(value,))),
        ("act", lambda value: Search(sought=Sought(acts=(value,)))),
        ("agent", lambda value: Search(sought=Sought(agents=(ActorId(value),)))),
    ):
        assert counts[name]
        for facet in counts[name]:
            assert ledger.search(narrowed(facet.value)).total == facet.count
    assert [(one.value, one.count) for one in counts["year"]] == [("2024", 15), ("", 3)]
    assert [(one.value, one.count) for one in counts["instrument"]] == [
        ("", 12),
        ("prk-rus-2024", 6),
    ]


def test_of_many_values_the_commonest_are_told_and_the_others_counted(ledger: Ledger) -> None:
    made, data = filing([Told(f"A{one:02}", "sign") for one in range(20)] + [Told("A05", "deploy")])
    ledger.file(made, data, START)
    found = ledger.facets(Search(), ("agent",), most=3)["agent"]
    assert [(one.value, one.count) for one in found] == [("A05", 2), ("A00", 1), ("A01", 1)]
    assert found.others == 17


def test_names_of_claims_and_reports_narrow_a_search(ledger: Ledger) -> None:
    fill(ledger)
    claims = ledger.search(Search()).claims
    named = Search(sought=Sought(claims=tuple(one.id for one in claims[:3])))
    assert ledger.search(named).claims == claims[:3]
    of = Search(sought=Sought(documents=(claims[0].document,)))
    assert {one.document for one in ledger.search(of).claims} == {claims[0].document}
