"""The same question in each language, quoted as each wants it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from foedera.web.snippets.own import own_python
from foedera.web.snippets.question import question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.web.asked import Asked
    from foedera.web.snippets.question import Question

_TOKEN: Final = "FOEDERA_TOKEN"  # noqa: S105 - the name of a variable
_FILE: Final = "report.txt"
_NAME: Final = re.compile(r"[a-z][a-z_]*")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One way to ask.

    Attributes:
        label: Key of what it is called.
        language: What it is written in: ``python``, ``r`` or ``shell``.
        text: The program.
    """

    label: str
    language: str
    text: str


def snippets(asked: Asked) -> tuple[Snippet, ...]:
    """Return how to ask from a program what a page shows."""
    told = question(asked)
    closed = asked.desk.gate.everybody is None
    own = own_python(told, asked)
    return (
        *([Snippet("api-snippet-foedera", "python", own)] if own else []),
        Snippet("api-snippet-python", "python", python(told, closed=closed)),
        Snippet("api-snippet-r", "r", r(told, closed=closed)),
        Snippet("api-snippet-curl", "shell", curl(told, closed=closed)),
    )


def python(told: Question, *, closed: bool) -> str:
    """Return a program in Python that needs nothing but its own library."""
    return "\n".join(_python(told, closed=closed)) + "\n"


def _python(told: Question, *, closed: bool) -> Iterator[str]:
    headers = []
    if closed:
        headers.append(f'"Authorization": "Bearer " + os.environ["{_TOKEN}"]')
    if _sends(told):
        headers.append('"Content-Type": "text/plain; charset=utf-8"')
    yield "import json"
    yield from ["import os"] if closed else []
    yield from ["from pathlib import Path"] if _sends(told) else []
    yield from ["from urllib.parse import urlencode"] if told.parameters else []
    yield f"from urllib.request import {'Request, urlopen' if headers else 'urlopen'}"
    yield ""
    yield f"address = {told.address!r}"
    if told.parameters:
        yield "asked = ["
        yield from (f"    ({name!r}, {value!r})," for name, value in told.parameters)
        yield "]"
        yield 'address += "?" + urlencode(asked)'
    if not headers:
        yield "with urlopen(address) as answer:"
    else:
        sent = f', data=Path("{_FILE}").read_bytes()' if _sends(told) else ""
        yield f"headers = {{{', '.join(headers)}}}"
        yield f"with urlopen(Request(address{sent}, headers=headers)) as answer:"
    yield "    told = json.load(answer)"


def r(told: Question, *, closed: bool) -> str:
    """Return a program in R, with httr2 and jsonlite."""
    return "\n".join(_r(told, closed=closed)) + "\n"


def _r(told: Question, *, closed: bool) -> Iterator[str]:
    grouped: dict[str, list[str]] = {}
    for name, value in told.parameters:
        grouped.setdefault(name, []).append(value)
    # R has no word for a null character, and no names for parameters that are none of ours.
    plain = all(_NAME.fullmatch(name) for name in grouped) and not any(
        "\0" in value for _, value in told.parameters
    )
    steps = [f"request({r_text(told.address if plain else _whole(told))})"]
    if plain and grouped:
        values = ", ".join(f"{name} = {_r_values(several)}" for name, several in grouped.items())
        steps.append(f'req_url_query({values}, .multi = "explode")')
    if closed:
        steps.append(f'req_auth_bearer_token(Sys.getenv("{_TOKEN}"))')
    if _sends(told):
        steps.append(f'req_body_file("{_FILE}", "text/plain; charset=utf-8")')
    steps += ["req_perform()", "resp_body_string()", "fromJSON()"]
    yield "library(httr2)"
    yield "library(jsonlite)"
    yield ""
    yield "told <- " + " |>\n  ".join(steps)


def _r_values(values: Sequence[str]) -> str:
    told = ", ".join(map(r_text, values))
    return told if len(values) == 1 else f"c({told})"


def r_text(text: str) -> str:
    """Return a text as R has it in double quotes."""
    return '"' + "".join(map(_r_character, text)) + '"'


def _r_character(character: str) -> str:
    if character in {'"', "\\"}:
        return f"\\{character}"
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{{{number:04x}}}" if number < 0x10000 else f"\\U{{{number:08x}}}"  # noqa: PLR2004 - what four digits can say


def curl(told: Question, *, closed: bool) -> str:
    """Return a command for a shell."""
    words = ["curl", "--silent", "--show-error", "--fail-with-body"]
    line = shlex.join(words)
    if closed:
        line += f' --header "Authorization: Bearer ${_TOKEN}"'  # the shell puts it in
    if _sends(told):
        line += " --header 'Content-Type: text/plain; charset=utf-8'"
        line += f" --data-binary @{_FILE}"
    return f"{line} {shlex.quote(_whole(told))}\n"


def _whole(told: Question) -> str:
    return told.address + (f"?{urlencode(told.parameters)}" if told.parameters else "")


def _sends(told: Question) -> bool:
    return told.operation is not None and bool(told.operation.body)
