"""Reads the claims of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.claiming import claimed
from foedera.claims.finding import found
from foedera.claims.gapping import gapped
from foedera.claims.provisions import provided
from foedera.claims.reciprocal import each_to_other
from foedera.claims.recurring import completed
from foedera.claims.scene import lay_out
from foedera.claims.settling import settled
from foedera.claims.warning import as_threat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.actors.catalogue import Catalogue
    from foedera.claims.claim import Claim
    from foedera.claims.scene import LaidOut, Scene
    from foedera.documents.report import Report


def read_claims(report: Report, catalogue: Catalogue) -> tuple[Claim, ...]:
    """Return the claims of a report, in order of the text.

    Args:
        report: A captured report.
        catalogue: Who is who.

    Raises:
        UnknownLanguageError: No pack reads the report's language.
    """
    return claims_of(lay_out(report, catalogue))


def claims_of(laid: LaidOut) -> tuple[Claim, ...]:
    """Return the claims of a report that has been laid out."""
    claims: list[Claim] = []
    for scene in laid.scenes:
        claims += _of_sentence(laid, scene, claims)
    return completed(laid, claims)


def _of_sentence(laid: LaidOut, scene: Scene, before: list[Claim]) -> Iterator[Claim]:
    acted = [
        claim
        for one in found(scene, laid.language)
        for each in gapped(scene, one, laid.language)
        for claim in each_to_other(
            scene, each, as_threat(laid, claimed(laid, scene, each)), laid.language
        )
    ]
    provisions = provided(laid, scene, [*before, *acted])
    own = [c for c in acted if not _only_restates(c, provisions)]
    yield from settled([*own, *provisions], laid.text)


def _only_restates(claim: Claim, provisions: tuple[Claim, ...]) -> bool:
    """Tell whether an act is but the condition or duty that a provision states."""
    if not provisions:
        return False
    inside = any(p.trigger.start <= claim.trigger.start for p in provisions)
    told = claim.act in {"sign", "ratify"} and bool(claim.agents)
    return claim.act == "demand" or (inside and not told)
