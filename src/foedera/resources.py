"""Reads the YAML that experts maintain under ``foedera/data``.

Every scalar is text: our own types interpret it (the country code ``NO`` is not
false, ``5.10`` is not ``5.1``). Files are parsed once and kept, since each room
asks for the same ones.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from importlib.resources.abc import Traversable

DATA = files("foedera") / "data"

#: libyaml's parser where PyYAML was built with it (about eight times faster).
_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class RepeatedKeyError(FoederaError):
    """A YAML mapping that gives the same key twice."""

    def __init__(self, key: Hashable, place: str) -> None:
        self.key = key
        self.place = place
        super().__init__(
            f"{key!r} is given twice in one mapping, {place}. YAML would silently "
            "keep the last and lose the first. Merge the two, or rename one."
        )


class UnreadableRecordError(FoederaError):
    """A data file that is not YAML, or uses what foedera does not allow in it."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(
            f"{name} cannot be read as YAML: {reason}. Mend the file at that place; "
            "only plain mappings, lists and text are allowed (no tags, no aliases)."
        )


class _TextLoader(_Base):  # type: ignore[misc] # the C loader has no stubs
    """Leaves every scalar as text, and refuses doubled keys and aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 - PyYAML's
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise UnreadableRecordError(str(mark).strip(), "an alias (*name)")
        return super().compose_node(parent, index)

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - PyYAML's signature
    ) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise RepeatedKeyError(key.value, str(key.start_mark).strip())
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_record(text: str, name: str = "this text") -> Any:  # noqa: ANN401 - any YAML shape
    """Parse one YAML document in which every scalar is text.

    Raises:
        RepeatedKeyError: A mapping gives a key twice.
        UnreadableRecordError: The text is not plain YAML.
    """
    try:
        return yaml.load(text, Loader=_TextLoader)  # noqa: S506 - builds only str, list, dict
    except yaml.YAMLError as error:
        raise UnreadableRecordError(name, " ".join(str(error).split())) from None


@cache
def record(path: str) -> Any:  # noqa: ANN401 - any YAML shape
    """Return one data file, such as ``"lexicons/id/cues.yaml"``. Do not alter it."""
    node = DATA
    for part in path.split("/"):
        node = node / part
    return read_record(node.read_text(encoding="utf-8"), path)


def records(folder: str) -> Iterator[tuple[str, Any]]:
    """Yield every YAML record under a data folder, in the order of their paths.

    Args:
        folder: Folder below ``foedera/data``, such as ``"treaties"``.

    Yields:
        The path relative to ``foedera/data`` and the content as text.
    """
    node = DATA
    for part in folder.split("/"):
        node = node / part
    for path in _paths(node, folder):
        yield path, record(path)


def _paths(node: Traversable, path: str) -> Iterator[str]:
    for child in sorted(node.iterdir(), key=lambda entry: entry.name):
        child_path = f"{path}/{child.name}"
        if child.is_dir():
            yield from _paths(child, child_path)
        elif child.name.endswith(".yaml"):
            yield child_path
