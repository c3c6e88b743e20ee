"""Proposals and contests in words: the sentences of reports, who says them, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import organ_name
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import short_sources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from foedera.assessment.proposed import Proposal, Telling
    from foedera.claims.recorded import RecordedClaim
    from foedera.identifiers import ContentId
    from foedera.treaties import Step
    from foedera.wording import Words
    from foedera.workspace.contests import Contest, Side

#: Tellings shown for each side before the rest is counted.
SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A claim's word as a page shows it.

    Attributes:
        claim: The claim.
        sentence: The sentence that states it; None where it is no longer on record.
        language: Language of the sentence.
        by: Who tells it, when, and whom that cites.
    """

    claim: str
    sentence: str | None
    language: str
    by: str


def moment_text(moment: datetime, words: Words) -> str:
    """Return a moment in UTC as the language writes it."""
    return words("moment", day=words.day(moment.date()), time=f"{moment:%H:%M}", zone="UTC")


def step_text(step: Step, words: Words) -> str:
    """Return a step in words: its act, whose it is, by which organ, and when."""
    organ = organ_name(step.state, step.organ, words.language) if step.organ else None
    state = words.name(step.state) if step.state else None
    pieces = (words.act(step.act.value), state, organ, words.days(step.when))
    return " · ".join(piece for piece in pieces if piece)


class Speaking:
    """Puts contests and proposals into words.

    Args:
        words: The interface's words.
        claims: The claims whose sentences are quoted.
        languages: The language of each report.
    """

    def __init__(
        self,
        words: Words,
        claims: Mapping[ContentId, RecordedClaim],
        languages: Mapping[ContentId, str],
    ) -> None:
        self._words, self._claims, self._languages = words, claims, languages

    def contest(self, one: Contest) -> dict[str, Any]:
        """Return all sides of a contest."""
        words, step = self._words, one.step
        organ = organ_name(step.state, step.organ, words.language) if step.organ else None
        pieces = (words.act(step.act.value), words.name(step.state) if step.state else None, organ)
        return {
            "act": " · ".join(piece for piece in pieces if piece),
            "over": [words(f"law-conflict-{each.value}") for each in one.over],
            "proposals": one.proposals,
            "sides": [self._side(side) for side in one.sides],
        }

    def _side(self, side: Side) -> dict[str, Any]:
        words = self._words
        by_rule = side.says == "registry" and not side.steps
        return {
            "told": words("law-side-rule" if by_rule else f"law-side-{side.says}"),
            "days": words.days(side.when) if side.when else None,
            "tellings": [self.telling(each) for each in side.tellings[:SHOWN]],
            "more": max(len(side.tellings) - SHOWN, 0),
            "steps": [
                {"text": step_text(each, words), "evidence": _cited(each)} for each in side.steps
            ],
        }

    def proposal(self, one: Proposal) -> dict[str, Any]:
        """Return a proposal with the first report of it."""
        words, new = self._words, one.instrument
        step = step_text(one.step, words) if one.step else ""
        if new is not None:
            title = f"“{clean(new.title)}” · " if new.title else ""
            step = f"{words('proposed-instrument')} · {title}{words.names(new.parties)}"
        decided = one.decided
        return {
            "id": one.id,
            "step": step,
            "level": one.confidence.overall,
            "support": len(one.support),
            "against": len(one.against),
            "first": self.telling(one.support[0]) if one.support else None,
            "decided": words(
                f"proposed-{decided.verdict.value}",
                coder=clean(decided.coder),
                moment=words(
                    "moment",
                    day=words.day(decided.at.date()),
                    time=f"{decided.at:%H:%M}",
                    zone="UTC",
                ),
            )
            if decided
            else None,
            "decision": decided.id if decided else None,
            "renewed": one.renewed,
        }

    def telling(self, one: Telling) -> Told:
        """Return a claim's sentence, and who says it when."""
        words, claim = self._words, self._claims.get(one.claim)
        day = words.day(one.day) if one.day else None
        chain = short_sources([s.actors for s in claim.claim.sources], words) if claim else None
        by = " · ".join(piece for piece in (words.name(one.teller), day, chain) if piece)
        sentence = clean(claim.sentence) if claim else None
        return Told(one.claim, sentence, self._languages.get(one.document, ""), by)


def _cited(step: Step) -> list[dict[str, Any]]:
    return [{"cite": one.reference, "address": one.address} for one in step.evidence]
