"""Reads plain prose, for the crafts that can be used by themselves."""

from __future__ import annotations

import re

from foedera.language.packs import pack
from foedera.language.reading import Reading
from foedera.spans import Span

_LINE = re.compile(r"\S[^\n]*")


def read_prose(text: str, language: str) -> tuple[Reading, tuple[Span, ...]]:
    """Read a text that is no report: each line is a paragraph of its own.

    Nothing of the text is left out: time grows with its length.

    Raises:
        UnknownLanguageError: No pack reads the language.
    """
    words = pack(language)
    paragraphs = tuple(Span(*found.span()) for found in _LINE.finditer(text))
    spans = [span for paragraph in paragraphs for span in words.sentences(text, paragraph)]
    return Reading(language, text, words.parse(text, spans)), paragraphs
