"""Who says what in a text: the craft of attribution by itself."""

from __future__ import annotations

from foedera.actors.catalogue import Catalogue
from foedera.claims.attributing import attributions
from foedera.claims.attribution import Attribution, Capacity, Quotation, Stance
from foedera.claims.persons import Known
from foedera.claims.prose import read_prose

__all__ = ["Attribution", "Capacity", "Quotation", "Stance", "attributions_of"]


def attributions_of(text: str, language: str) -> tuple[Attribution, ...]:
    """Find who is said to say what: source, cue and content, each as characters of the text.

    Each line is a paragraph of its own; speakers are carried from one to the next.

    >>> text = 'Seoul denied the report. "No troops were sent," said Defence Minister Kim Min-su.'
    >>> for found in attributions_of(text, "en"):
    ...     print(found.source.of(text), "|", found.cue.of(text), "|", found.content.of(text))
    Seoul | denied | the report
    Defence Minister Kim Min-su | said | "No troops were sent,"

    Args:
        text: Any text.
        language: ISO 639-1 code, ``id`` or ``en``.

    Returns:
        In order of the content's start, the larger first; contents nest, the smallest
        round a word belonging to the speaker nearest to it.

    Raises:
        UnknownLanguageError: No pack reads the language.
    """
    reading, paragraphs = read_prose(text, language)
    known = Known.of(Catalogue.load().mentions(text, language, None))
    return attributions(text, reading, paragraphs, known)
