"""Deeds that two do to one another: "they accused each other", "saling menuduh"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import RuleApplied
from foedera.claims.wording import functions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.claim import Claim
    from foedera.claims.finding import Found
    from foedera.claims.scene import Scene
    from foedera.spans import Span

_TWO = 2
#: How far behind a verb "each other" may stand, in tokens.
_REACH = 6


def each_to_other(scene: Scene, found: Found, claim: Claim, language: str) -> Iterator[Claim]:
    """Yield an act once for each of two who do it to one another; else as it is.

    Args:
        scene: The sentence.
        found: The act in it.
        claim: What was made of it.
        language: ISO 639-1 code.
    """
    words = _mutually(scene, found, language)
    if words is None or acts()[claim.act].symmetric or len(claim.agents) != _TWO:
        yield claim
        return
    rules = (*claim.rules, RuleApplied("party/each-other", words))
    for one, other in (claim.agents, claim.agents[::-1]):
        yield replace(claim, agents=(one,), counterparts=(other,), rules=rules)


def _mutually(scene: Scene, found: Found, language: str) -> Span | None:
    """Return the words that make a deed mutual, if any stand by it."""
    tokens, table, here = scene.sentence.tokens, functions(language), found.occurrence
    before = tokens[max(0, here.anchor - 1) : here.anchor]
    for token in before:
        if token.form.lower() in table["mutually"]:
            return token.span
    behind = range(here.last + 1, min(here.last + _REACH, len(tokens)))
    for naming in scene.namings:
        mutual = naming.back == "each" and naming.first in behind
        if mutual:
            return naming.span
    return None
