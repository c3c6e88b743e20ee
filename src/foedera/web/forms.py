"""Takes the form a page is asked for in off its address: ``.json``, ``.csv``, ``.svg``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: The forms a page may be had in, beside HTML.
FORMS: Final = ("json", "csv", "svg")
#: Where these addresses are files or the API's own, which keep their suffix.
_OTHERS: Final = ("/static/", "/api/")


class Forms:
    """Lets one route answer for a page and for its data.

    Args:
        application: What answers.
    """

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, the form noted in the scope as ``form``."""
        if scope["type"] == "http" and not scope["path"].startswith(_OTHERS):
            path, dot, suffix = scope["path"].rpartition(".")
            if dot and suffix in FORMS and path:
                scope = {**scope, "path": path, "raw_path": None, "form": suffix}
        await self._application(scope, receive, send)
