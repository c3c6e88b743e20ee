"""Reading a text that is sent: its dossier, or whether it can hold a claim. Nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from foedera.language.packs import languages
from foedera.web.api.operation import MOST_SENT, Operation, Told
from foedera.web.api.parameters import choice, day, required, text
from foedera.web.api.schemas import FLAG, TEXT, WHOLE, listing, shape
from foedera.web.errors import NotReadError
from foedera.workspace.adding.exchanging import Refusal, Wanted

if TYPE_CHECKING:
    from foedera.web.api.operation import Asked

_GROUP: Final = "reading"
_USUAL_NAME: Final = "text"
_EXAMPLE: Final = "SEOUL, 1 June 2024 - North Korea ratified the treaty."
#: How long it may be is a matter of bytes: what is longer is refused as too large.
_TEXT: Final = replace(
    required(text("text", "api-text", most=MOST_SENT, example=_EXAMPLE)),
    schema={"type": "string", "minLength": 1},
)
_NAME: Final = text("name", "api-name", most=200)
_LANGUAGE: Final = choice("language", "api-language-of-text", languages())


def _read(asked: Asked) -> Told:
    body = asked.body
    published = body["published"]
    told = asked.desk.read(
        Wanted(
            name=body["name"] or _USUAL_NAME,
            data=body["text"].encode("utf-8", "surrogatepass"),
            published=published.isoformat() if published else None,
            language=body["language"],
            dossier=True,
        )
    )
    if told.laid is None:
        refusal = told.refusal or Refusal("", "")
        raise NotReadError(refusal.reason, refusal.message)
    return Told(data=told.laid.data)


def _screen(asked: Asked) -> Told:
    body = asked.body
    workspace = asked.desk.workspace()
    name = body["name"] or _USUAL_NAME
    return Told(data=workspace.screen(body["text"], name=name, language=body["language"]).to_dict())


OPERATIONS: Final = (
    Operation(
        name="read",
        path="/read",
        answer=_read,
        schema="dossier",
        group=_GROUP,
        body=(_TEXT, _NAME, day("published", "api-published", "2024-11-12"), _LANGUAGE),
        lasting=False,
        reads=True,
    ),
    Operation(
        name="screen",
        path="/screen",
        answer=_screen,
        schema=shape(
            name=TEXT,
            language=TEXT,
            holds=FLAG,
            lines=WHOLE,
            passages=listing(shape(start=WHOLE, end=WHOLE, text=TEXT)),
        ),
        group=_GROUP,
        body=(_TEXT, _NAME, _LANGUAGE),
        lasting=False,
        reads=True,
    ),
)
