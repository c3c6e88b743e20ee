"""Malay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.language import malayic
from foedera.language.ms.mending import mended
from foedera.language.pipeline import Pipeline

if TYPE_CHECKING:
    from foedera.language.inflection import Form
    from foedera.language.reading import Sentence


class Malay(Pipeline):
    """Reads Malay news with the parser of Indonesian, and so with the CSUI treebank's conventions.

    No treebank of Malay is known to us from which one could be trained.
    """

    def __init__(self) -> None:
        super().__init__("ms", "csui")

    def mended(self, sentence: Sentence) -> Sentence:
        """Return a sentence with what the parser is known to misread in Malay set right."""
        return mended(sentence)

    def verb_forms(self, verb: str) -> dict[str, Form]:
        """Return the forms of a root, from ``hantar`` to ``dihantarkan``."""
        return malayic.verb_forms(verb)

    def noun_forms(self, noun: str) -> dict[str, Form]:
        """Return a noun bare, with its clitic, and doubled."""
        return malayic.noun_forms(noun)
