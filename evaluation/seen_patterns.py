"""Lists every regular expression that foedera has, with how it is used: run by ``patterns.py``.

Takes the place of ``re.compile`` and its kin before anything of foedera is loaded, loads all of
it, and reads the samples and a few texts of a single long line. Prints one JSON object a pattern.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

#: Ways to use a pattern, each with the place of the text among what it is given.
_USES = {
    **dict.fromkeys(("match", "search", "fullmatch", "finditer", "findall", "split"), 0),
    **dict.fromkeys(("sub", "subn"), 1),
}
_COMPILE = re.compile
_SEEN: dict[tuple[str | bytes, int], Seen] = {}
_LONG = 3_000


class Seen:
    """One pattern.

    Attributes:
        where: Files and lines that compile it.
        uses: How it is used.
        longest: The longest stretch of text that it was used on.
    """

    def __init__(self) -> None:
        self.where: set[str] = set()
        self.uses: set[str] = set()
        self.longest = 0


class Watched:
    """A pattern that notes how it is used."""

    def __init__(self, pattern: re.Pattern[Any], seen: Seen) -> None:
        self.pattern, self.seen = pattern, seen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        held = getattr(self.pattern, name)
        if name not in _USES:
            return held

        def used(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - ditto
            place = _USES[name]
            text, rest = given[place], given[place + 1 :] if name not in {"sub", "subn"} else ()
            start = rest[0] if rest else 0
            end = min(rest[1], len(text)) if len(rest) > 1 else len(text)
            self.seen.uses.add(name)
            self.seen.longest = max(self.seen.longest, end - start)
            return held(*given, **named)

        return used

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __eq__(self, other: object) -> bool:
        return self.pattern == (other.pattern if isinstance(other, Watched) else other)


def _watched(given: Any, flags: int = 0) -> Any:  # noqa: ANN401 - as re has it
    if isinstance(given, Watched):
        return given
    pattern = _COMPILE(given, flags)
    frame = sys._getframe(1)  # noqa: SLF001 - who compiles it is what is asked
    while frame.f_code.co_filename == __file__ and frame.f_back is not None:
        frame = frame.f_back
    if not str(frame.f_globals.get("__name__", "")).startswith("foedera"):
        return pattern
    seen = _SEEN.setdefault((pattern.pattern, pattern.flags), Seen())
    path = frame.f_code.co_filename.partition("foedera/")[2]
    seen.where.add(f"{path}:{frame.f_lineno}")
    return Watched(pattern, seen)


def _kin(name: str) -> Any:  # noqa: ANN401 - as re has it
    def used(pattern: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - ditto
        flags = named.pop("flags", 0)
        return getattr(_watched(pattern, flags), name)(*given, **named)

    return used


def _load_all() -> None:
    import foedera  # noqa: PLC0415 - after the watch is set

    for module in pkgutil.walk_packages(foedera.__path__, "foedera."):
        if "migrations" not in module.name:
            importlib.import_module(module.name)


def _read_all(samples: list[Path]) -> None:
    from foedera.workspace import Workspace  # noqa: PLC0415 - after the watch is set

    workspace = Workspace()
    for path in samples:
        workspace.read(path)
    with tempfile.TemporaryDirectory() as held:
        for path in samples[::4]:
            place = Path(held) / path.name
            line = path.read_text(encoding="utf-8").replace("\n", " ")
            place.write_text(line[:_LONG], encoding="utf-8")
            workspace.read(place)


def main() -> None:
    """Print every pattern."""
    re.compile = _watched  # type: ignore[assignment] # for this process alone
    for name in _USES:
        setattr(re, name, _kin(name))
    _load_all()
    _read_all([Path(one) for one in sys.argv[1:]])
    for (pattern, flags), seen in _SEEN.items():
        told = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        print(
            json.dumps(
                {
                    "pattern": told,
                    "bytes": isinstance(pattern, bytes),
                    "flags": flags,
                    "where": sorted(seen.where),
                    "uses": sorted(seen.uses),
                    "longest": seen.longest,
                }
            )
        )


if __name__ == "__main__":
    main()
