"""Hands work to threads: to few at once, since they take turns at one interpreter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

if TYPE_CHECKING:
    from collections.abc import Callable

_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")
#: Answers worked out at once; more would only wait for one another, and make all of them late.
_AT_ONCE: Final = 3


def few() -> CapacityLimiter:
    """Return what lets few threads work at once."""
    return CapacityLimiter(_AT_ONCE)


async def worked_out(
    limiter: CapacityLimiter,
    work: Callable[_Asked, _Told],
    *given: _Asked.args,
    **named: _Asked.kwargs,
) -> _Told:
    """Return what a function gives that needs the processor, and waits for nobody outside.

    Args:
        limiter: ``few()`` of this server.
        work: The function.
        *given: Passed on.
        **named: Passed on.
    """
    return await to_thread.run_sync(partial(work, *given, **named), limiter=limiter)
