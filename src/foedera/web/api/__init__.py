"""The API: the same questions as the Python API, versioned, described by OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from foedera.web.desk import Desk


def api(desk: Desk) -> FastAPI:
    """Return the API of a ledger, to be mounted at ``/api``.

    Args:
        desk: What it is answered from.
    """
    application = FastAPI(title="foedera", version="1", docs_url=None, redoc_url=None)
    application.state.desk = desk
    return application
