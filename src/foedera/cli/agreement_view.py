"""``foedera agreement``: how far coders agree, over all and by pair, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foedera.assessment.agreement import SETTLING, agreement, agreement_by_pair, codings
from foedera.cli.consulting import opened, print_data
from foedera.cli.page import heading, joined
from foedera.cli.terminal import console, interface
from foedera.wording.cleaning import clean
from foedera.wording.words import Words
from foedera.workspace.record_replies import agreement_reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.assessment.agreement import CoderAgreement, Coding, Reliability

#: Disagreements shown one by one; all are in the data (``--json``).
_SHOWN: Final = 20
_TWO: Final = 2


def tell_agreement(
    ledger: str | None, coders: Sequence[str], *, as_json: bool, language: str | None
) -> None:
    """Print how far coders agree.

    Args:
        ledger: The ledger's address.
        coders: Only between these; empty for all.
        as_json: Print data instead of a page.
        language: Language of the interface; None for the environment's.

    Raises:
        LedgerError: The ledger cannot be opened.
    """
    taken = opened(ledger).decisions()
    if as_json:
        print_data(agreement_reply(taken, coders))
        return
    coded = [one for one in codings(taken) if not coders or one.coder in coders]
    everyone, pairs = agreement(coded), agreement_by_pair(coded)
    words = Words(interface(language))
    console().print(Group(*_page(everyone, pairs, words)))


def _page(
    everyone: CoderAgreement, pairs: Sequence[CoderAgreement], words: Words
) -> Iterator[RenderableType]:
    yield Text(words("agreement-independent"), style="dim")
    yield from _part(everyone, words)
    if len(everyone.coders) > _TWO:
        for pair in pairs:
            yield from _part(pair, words)
    if everyone.disagreements:
        count = words.number(len(everyone.disagreements))
        yield heading(words("agreement-differ", count=count))
        for one in everyone.disagreements[:_SHOWN]:
            said = [f"{clean(each.coder)}: {_said(each, words)}" for each in one.codings]
            yield joined([Text(one.subject, style="dim"), *said])
        if len(everyone.disagreements) > _SHOWN:
            more = words.number(len(everyone.disagreements) - _SHOWN)
            yield Text(words("proposed-more", count=more), style="dim")


def _part(told: CoderAgreement, words: Words) -> Iterator[RenderableType]:
    names = ", ".join(clean(one) for one in told.coders) or words("agreement-nobody")
    yield heading(words("agreement-between", coders=names))
    counts = {
        "units": words.number(told.contents.units),
        "shared": words.number(told.contents.shared),
    }
    yield Text(words("agreement-units", **counts))
    table = Table.grid(padding=(0, 2, 0, 0))
    for key, found in (("contents", told.contents), ("verdicts", told.verdicts)):
        table.add_row(words(f"agreement-{key}"), _alpha(found, words), _share(found, words))
    yield Padding(table, (0, 0, 0, 2))
    if told.confusion:
        yield Padding(_confusion(told, words), (1, 0, 0, 2))


def _alpha(found: Reliability, words: Words) -> Text:
    if found.alpha is None:
        assert found.unmeasured is not None  # noqa: S101 - one of the two is there
        return Text(words(f"agreement-{found.unmeasured.value}"), style="yellow")
    told = Text(f"α {_decimal(found.alpha, words)}", style="bold")
    if found.interval is not None:
        low, high = (_decimal(one, words) for one in found.interval)
        told.append(f"  {words('agreement-interval', low=low, high=high)}", style="not bold dim")
    return told


def _share(found: Reliability, words: Words) -> str:
    if found.agreeing is None:
        return ""
    return words("agreement-alike", share=words.number(round(100 * found.agreeing, 1)))


def _decimal(value: float, words: Words) -> str:
    return words.number(round(value, 3))


def _confusion(told: CoderAgreement, words: Words) -> RenderableType:
    """Return how often one verdict met another; of two coders the first's stand in the rows."""
    table = Table.grid(padding=(0, 2, 0, 0))
    pair = len(told.coders) == _TWO
    rows, columns = (clean(one) for one in told.coders) if pair else ("", "")
    corner = words("agreement-corner", rows=rows, columns=columns) if pair else ""
    table.add_row(corner, *(words(f"review-{one.value}") for one in SETTLING), style="dim")
    for first in SETTLING:
        cells = (told.confusion.get((first, second), 0) for second in SETTLING)
        table.add_row(words(f"review-{first.value}"), *(words.number(one) for one in cells))
    return table


def _said(one: Coding, words: Words) -> str:
    return words(f"review-{one.verdict.value}")
