"""How far coders agree, and where: pairs, alpha, disagreements, one's own decisions corrected."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from foedera.assessment.agreement import SETTLING, agreement, agreement_by_pair, codings
from foedera.web.reply import Page, Table
from foedera.web.screen import Screen
from foedera.web.screens.review.lines import dockets_of
from foedera.web.screens.review.telling import Done
from foedera.workspace.agreement_data import agreement_data
from foedera.workspace.proposed_data import decision_data
from foedera.workspace.review.reviewing import Reviewing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedera.assessment.agreement import CoderAgreement, Disagreement, Reliability
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.web.asked import Asked
    from foedera.web.desk import Desk
    from foedera.web.reply import Reply
    from foedera.workspace.review.reviewing import Correction

    #: Everybody's agreement, and that of each pair, among some coders after some decisions.
    Measure = Callable[
        [tuple[Decision, ...], tuple[str, ...]],
        tuple[CoderAgreement, tuple[CoderAgreement, ...]],
    ]

#: Disagreements on the page; all are in its data.
_SHOWN: Final = 50
_KEPT: Final = 4
_TWO: Final = 2
_COLUMNS: Final = (
    "coders",
    "measure",
    "units",
    "shared",
    "alpha",
    "low",
    "high",
    "agreeing",
    "unmeasured",
)


def measured(_: Desk) -> Measure:
    """Return what measures agreement; what was measured last is kept."""

    @lru_cache(_KEPT)
    def measure(
        taken: tuple[Decision, ...], coders: tuple[str, ...]
    ) -> tuple[CoderAgreement, tuple[CoderAgreement, ...]]:
        coded = [one for one in codings(taken) if not coders or one.coder in coders]
        return agreement(coded), agreement_by_pair(coded)

    return measure


def agree(asked: Asked) -> Reply:
    """Show how far coders agree."""
    taken = asked.desk.kept(dockets_of).taken.all()
    if asked.recorded_by is not None:
        taken = asked.desk.ledger.decisions(recorded_by=asked.recorded_by)
    coders = tuple(sorted(asked.all("coder")))
    everyone, pairs = asked.desk.kept(measured)(taken, coders)
    corrected = _corrected(asked)
    by_id = {one.id: one for one in taken}
    return Page(
        template="agreement.html",
        title=asked.words("cod-agreement-title"),
        data={
            **agreement_data(everyone),
            "pairs": [agreement_data(one) for one in pairs],
            "corrected": [
                {
                    "proposal": one.mine.subject,
                    "mine": decision_data(one.mine),
                    "theirs": decision_data(one.theirs),
                }
                for one in corrected
            ],
        },
        table=Table(_COLUMNS, [row for one in (everyone, *pairs) for row in _rows(one)]),
        shown={
            "everyone": _part(everyone, asked),
            "pairs": [_part(one, asked) for one in pairs] if len(everyone.coders) > _TWO else [],
            "disagreements": [
                _differing(one, by_id, asked) for one in everyone.disagreements[:_SHOWN]
            ],
            "more": max(0, len(everyone.disagreements) - _SHOWN),
            "count": len(everyone.disagreements),
            "coders": sorted({one.coder for one in codings(taken)}),
            "chosen": coders,
            "corrected": [
                (Done.of(one.mine, asked, frozenset()), Done.of(one.theirs, asked, frozenset()))
                for one in corrected
            ],
            "settling": SETTLING,
        },
        at="agreement",
        styles=("review.css",),
        private=True,
    )


def _corrected(asked: Asked) -> tuple[Correction, ...]:
    """Return the decisions of whoever asks that others decided otherwise later."""
    if not asked.may("coder"):
        return ()
    desk = asked.desk
    taken = desk.kept(dockets_of).taken
    reviewing = Reviewing(desk.ledger, desk.registry, desk.catalogue, asked.coder, taken=taken)
    return reviewing.corrected()


def _rows(told: CoderAgreement) -> list[tuple[Any, ...]]:
    """Return agreement by contents and by verdict as rows."""
    return [
        (
            told.coders,
            name,
            found.units,
            found.shared,
            found.alpha,
            *(found.interval or (None, None)),
            found.agreeing,
            found.unmeasured.value if found.unmeasured else None,
        )
        for name, found in (("contents", told.contents), ("verdicts", told.verdicts))
    ]


def _part(told: CoderAgreement, asked: Asked) -> dict[str, Any]:
    """Return agreement ready to be shown."""
    pair = len(told.coders) == _TWO
    return {
        "coders": told.coders,
        "units": told.contents.units,
        "shared": told.contents.shared,
        "measures": [
            (name, _measure(found, asked))
            for name, found in (("contents", told.contents), ("verdicts", told.verdicts))
        ],
        "rows": told.coders[0] if pair else "",
        "columns": told.coders[1] if pair else "",
        "confusion": [
            (one, [told.confusion.get((one, other), 0) for other in SETTLING]) for one in SETTLING
        ]
        if told.confusion
        else [],
        "link": asked.here(coder=list(told.coders)),
    }


def _measure(found: Reliability, asked: Asked) -> dict[str, str | None]:
    words = asked.words

    def decimal(value: float) -> str:
        return words.number(round(value, 3))

    if found.alpha is None:
        why = found.unmeasured.value if found.unmeasured else "nothing-shared"
        return {"alpha": None, "why": words(f"agreement-{why}"), "interval": None, "share": None}
    low, high = found.interval or (None, None)
    return {
        "alpha": decimal(found.alpha),
        "why": None,
        "interval": words("agreement-interval", low=decimal(low), high=decimal(high))
        if low is not None and high is not None
        else None,
        "share": words("agreement-alike", share=words.number(round(100 * found.agreeing, 1)))
        if found.agreeing is not None
        else None,
    }


def _differing(one: Disagreement, by_id: dict[ContentId, Decision], asked: Asked) -> dict[str, Any]:
    done: Sequence[Done] = [
        Done.of(by_id[each.decision], asked, frozenset())
        for each in one.codings
        if each.decision in by_id
    ]
    about = next((each.about for each in done if each.about), None)
    return {"subject": one.subject, "done": done, "about": about, "verdict": one.of_verdict}


SCREENS: Final[tuple[Screen, ...]] = (Screen("/agreement", agree),)
