"""A sentence as attribution reads it: its tree, its quotations and what they bound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.claims.adjoining import phrase_after
from foedera.claims.ending import PREDICATES
from foedera.claims.phrasing import Stretch
from foedera.claims.quoting import OPENING
from foedera.language.namelike import namelike
from foedera.language.reading import ROOT, Sentence
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from foedera.claims.attribution import Attribution, Stance
    from foedera.claims.cueing import Hit, Lexicon
    from foedera.claims.quoting import Quote
    from foedera.language.reading import Token

#: Tokens read at once. No sentence of a report is longer; what is comes of a lost page
#: layout, and is read in pieces so that the time stays linear.
LONGEST = 400


@dataclass(frozen=True)
class Draft:
    """An attribution in tokens, before it becomes one in characters.

    Attributes:
        hit: The cue.
        source: Who speaks.
        content: What is attributed; it may enclose cue and source.
        rule: Which rule found it.
        group: The cue with its source, where the two follow what is said.
    """

    hit: Hit
    source: Stretch | None
    content: Stretch
    rule: str
    group: Stretch | None = None
    stance: Stance | None = None


@dataclass(frozen=True)
class Told:
    """A sentence with the quotations that touch it.

    Attributes:
        sentence: The sentence and its tree.
        quotes: Quotations that share a character with it.
        words: The lexicon of the language.
        names: Where the names of actors begin, as offsets into the text.
    """

    sentence: Sentence
    quotes: Sequence[Quote]
    words: Lexicon
    names: Container[int] = frozenset()

    def bounds(self, hit: Hit) -> Stretch:
        """Return the stretch a cue is at home in: the quotation it stands in, or all."""
        tokens = self.sentence.tokens
        place = tokens[hit.first].span
        for quote in self.quotes:
            if quote.closed and quote.opened and quote.span.covers(place):
                inside = [t.index for t in tokens if quote.span.covers(t.span)]
                return Stretch(inside[0], inside[-1])
        return Stretch(0, len(tokens) - 1)

    def span(self, stretch: Stretch) -> Span:
        """Return the characters of a stretch."""
        tokens = self.sentence.tokens
        return Span(tokens[stretch.first].span.start, tokens[stretch.last].span.end)

    def finite(self, stretch: Stretch) -> bool:
        """Tell whether a stretch holds a predicate or quoted words."""
        tokens = self.sentence.tokens[stretch.first : stretch.last + 1]
        return any(
            (t.upos in PREDICATES and not self._participle(t)) or t.form in OPENING for t in tokens
        )

    def _participle(self, token: Token) -> bool:
        """Tell whether a verb only opens a phrase beside the clause: "Citing the cost, X said"."""
        if not self.words.does("participles-join") or not token.form.lower().endswith("ing"):
            return False
        return not any(c.upos == "AUX" for c in self.sentence.children(token.index))

    def quote_ends(self, place: int) -> bool:
        """Tell whether a quotation ends with a token."""
        end = self.sentence.tokens[place].span.end
        return any(quote.span.end == end for quote in self.quotes)

    def can_speak(self, source: Stretch) -> bool:
        """Tell whether a phrase names what can speak: a name, a pronoun, an official, a report."""
        tokens = self.sentence.tokens[source.first : source.last + 1]
        if any(token.span.start in self.names for token in tokens):
            return True
        if tokens[0].upos == "PROPN" and self._pointed(tokens):
            return self.words.has("speakers", tokens[0])
        if tokens[0].upos in {"PRON", "PROPN"}:
            if self.words.has("things", tokens[0]):
                return False
            return not self.words.has("pointers", tokens[0])
        inside = {t.index for t in tokens}
        heads = [t for t in tokens if t.head not in inside]
        first = 1 if len(tokens) > 1 and tokens[0].upos in {"DET", "NUM"} else 0
        named = tokens[-1].upos == "PROPN" and tokens[-1].relation in {"flat", "appos"}
        return named or any(
            t.upos in {"PROPN", "PRON"} or self.words.has("speakers", t) or self._christened(t)
            for t in [*heads, tokens[first]]
        )

    def _christened(self, token: Token) -> bool:
        """Tell whether a noun's capital and letters make it a name that the tagger missed."""
        score = namelike(self.words.language)
        if score is None or token.index == 0 or not token.form.istitle():
            return False
        return score(token.form) > 0 and not self.words.has("things", token)

    def _pointed(self, tokens: Sequence[Token]) -> bool:
        """Tell whether a pointer shows a capital to be the sentence's: "Sirene itu", no name."""
        if tokens[0].index or len(tokens) == 1 or tokens[1].head != tokens[0].index:
            return False
        return self.words.has("pointers", tokens[1])

    def opens(self, hit: Hit) -> bool:
        """Tell whether nothing of weight stands before a cue."""
        return all(self.words.has("openers", t) for t in self.sentence.tokens[: hit.first])

    def agent(self, hit: Hit, bounds: Stretch) -> Stretch | None:
        """Return by whom it is said: "oleh X", "by X"."""
        tokens = self.sentence.tokens
        for place in range(hit.last + 1, min(hit.last + 4, bounds.last)):
            if self.words.has("agents", tokens[place]):
                return phrase_after(self.sentence, place + 1, self.words, bounds.last + 1)
            if tokens[place].upos not in {"ADV", "ADP", "ADJ"}:
                break
        return None


@dataclass
class Page:
    """A paragraph as far as it has been read.

    Attributes:
        span: Its characters.
        told: Its sentences.
        found: For each sentence, what it attributes.
        quotes: Its quotations.
    """

    span: Span
    told: list[Told]
    found: list[list[Attribution]]
    quotes: Sequence[Quote]


def pieces(sentence: Sentence) -> Iterator[Sentence]:
    """Yield a sentence whole, or an endless one in stretches of ``LONGEST`` tokens."""
    if len(sentence.tokens) <= LONGEST:
        yield sentence
        return
    for start in range(0, len(sentence.tokens), LONGEST):
        own = sentence.tokens[start : start + LONGEST]
        held = tuple(
            replace(
                token,
                index=token.index - start,
                head=token.head - start if 0 <= token.head - start < len(own) else ROOT,
            )
            for token in own
        )
        yield Sentence(Span(own[0].span.start, own[-1].span.end), held)


def anaphoric(sentence: Sentence, words: Lexicon) -> bool:
    """Tell whether a sentence opens with words for the one before: "Hal itu …"."""
    forms = [token.form.lower() for token in sentence.tokens[:4]]
    if len(forms) < _SHORTEST:
        return False
    nouns, pointers = words.classes["earlier"], words.classes["pointers"]
    pair = {forms[0], forms[1]}
    return bool(pair & nouns) and bool(pair & pointers)


_SHORTEST = 3
