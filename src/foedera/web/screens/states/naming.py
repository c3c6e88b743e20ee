"""Which states an address names; what comes near where it names none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.actors.errors import UnknownActorError
from foedera.web.asked import fill
from foedera.web.reply import Moved, Page
from foedera.web.statuses import status_of
from foedera.workspace.errors import NotAStateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from foedera.identifiers import ActorId
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply


def with_states(
    asked: Asked, parts: Sequence[str], answer: Callable[..., Reply], after: str = ""
) -> Reply:
    """Answer with the states that parts of the path name; names move on to codes.

    Args:
        asked: The request.
        parts: Names of the parts of the path.
        answer: Given the request and the codes.
        after: What stands in the path behind the states.

    Raises:
        UnknownActorError: No state is called that, and data are asked for.
        NotAStateError: An organisation or an armed group is, and data are asked for.
    """
    called = [asked.part(name) for name in parts]
    codes: list[ActorId] = []
    for name in called:
        try:
            codes.append(asked.workspace.state(name, asked.on))
        except (UnknownActorError, NotAStateError) as error:
            if asked.request.scope.get("form"):
                raise
            return _unknown(asked, called, name, error)
    if list(codes) != called and not asked.request.scope.get("form"):
        return Moved(to=asked.link(f"/states/{'/'.join(map(fill, codes))}{after}"))
    return answer(asked, *codes)


def _unknown(
    asked: Asked, called: Sequence[str], name: str, error: UnknownActorError | NotAStateError
) -> Page:
    words = asked.words
    wrong = isinstance(error, NotAStateError)
    near = error.members if isinstance(error, NotAStateError) else error.near
    title = words("law-not-a-state" if wrong else "law-unknown-state", called=name)
    others = [[code if one == name else one for one in called] for code in near]
    return Page(
        template="treaty_unknown.html",
        title=title,
        at="treaties",
        styles=("law.css",),
        status=status_of(error) if wrong else 404,
        data={"title": title, "status": 404, "detail": str(error)},
        shown={
            "near": [
                (words.name(code), asked.link(f"/states/{'/'.join(map(fill, other))}"), code)
                for code, other in zip(near, others, strict=True)
            ],
            "all_link": asked.link("/states"),
            "all_told": words("law-states"),
        },
    )
