"""Names that never change once published."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final, NewType

#: ISO 3166-1 alpha-3 code of a state ("PRK"), or the catalogue code of an
#: organisation or armed group ("NATO", "HEZBOLLAH").
ActorId = NewType("ActorId", str)
#: File name of a registry entry, such as "prk-rus-2024".
InstrumentId = NewType("InstrumentId", str)
#: What something is called after its content: "doc-", "clm-", "stp-" and 24 hexadecimal digits.
ContentId = NewType("ContentId", str)

_DIGITS: Final = 24


def canonical(content: Any) -> bytes:  # noqa: ANN401 - whatever JSON can say
    """Return the one way to write plain data as JSON: keys in order, no space, UTF-8."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return told.encode("utf-8", "surrogatepass")


def content_id(kind: str, content: Any) -> ContentId:  # noqa: ANN401 - ditto
    """Name something after its content: the same content has the same name everywhere.

    Args:
        kind: Three letters for what it is: ``clm``.
        content: Plain data; what is None or empty in a mapping does not count, so that
            fields added later change no name given before.
    """
    digest = hashlib.sha256(canonical([kind, _told(content)])).hexdigest()
    return ContentId(f"{kind}-{digest[:_DIGITS]}")


def _told(content: Any) -> Any:  # noqa: ANN401 - ditto
    if isinstance(content, dict):
        kept = {key: _told(value) for key, value in content.items()}
        return {key: value for key, value in kept.items() if not _empty(value)}
    if isinstance(content, (list, tuple)):
        return [_told(value) for value in content]
    return content


def _empty(value: Any) -> bool:  # noqa: ANN401 - ditto
    return value is None or value is False or value in ([], {}, "")  # nought is a value
