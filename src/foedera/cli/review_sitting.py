"""A sitting: proposals one by one before a coder, each key carried out as it is pressed."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rich.text import Text

from foedera.cli.review_editing import Editing
from foedera.cli.review_keys import Act
from foedera.cli.review_view import Opened, Place
from foedera.errors import FoederaError
from foedera.wording.cleaning import clean
from foedera.workspace.review.amending import Amendment
from foedera.workspace.review.errors import DecidedMeanwhileError, UnknownProposalError
from foedera.workspace.review.reviewing import FLAG

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rich.console import Console

    from foedera.claims.review import Decision
    from foedera.cli.review_keys import Keyboard, KeyMap
    from foedera.cli.review_view import ReviewView
    from foedera.identifiers import ContentId
    from foedera.wording.words import Words
    from foedera.workspace import Workspace
    from foedera.workspace.review.page import Page
    from foedera.workspace.review.reviewing import Reviewing

#: How many decisions stay in view.
_RECENT: Final = 10


class Sitting:
    """One coder before a queue.

    Args:
        reviewing: Records what is decided.
        requeue: Gives the queue as it now is.
        view: Draws pages.
        keys: Which key does what.
        keyboard: Where keys come from.
        screen: Where pages are drawn.
        now: Tells the moment.
        workspace: Knows states and instruments by name.
        words: The interface's words.
    """

    def __init__(  # noqa: PLR0913 - the parts of a desk
        self,
        reviewing: Reviewing,
        requeue: Callable[[], Sequence[ContentId]],
        *,
        view: ReviewView,
        keys: KeyMap,
        keyboard: Keyboard,
        screen: Console,
        now: Callable[[], datetime],
        workspace: Workspace,
        words: Words,
    ) -> None:
        self._reviewing = reviewing
        self._requeue = requeue
        self._view = view
        self._keys = keys
        self._keyboard = keyboard
        self._screen = screen
        self._now = now
        self._editing = Editing(self._ask, self._tell, workspace, words)
        self._words = words
        self._order = list(requeue())
        self._at = 0
        self._page: Page | None = None
        self._opened = Opened()
        self._message = Text()
        self._recent: deque[Text] = deque(maxlen=_RECENT)
        self.taken: list[Decision] = []

    def run(self) -> None:
        """Go on until the coder leaves, or the input ends.

        Raises:
            KeyboardInterrupt: He leaves by Ctrl-C; whatever was shown as done is on record.
        """
        self._show(0)
        while True:
            self._paint()
            self._message = Text()
            key = self._keyboard.key()
            act = self._keys.act(key) if key else Act.QUIT
            if act is Act.QUIT:
                return
            try:
                self._do(act, key)
            except DecidedMeanwhileError as error:
                self._forestalled(error)
            except FoederaError as error:
                self._message = Text(str(error), style="bold red")

    # Keys ----------------------------------------------------------------------------

    def _do(self, act: Act | None, key: str) -> None:
        page = self._page
        if act in {Act.NEXT, Act.SKIP}:
            self._show(self._at + 1)
        elif act is Act.PREVIOUS:
            self._show(self._at - 1, forward=False)
        elif act is Act.UNDO:
            self._undo()
        elif act is Act.HELP:
            self._opened = replace(self._opened, help=not self._opened.help)
        elif page is None:
            self._message = Text(self._words("review-nothing-here"), style="yellow")
        elif act is None:
            self._choose(page, key)
        else:
            self._on(page, act)

    def _on(self, page: Page, act: Act) -> None:
        """Carry out a key that is about the proposal in view."""
        match act:
            case Act.ACCEPT:
                self._took(self._reviewing.accept(page.id, self._now(), seen=page.seen))
            case Act.REJECT:
                self._took(self._reviewing.reject(page.id, self._now(), seen=page.seen))
            case Act.EDIT:
                self._edit(page)
            case Act.FLAG:
                self._noted(self._reviewing.note(page.id, FLAG, self._now()))
            case Act.NOTE:
                told = self._ask(self._words("review-ask-note"), "")
                if told:
                    self._noted(self._reviewing.note(page.id, told, self._now()))
            case Act.COPIES:
                self._opened = replace(self._opened, copies=not self._opened.copies)
            case _:
                self._open(page)

    def _choose(self, page: Page, key: str) -> None:
        """Accept a step as one of the instrument that a digit stands for."""
        number = int(key) if key.isascii() and key.isdigit() else 0
        if not 0 < number <= len(page.choices):
            shown = clean(key) if key.isprintable() else "…"
            self._message = Text(self._words("review-no-key", pressed=shown), style="yellow")
            return
        change = Amendment(instrument=page.choices[number - 1])
        self._took(self._reviewing.amend(page.id, change, self._now(), seen=page.seen))

    def _edit(self, page: Page) -> None:
        change = self._editing.change(page)
        if change is None:
            self._message = Text(self._words("review-unchanged"), style="yellow")
            return
        self._took(self._reviewing.amend(page.id, change, self._now(), seen=page.seen))

    def _open(self, page: Page) -> None:
        closed = self._opened.report is not None or not page.evidence
        text = None if closed else self._reviewing.pages.text(page.evidence[0])
        self._opened = replace(self._opened, report=text)

    def _undo(self) -> None:
        if not self.taken:
            self._message = Text(self._words("review-nothing-to-undo"), style="yellow")
            return
        undone = self.taken[-1]
        made = self._reviewing.undo(undone.id, self._now())
        self.taken.pop()
        self._recent.append(Text.assemble(self._view.decided(made), self._view.decided(undone)))
        if undone.instrument is not None:
            self._again()
        place = self._order.index(undone.subject) if undone.subject in self._order else self._at
        self._show(place)

    def _took(self, made: Decision) -> None:
        """Show a decision as done: it is on record."""
        self.taken.append(made)
        self._recent.append(self._view.decided(made))
        if made.instrument is not None:  # its steps now go by another name
            self._again()
        self._show(self._at + 1)

    def _noted(self, made: Decision) -> None:
        self._recent.append(self._view.decided(made))
        self._reload()

    def _forestalled(self, error: DecidedMeanwhileError) -> None:
        """Show what somebody else decided in the meantime beside one's own."""
        lines = [
            str(error),
            f"  {self._view.decision(error.theirs).plain}",
            f"  {self._view.decision(error.mine).plain}",
        ]
        self._message = Text("\n".join(lines), style="bold red")
        self._reload()

    # Going on ------------------------------------------------------------------------

    def _show(self, place: int, *, forward: bool = True) -> None:
        """Turn to a place of the queue, or to the next that still waits."""
        self._opened = replace(Opened(), help=self._opened.help)
        self._page = None
        self._at = max(place, 0)
        while self._at < len(self._order):
            try:
                if not forward or self._reviewing.waits(self._order[self._at]):
                    self._page = self._reviewing.page(self._order[self._at])
                    return
                self._at += 1  # somebody else has decided it
            except UnknownProposalError:  # it goes by another name since, and stands further on
                del self._order[self._at]
        self._at = len(self._order)

    def _reload(self) -> None:
        if self._page is not None:
            self._page = self._reviewing.page(self._page.id)

    def _again(self) -> None:
        """Take the queue anew, behind what has been gone through."""
        passed = self._order[: self._at + 1]
        self._order = [*passed, *(one for one in self._requeue() if one not in set(passed))]

    # At the terminal -----------------------------------------------------------------

    def _paint(self) -> None:
        number = 0 if self._page is None else self._at + 1
        recent = tuple(self._recent)
        place = Place(number, len(self._order), self._reviewing.coder, recent, self._message)
        if self._keyboard.terminal:
            self._screen.clear()
        if self._page is None:
            self._screen.print(self._view.end(place, self._opened))
        else:
            self._screen.print(self._view.page(self._page, place, self._opened))

    def _ask(self, question: str, default: str) -> str | None:
        """Ask for a line; None at the end of the input, or where Ctrl-C gives up."""
        shown = f" [{clean(default)}]" if default else ""
        self._screen.print(Text(f"{question}{shown}: "), end="")
        try:
            return self._keyboard.line()
        except KeyboardInterrupt:
            return None

    def _tell(self, message: str) -> None:
        self._screen.print(Text(message, style="bold red"))
