"""The API: the same questions as the Python API, versioned, described by OpenAPI."""

from __future__ import annotations

from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.requests import Request  # noqa: TC002 - FastAPI reads it at run time
from starlette.responses import Response

from foedera.web.api.describing import completed, described
from foedera.web.api.endpoint import Endpoint, Shared
from foedera.web.api.operations import GROUPS, OPERATIONS
from foedera.web.api.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from foedera.web.api.operation import Operation
    from foedera.web.desk import Desk
    from foedera.wording import Words

    Handler = Callable[[Request], Awaitable[Response]]

#: The version that paths begin with; it grows when a field changes its meaning or goes.
VERSION: Final = "v1"
_JSON: Final = "application/json"
_KEPT: Final = {"cache-control": "no-cache"}


def api(desk: Desk) -> FastAPI:
    """Return the API of a ledger, to be mounted at ``/api``.

    Args:
        desk: What it is answered from.
    """
    shared = Shared(desk)

    def handler(operation: Operation) -> Handler:
        endpoint = Endpoint(operation, desk, shared)

        async def handle(request: Request) -> Response:
            return await endpoint.answer(request)

        return handle

    application = _laid_out(desk.words("en"), handler)
    _add_documents(application, desk)
    return application


def document(words: Words, *, closed: bool) -> dict[str, Any]:
    """Return the OpenAPI document of a server.

    Args:
        words: What the API says, in the language of the document.
        closed: Whether nobody is let in without a token.
    """

    def handler(_: Operation) -> Handler:
        async def handle(request: Request) -> Response:
            return refusal(HTTPStatus.NOT_IMPLEMENTED, request.url.path)

        return handle

    application = _laid_out(words, handler)
    told = get_openapi(
        title="foedera",
        version=application.version,
        description=words("api-description"),
        routes=application.routes,
        servers=[{"url": "/api"}],
    )
    groups = {name: words(f"api-group-{name}") for name in GROUPS}
    completed(told, groups, closed=closed)
    return told


def _laid_out(words: Words, handler: Callable[[Operation], Handler]) -> FastAPI:
    """Return every operation at its address."""
    application = FastAPI(
        title="foedera",
        version=version("foedera"),
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers={HTTPException: _refused},
    )
    for one in OPERATIONS:
        path, handle = f"/{VERSION}{one.path}", handler(one)
        application.add_api_route(
            path,
            handle,
            methods=[one.method],
            name=one.name,
            response_model=None,
            response_class=Response,
            openapi_extra=described(one, words),
        )
        if one.method == "GET":
            application.add_route(path, handle, methods=["HEAD"], include_in_schema=False)
    return application


def _add_documents(application: FastAPI, desk: Desk) -> None:
    """Add what tells of the API itself: its versions, and the document of each."""
    made: list[bytes] = []

    async def tell_versions(_: Request) -> Response:
        one = {
            "version": VERSION,
            "address": f"/api/{VERSION}",
            "openapi": f"/api/{VERSION}/openapi.json",
            "pages": {"en": "/en/api", "id": "/id/api"},
        }
        return Response(msgspec.json.encode({"versions": [one]}), 200, _KEPT, _JSON)

    async def tell_document(_: Request) -> Response:
        if not made:
            closed = desk.gate.everybody is None
            made.append(msgspec.json.encode(document(desk.words("en"), closed=closed)))
        return Response(made[0], 200, _KEPT, _JSON)

    for path, handle in (("/", tell_versions), (f"/{VERSION}/openapi.json", tell_document)):
        application.add_route(path, handle, methods=["GET"], include_in_schema=False)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for no other
    path = request.scope["path"][:200]
    detail = str(error.detail)
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = f"There is nothing at {path}."
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = f"{request.method[:20]} is not answered at {path}."
    return refusal(error.status_code, detail, error.headers)
