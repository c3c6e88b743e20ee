"""The dossier as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group

from foedera.cli.claims_view import claims_view
from foedera.cli.conduct_view import conduct_view
from foedera.cli.document_view import document_view, title
from foedera.cli.standing_view import obligations_view, standings_view

if TYPE_CHECKING:
    from rich.console import RenderableType

    from foedera.wording.words import Words
    from foedera.workspace import Dossier


def dossier_view(dossier: Dossier, words: Words, *, explain: bool = False) -> RenderableType:
    """Return a dossier laid out for a terminal of any width.

    Args:
        dossier: The dossier.
        words: The interface's words.
        explain: Whether to name the rules for lines and claims, and their words.
    """
    parts = [
        title(dossier),
        document_view(dossier, words, explain=explain),
        claims_view(dossier, words, explain=explain),
        standings_view(dossier, words),
        obligations_view(dossier, words),
        conduct_view(dossier, words),
    ]
    if dossier.proposals is not None:
        from foedera.cli.proposals_view import proposals_view  # noqa: PLC0415 - few have any

        parts.append(proposals_view(dossier, dossier.proposals, words, explain=explain))
    return Group(*parts)
