"""Indonesian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.language import malayic
from foedera.language.pipeline import Pipeline

if TYPE_CHECKING:
    from foedera.language.inflection import Form


class Indonesian(Pipeline):
    """Reads Indonesian news, with the conventions of the CSUI treebank."""

    def __init__(self) -> None:
        super().__init__("id", "csui")

    def verb_forms(self, verb: str) -> dict[str, Form]:
        """Return the forms of a root, from ``kirim`` to ``dikirimkan``."""
        return malayic.verb_forms(verb)

    def noun_forms(self, noun: str) -> dict[str, Form]:
        """Return a noun bare, with its clitic, and doubled."""
        return malayic.noun_forms(noun)
