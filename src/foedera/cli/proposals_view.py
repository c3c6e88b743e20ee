"""What a model proposes, apart from the claims: how each stands to them, and what was dropped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from foedera.claims.acts import acts
from foedera.cli.claims_view import claim_lines, claim_rules
from foedera.cli.page import heading, joined, quotation
from foedera.documents.report import LineKind
from foedera.proposals.proposal import Doubt, Relation
from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from rich.console import RenderableType

    from foedera.proposals.proposal import Dropped, Proposal, Proposals, Review
    from foedera.wording.words import Words
    from foedera.workspace import Dossier

#: Characters shown of the name of a model.
_NAME = 60


def proposals_view(
    dossier: Dossier, told: Proposals, words: Words, *, explain: bool = False
) -> RenderableType:
    """Return what a model proposed, in a section of its own.

    Args:
        dossier: The dossier.
        told: What the model proposed.
        words: The interface's words.
        explain: Whether to name the rules each part was read anew by.
    """
    model = clean(told.model)[:_NAME]
    counts = Counter(one.relation for one in told.proposals)
    each = [words(f"proposed-{r.value}", count=str(counts[r])) for r in Relation if counts[r]]
    title = words("proposals", model=model, count=str(len(told.proposals)))
    parts: list[RenderableType] = [heading(title), Text(words("proposals-are"), style="dim")]
    if each:
        parts.append(joined(each))
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim", width=3)
    table.add_column(ratio=1, overflow="fold")
    for number, one in enumerate(told.proposals, start=1):
        table.add_row()
        table.add_row(f"P{number}", Group(*claim_lines(one.claim, dossier, words), _by(one, words)))
        for review in one.review:
            table.add_row("", _review(review, dossier, words))
        if explain:
            table.add_row("", claim_rules(one.claim, dossier, words))
    parts.append(table)
    parts += _left_out(told, words)
    return Group(*parts)


def _by(one: Proposal, words: Words) -> Text:
    """Return who proposes it, and how it stands to the claims read by rule."""
    named = words.claims(one.claims) if one.claims else ""
    stands = words(f"relation-{one.relation.value}", claims=named)
    by = words("proposed-by", model=clean(one.model)[:_NAME])
    teaser = words("in-teaser") if one.claim.section is LineKind.RELATED else None
    return joined([Text(by, style="dim"), Text(stands, style="bold"), teaser])


def _review(review: Review, dossier: Dossier, words: Words) -> Text:
    """Return what foedera's own reading says against a part of a proposal."""
    proposed, read = (_value(review.doubt, one, words) for one in (review.proposed, review.read))
    line = Text()
    line.append(f"{words('review')}: ", style="yellow")
    line.append(words(f"doubt-{review.doubt.value}", proposed=proposed, read=read))
    if review.span is not None and review.doubt is not Doubt.CUE:
        line.append(" ")
        line.append_text(quotation(dossier.text, review.span))
    return line


def _value(doubt: Doubt, value: str, words: Words) -> str:
    """Return labels and codes in the interface's language, and other words as they are."""
    each = [one for one in value.split(", ") if one]
    match doubt:
        case Doubt.ACT:
            return ", ".join(words.act(one) if one in acts() else clean(one) for one in each)
        case Doubt.MODALITY:
            return words(f"modality-{value}")
        case Doubt.SOURCE:
            return clean(words.names(each)) if each else words("own-voice")
        case Doubt.PARTS:
            return ", ".join(words(f"part-{one}") for one in each)
        case _:
            return clean(value)


def _left_out(told: Proposals, words: Words) -> list[RenderableType]:
    """Return what was dropped of the answers, and what was not shown to the model."""
    parts: list[RenderableType] = []
    if told.dropped:
        total = sum(one.count for one in told.dropped)
        parts.append(Text())
        parts.append(Text(words("dropped", count=str(total)), style="bold"))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(justify="right", width=5)
        table.add_column(overflow="fold", ratio=1)
        for one in told.dropped:
            table.add_row(str(one.count), _dropped(one, words))
        parts.append(table)
    if told.unread:
        parts.append(Text(words("passages-unread", count=str(told.unread))))
    return parts


def _dropped(one: Dropped, words: Words) -> Text:
    reason = words(f"reason-{one.reason.name.lower().replace('_', '-')}")
    shown = ", ".join(f"“{clean(each)}”" for each in one.words)
    return Text(f"{words(f'part-{one.part.value}')}: {reason}{'  ' if shown else ''}{shown}")
