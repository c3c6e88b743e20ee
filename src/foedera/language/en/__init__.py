"""English."""

from __future__ import annotations

from foedera.language.pipeline import Pipeline


class English(Pipeline):
    """Reads English news, with the conventions of the GUM treebank."""

    def __init__(self) -> None:
        super().__init__("en", "gum")
