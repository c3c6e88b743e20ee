"""A screen: an address, who may see it, and the function that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.accounts import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedera.web.asked import Asked
    from foedera.web.reply import Reply


@dataclass(frozen=True, slots=True)
class Screen:
    """One address of the web, in every language and form.

    Attributes:
        path: Below the language: ``/treaties/{name}``; ``""`` for the first page.
        answer: Gives the reply.
        role: Who may see it; None for anybody, signed in or not.
        methods: ``GET``, or ``POST`` for what changes something.
        most: Most bytes of a form's body.
        stamped: Whether a form needs the stamp of our pages; one that changes nothing may come
            without, though never from a page of another site.
        lasting: Whether it is the same as long as the ledger and the day are, for whoever has
            the same cookies: such answers are kept.
    """

    path: str
    answer: Callable[[Asked], Reply]
    role: Role | None = Role.READER
    methods: tuple[str, ...] = ("GET",)
    most: int = 2 * 1024 * 1024
    stamped: bool = True
    lasting: bool = False
