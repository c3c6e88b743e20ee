"""``foedera obligations``: every duty alive on a day, or what one state owes or is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text

from foedera.cli.consulting import Consulted, print_data
from foedera.cli.duties_view import DutiesView
from foedera.cli.terminal import console
from foedera.treaties import ObligationKind, obligations
from foedera.wording.phrasing import article_text, states_text
from foedera.wording.questions import owed_text
from foedera.workspace.answer_data import alive_data, schema_of, ties_data
from foedera.workspace.answers import Circumstances, promised, ties_of
from foedera.workspace.whole_data import actors_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from foedera.cli.asking import Wanted
    from foedera.treaties import OwedObligation, Tie
    from foedera.wording.words import Words
    from foedera.workspace import Workspace


def tell_obligations(
    called: tuple[str | None, str | None], kind: str | None, asked: Consulted, wanted: Wanted
) -> None:
    """Print what is owed on a day.

    Args:
        called: Debtor and creditor, by code or name; None for everybody.
        kind: Only duties of this kind; None for all.
        asked: The day, what was known, the switches and the language.
        wanted: How to show it.

    Raises:
        UnknownActorError: No state is called that.
        NotAStateError: An organisation or an armed group is.
        StateNotExistingError: It was no state that day.
    """
    workspace = asked.workspace()
    law = workspace.law(asked.known_by)
    debtor, creditor = (workspace.state(one, asked.on) if one else None for one in called)
    kinds = None if kind is None else {ObligationKind(kind)}
    head = {
        "schema": schema_of("obligations"),
        **asked.data(),
        "debtor": debtor,
        "creditor": creditor,
        "kind": kind,
    }
    if debtor is None and creditor is None:
        alive = [
            one
            for one in obligations(law, asked.on, asked.known_by, asked.coding)
            if kinds is None or one.obligation.kind in kinds
        ]
        _tell_all(alive, head, asked, wanted, workspace)
        return
    under = Circumstances(asked.on, asked.known_by, coding=asked.coding)
    ties = ties_of(law, under, (debtor, creditor), kinds)
    if wanted.as_json:
        states: set[str] = {state for tie in ties for state in (tie.debtor, tie.creditor)}
        data = ties_data(ties, workspace.called)
        print_data({**head, **data, "actors": actors_data(states, workspace.called)})
        return
    words = asked.words(workspace)
    title = owed_text(debtor, creditor, asked.day_text(words), words)
    console().print(Group(Text(title, style="bold"), *_page(ties, wanted, words)))


def _tell_all(
    alive: Sequence[OwedObligation],
    head: dict[str, Any],
    asked: Consulted,
    wanted: Wanted,
    workspace: Workspace,
) -> None:
    if wanted.as_json:
        states: set[str] = {
            state for one in alive for state in (*one.owed_by, *one.owed_to, *one.beneficiaries)
        }
        data = alive_data(alive, workspace.called)
        print_data({**head, **data, "actors": actors_data(states, workspace.called)})
        return
    words = asked.words(workspace)
    title = Text(words("asked-all", day=asked.day_text(words)), style="bold")
    shown = _table(alive, words) if alive else Text(words("ask-nobody"), style="dim")
    console().print(Group(title, shown))


def _page(ties: Sequence[Tie], wanted: Wanted, words: Words) -> Iterator[RenderableType]:
    view = DutiesView(words, why=wanted.why, whole=wanted.whole)
    yield from view.ties([tie for tie in ties if not promised(tie)])
    promises = {tie.owed.obligation.id: tie.owed for tie in ties if promised(tie)}
    yield from view.promises(tuple(promises.values()))


def _table(alive: Sequence[OwedObligation], words: Words) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(words("ask-kind"), no_wrap=True)
    table.add_column(words("identifier"), no_wrap=True)
    table.add_column(words("ask-between"), overflow="fold", ratio=4)
    table.add_column(words("status"), overflow="fold", ratio=1)
    order = list(ObligationKind)
    for one in sorted(alive, key=lambda owed: order.index(owed.obligation.kind)):
        place = article_text(one.obligation.provision, words)
        called = Text(one.instrument.id).append(f"\n{place}" if place else "", style="dim")
        debtors, creditors = (states_text(states, words) for states in (one.owed_by, one.protected))
        both = debtors if debtors == creditors else f"{debtors} → {creditors}"
        kind = words.law("obligation", one.obligation.kind)
        table.add_row(kind, called, both, words.law("force", one.force))
    return table
