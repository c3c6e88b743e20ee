"""Whose a fear or a wish is: the sources that the words of an act bring with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.claim import Modality, Party, Source
from foedera.claims.saying import RELAYS
from foedera.claims.wording import functions
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.scene import LaidOut, Scene
    from foedera.claims.weighing import Weight


def feared_by(laid: LaidOut, scene: Scene, weight: Weight, place: Span) -> tuple[Source, ...]:
    """A fear is somebody's: who stands before the word, or behind "for" after it.

    "Kyiv voiced concern about the transfer", "the transfer would be worrying for Kyiv".
    """
    span = weight.span
    if weight.modality is not Modality.FEARED or span is None:
        return ()
    before = [n for n in scene.namings if n.acts and n.actors and n.span.end <= span.start]
    after = [n for n in scene.namings if n.acts and n.actors and n.span.start >= span.end]
    if span.end <= place.start:
        first = scene.sentence.tokens[0].span.start
        holders = [n for n in before if n.span.start == first]
    else:
        holders = after[:1] if _is_for(laid, scene, span) else []
    rows = {n.row for n in holders[:1]}
    its = [n for n in (*before, *after) if n.row in rows]
    if not its:
        return ()
    actors = tuple(dict.fromkeys(a for n in its for a in n.actors))
    whole = Span(its[0].span.start, its[-1].span.end)
    return (Source(actors, whole, span, "fear"),)


def with_wishing(
    sources: tuple[Source, ...], wishing: Sequence[Party], place: Span
) -> tuple[Source, ...]:
    """Cite who asks for an act before who tells of their asking, unless they tell it."""
    actors = tuple(party.actor for party in wishing)
    if not actors or any(set(s.actors) & set(actors) for s in sources):
        return sources
    return (Source(actors, wishing[0].span, place, "frame"), *sources)


def with_fearing(sources: tuple[Source, ...], fearing: tuple[Source, ...]) -> tuple[Source, ...]:
    """Put who fears before the outlet that tells of it; who else is cited fears himself."""
    told = [s for s in sources if s.rule.startswith(RELAYS)]
    return (*fearing, *told) if fearing and len(told) == len(sources) else sources


def _is_for(laid: LaidOut, scene: Scene, span: Span) -> bool:
    """Tell whether the word behind a place says for whom: "worrying for Kyiv"."""
    table = functions(laid.language)
    behind = next((t for t in scene.sentence.tokens if t.span.start >= span.end), None)
    return behind is not None and behind.form.lower() in table["for"] | table["to"]
