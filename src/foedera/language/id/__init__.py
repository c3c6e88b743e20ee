"""Indonesian."""

from __future__ import annotations

from foedera.language.pipeline import Pipeline


class Indonesian(Pipeline):
    """Reads Indonesian news, with the conventions of the CSUI treebank."""

    def __init__(self) -> None:
        super().__init__("id", "csui")
