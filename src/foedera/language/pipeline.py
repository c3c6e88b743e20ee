"""A language pack made of a tokeniser, a sentence splitter, a trained parser and lemmas."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from foedera.language.biaffine import Analysis, Parser
from foedera.language.lemmas import Lemmas
from foedera.language.reading import ROOT, Sentence, Token
from foedera.language.sentences import sentences
from foedera.language.tokens import tokens
from foedera.resources import model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.spans import Span

#: The model that reads sentences.
BODY = "parser"

#: The model that reads headlines, where a language has one, and the "treebank" it learnt
#: their style from.
HEADLINE = "headline"

#: Tokens the parser reads at a time; a longer sentence is read in parts.
PART = 200

#: Tokens beyond which a stretch of text is no sentence, and is not parsed at all.
UNREADABLE = 1000

#: Characters beyond which such a stretch is not even cut into words, to spare memory.
ENDLESS = 50_000

#: What every token of such a stretch is said to be: unknown, hanging on the first.
FLAT = ("dep", "X", "_")

#: Marks after which a long sentence is rather parted.
_SEAMS = frozenset(";:,—–)")

#: Tokens before the limit among which such a mark is looked for.
_SEAM_REACH = 60

#: Sentences analysed before their tokens are made, which bounds the memory in use.
_AT_ONCE = 1024

_opening = Lock()


class Pipeline:
    """Reads a language with a parser trained on Universal Dependencies.

    Attributes:
        code: ISO 639-1 code.
        treebank: The treebank whose conventions the parser follows.
    """

    def __init__(self, code: str, treebank: str) -> None:
        self.code = code
        self.treebank = treebank

    def sentences(self, text: str, within: Span) -> tuple[Span, ...]:
        """Split one line or paragraph into sentences, without surrounding space."""
        return sentences(text, within, self.code)

    def knows(self, word: str) -> bool:
        """Tell whether a word, lower case, is a common word of the language."""
        return _lemmas(self.code).knows(word)

    def parse(
        self, text: str, spans: Sequence[Span], *, headlines: bool = False
    ) -> tuple[Sentence, ...]:
        """Read each span of the text as one sentence, or headline, in the order given.

        A sentence of more than ``PART`` tokens is parsed in parts, the root of each
        later part depending on the first one's as ``parataxis``. A stretch of more than
        ``UNREADABLE`` tokens is no sentence: its tokens are ``X``, and all depend on
        the first as ``dep``; one of more than ``ENDLESS`` characters is a single token.

        Raises:
            UnreadableModelError: The trained parser is missing or damaged.
        """
        found: list[Sentence] = []
        for start in range(0, len(spans), _AT_ONCE):
            found += self._parse(text, spans[start : start + _AT_ONCE], headlines=headlines)
        return tuple(found)

    def _parse(self, text: str, spans: Sequence[Span], *, headlines: bool) -> Iterator[Sentence]:
        places = [
            tokens(text, span, self.code) if len(span) <= ENDLESS else (span,) for span in spans
        ]
        forms = [[place.of(text) for place in sentence] for sentence in places]
        parts = [list(_parts(sentence)) for sentence in forms]
        parser = _parser(self.code, HEADLINE if headlines else BODY)
        styled = HEADLINE if HEADLINE in parser.treebanks and headlines else self.treebank
        readings = iter(parser.read([part for some in parts for part in some], styled))
        lemmas = _lemmas(self.code)
        for span, own, words, some in zip(spans, places, forms, parts, strict=True):
            joined = _joined([next(readings) for _ in some]) if some else _flat(len(own))
            made = _tokens(own, words, joined, lemmas)
            sentence = Sentence(span, tuple(made))
            yield self.mended(sentence) if some else sentence

    def mended(self, sentence: Sentence) -> Sentence:
        """Return a parsed sentence as it is; a pack may set right what its parser misreads."""
        return sentence


def _tokens(
    places: Sequence[Span], forms: Sequence[str], readings: Sequence[Analysis], lemmas: Lemmas
) -> Iterator[Token]:
    for index, (place, form, read) in enumerate(zip(places, forms, readings, strict=True)):
        lemma = lemmas.lemma(form, read.upos)
        yield Token(index, place, form, lemma, read.upos, read.feats, read.head, read.deprel)


def _parts(forms: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield a sentence in parts that the parser can read; none if it is unreadable."""
    if len(forms) > UNREADABLE or any(len(form) > ENDLESS for form in forms):
        return
    start = 0
    while len(forms) - start > PART:
        limit = start + PART
        seams = range(limit, limit - _SEAM_REACH, -1)
        end = next((place for place in seams if forms[place - 1] in _SEAMS), limit)
        yield forms[start:end]
        start = end
    if forms:
        yield forms[start:]


def _joined(parts: Sequence[Sequence[Analysis]]) -> Sequence[Analysis]:
    """Make the readings of a sentence's parts one tree."""
    if len(parts) == 1:
        return parts[0]
    top = next(index for index, word in enumerate(parts[0]) if word.head == ROOT)
    joined = list(parts[0])
    for part in parts[1:]:
        offset = len(joined)
        joined += [
            word._replace(head=top, deprel="parataxis")
            if word.head == ROOT
            else word._replace(head=word.head + offset)
            for word in part
        ]
    return joined


def _flat(length: int) -> Sequence[Analysis]:
    deprel, upos, feats = FLAT
    first = [Analysis(ROOT, "root", upos, feats)] if length else []
    return first + [Analysis(0, deprel, upos, feats)] * (length - 1)


def _parser(code: str, style: str) -> Parser:
    # Two threads must not both open the model: it is large.
    with _opening:
        return _open_parser(code, style)


@cache
def _open_parser(code: str, style: str) -> Parser:
    own = model(code, f"{style}.npz")
    if style != BODY and not own.is_file():
        return _open_parser(code, BODY)
    return Parser.load(own)


@cache
def _lemmas(code: str) -> Lemmas:
    return Lemmas.of(code)
