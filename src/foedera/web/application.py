"""Puts the web together: the screens in every language, the API, our own files, the shield."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib import resources
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from foedera.web.answering import answered, refused
from foedera.web.api import api
from foedera.web.asked import Asked
from foedera.web.errors import NoSuchPageError
from foedera.web.forms import Forms
from foedera.web.screens import SCREENS
from foedera.web.shielding import Shield
from foedera.wording import INTERFACES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from foedera.web.desk import Desk
    from foedera.web.screen import Screen

#: Answers shorter than this many bytes are sent as they are.
_WORTH_PACKING = 1000


def application(desk: Desk) -> ASGIApp:
    """Return the whole web of a ledger.

    Args:
        desk: What it is answered from; closed when the server ends.
    """

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    async def nowhere(request: Request, _: Exception) -> Response:
        return refused(NoSuchPageError(request.url.path), _bare(request, desk))

    files = resources.files("foedera.web").joinpath("static")
    routes = [
        Route("/", lambda request: RedirectResponse(f"/{_wished(request)}/", 307)),
        Mount("/static", StaticFiles(directory=str(files)), name="static"),
        Mount("/api", api(desk)),
        *(_route(screen, desk, language) for screen in SCREENS for language in INTERFACES),
    ]
    web = Starlette(
        routes=routes,
        lifespan=life,
        exception_handlers={404: nowhere},
        middleware=[
            Middleware(GZipMiddleware, minimum_size=_WORTH_PACKING, compresslevel=4),
            Middleware(Forms),
        ],
    )
    return Shield(web)  # outside of all else, so that no answer lacks its headers


def _route(screen: Screen, desk: Desk, language: str) -> Route:
    async def endpoint(request: Request) -> Response:
        request.path_params["language"] = language
        return await answered(request, screen, desk)

    path = f"/{language}{screen.path or '/'}"
    name = f"{language}:{screen.path}:{'-'.join(screen.methods)}"
    return Route(path, endpoint, methods=list(screen.methods), name=name)


def _bare(request: Request, desk: Desk) -> Asked:
    given = tuple(request.query_params.multi_items())
    return Asked(request, desk, _wished(request), given=given)


def _wished(request: Request) -> str:
    """Return the language of the path, else the first of ours that the browser asks for."""
    first = request.url.path.partition("/")[2].partition("/")[0]
    if first in INTERFACES:
        return first
    for wish in request.headers.get("accept-language", "").split(","):
        code = wish.strip()[:2].lower()
        if code in INTERFACES:
            return code
    return INTERFACES[0]
