"""Claims of conduct are set side by side by source; conflicts are shown, never averaged."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from foedera.assessment import Difference, conduct
from foedera.claims.claim import Amount, Claim, Modality, Party, Source
from foedera.dates import Interval
from foedera.documents.report import LineKind
from foedera.identifiers import ActorId
from foedera.spans import Span

HERE = Span(0, 1)


def amount(low: float | None, high: float | None, *, about: bool = False) -> Amount:
    return Amount(low, high, about, "troops", HERE)


def claim(  # noqa: PLR0913 - one for each field a test sets
    act: str = "deploy",
    agent: str = "PRK",
    counterpart: str | None = "RUS",
    *,
    source: str | None = None,
    many: Amount | None = None,
    modality: Modality = Modality.ASSERTED,
    section: LineKind = LineKind.BODY,
    day: date | None = None,
) -> Claim:
    return Claim(
        span=HERE,
        section=section,
        act=act,
        trigger=HERE,
        agents=(Party(ActorId(agent), HERE),),
        counterparts=(Party(ActorId(counterpart), HERE),) if counterpart else (),
        amount=many,
        modality=modality,
        sources=(Source((source,), HERE, None, "test"),) if source else (),
        when=Interval.on(day) if day else None,
    )


def test_thousands_by_one_and_about_twelve_thousand_by_another_are_a_conflict() -> None:
    told = [
        claim(source="KOR", many=amount(1000, 9999)),
        claim(source="UKR", many=amount(12000, 12000, about=True)),
    ]
    (group,) = conduct(told)
    assert [version.sources for version in group.versions] == [(("KOR",),), (("UKR",),)]
    assert [version.amount for version in group.versions] == [one.amount for one in told]
    assert [(one.difference, one.claims) for one in group.conflicts] == [
        (Difference.AMOUNT, (0, 1))
    ]


def test_a_denial_is_shown_beside_what_it_denies() -> None:
    (group,) = conduct([claim(source="UKR"), claim(source="RUS", modality=Modality.DENIED)])
    assert [one.difference for one in group.conflicts] == [Difference.DENIAL]


def test_more_than_a_number_and_that_number_go_together() -> None:
    (group,) = conduct([claim(many=amount(10000, None)), claim(many=amount(12000, 12000))])
    assert group.conflicts == ()


def test_about_a_number_and_one_near_it_go_together() -> None:
    near = [claim(many=amount(12000, 12000, about=True)), claim(many=amount(11500, 11500))]
    assert conduct(near)[0].conflicts == ()


def test_the_dead_of_one_day_and_the_dead_so_far_are_no_conflict() -> None:
    told = [claim("casualties", many=amount(60, 60)), claim("casualties", many=amount(900, 900))]
    assert conduct(told)[0].conflicts == ()


def test_days_apart_are_shown_as_such() -> None:
    told = [claim(day=date(2024, 10, 1)), claim(day=date(2024, 10, 9))]
    assert [one.difference for one in conduct(told)[0].conflicts] == [Difference.DATE]


def test_teasers_are_kept_apart() -> None:
    groups = conduct([claim(section=LineKind.RELATED), claim()])
    assert [(group.apart, len(group.versions)) for group in groups] == [(False, 1), (True, 1)]


def test_a_claim_without_counterpart_joins_the_only_group_it_can_belong_to() -> None:
    assert len(conduct([claim(), claim(counterpart=None)])) == 1


def test_where_several_counterparts_are_told_of_nothing_is_guessed() -> None:
    groups = conduct([claim(), claim(counterpart="BLR"), claim(counterpart=None)])
    assert [group.counterparts for group in groups] == [("RUS",), ("BLR",), ()]


def test_both_sides_of_a_clash_are_agents_whoever_is_named_first() -> None:
    (group,) = conduct([claim("clash", "UKR", "PRK"), claim("clash", "PRK", "UKR")])
    assert set(group.agents) == {"UKR", "PRK"}
    assert group.counterparts == ()


def test_acts_that_are_no_conduct_are_left_out() -> None:
    assert conduct([claim("ratify"), claim("meet")]) == ()


_claims = st.lists(
    st.builds(
        claim,
        st.sampled_from(["deploy", "attack", "clash", "ratify"]),
        st.sampled_from(["PRK", "RUS", "UKR"]),
        st.sampled_from(["PRK", "RUS", None]),
        section=st.sampled_from([LineKind.BODY, LineKind.RELATED]),
        modality=st.sampled_from(Modality),
    ),
    max_size=8,
)


@given(_claims)
def test_every_claim_of_conduct_stands_in_exactly_one_group(claims: list[Claim]) -> None:
    told = sorted(version.claim for group in conduct(claims) for version in group.versions)
    assert told == [index for index, one in enumerate(claims) if one.act != "ratify"]
