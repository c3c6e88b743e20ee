"""English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.language.en import inflection
from foedera.language.pipeline import Pipeline

if TYPE_CHECKING:
    from foedera.language.inflection import Form


class English(Pipeline):
    """Reads English news, with the conventions of the GUM treebank."""

    def __init__(self) -> None:
        super().__init__("en", "gum")

    def verb_forms(self, verb: str) -> dict[str, Form]:
        """Return the forms of a verb; of a phrasal one the first word is inflected."""
        return inflection.verb_forms(verb)

    def noun_forms(self, noun: str) -> dict[str, Form]:
        """Return a noun in singular and plural."""
        return inflection.noun_forms(noun)
