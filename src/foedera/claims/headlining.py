"""Who says what in a headline, where words lack the marks that a parser leans on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedera.claims.attribution import Attribution, Quotation, Stance
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.claims.naming import Naming
    from foedera.language.reading import Sentence


@cache
def _cues(language: str) -> Mapping[str, Stance]:
    return {
        cue: Stance(row["stance"])
        for row in record(f"lexicons/{language}/headlines.yaml")
        for cue in row["cues"]
    }


def headlined(
    sentence: Sentence, namings: Sequence[Naming], found: Sequence[Attribution], language: str
) -> tuple[Attribution, ...]:
    """Attribute a headline by its order of words, where nothing else attributes it.

    Args:
        sentence: A headline, or the title of a teaser.
        namings: Everybody named in it.
        found: What was attributed in it already; then nothing is added.
        language: ISO 639-1 code.
    """
    opening = [n for n in namings if n.row == namings[0].row] if namings else []
    if found or not opening or opening[0].first > 0 or not opening[0].acts:
        return ()
    cues = _cues(language)
    places = [opening[-1].last + 1, *(t.index + 1 for t in sentence.tokens if t.form == ",")]
    behind = len(sentence.tokens) - 1
    held = [p for p in places if p < behind and sentence.tokens[p].form.lower() in cues]
    if not held:
        return ()
    place = held[0]  # right behind who acts, or behind a comma: "X Dukung Y, Sebut Z ..."
    cue = sentence.tokens[place]
    stance = cues[cue.form.lower()]
    content = Span(sentence.tokens[place + 1].span.start, sentence.span.end)
    source = Span(opening[0].span.start, opening[-1].span.end)
    return (Attribution(source, cue.span, content, Quotation.INDIRECT, stance, "headline"),)
