"""Reads the YAML that experts maintain under ``foedera/data``.

Every scalar is text: our own types interpret it (the country code ``NO`` is not
false, ``5.10`` is not ``5.1``). Files are parsed once and kept, since each room
asks for the same ones.

Parsing the YAML takes longer than reading a report, so a copy of each folder lies in
``data/compiled`` as JSON, with a digest of the YAML it was made of. It is used only
while that digest is right: whoever edits the YAML need do nothing, and
``python -m foedera.resources`` brings the copies up to date.

The lexicons of one language may build on those of a kindred one: its ``pack.yaml`` then
says ``builds_on``. A file that it lacks is the other's; one that holds nothing but
``differences`` is the other's with these (see ``foedera.differences``); any other stands
for itself. Whoever asks for a record is given the whole of it and need not know.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from foedera.differences import UnfittingDifferenceError, differing
from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from importlib.resources.abc import Traversable

DATA = files("foedera") / "data"
#: Where the compiled copies lie, one for each folder of ``data`` that holds YAML.
_COMPILED = "compiled"
#: Where the words of each language lie, a folder for each, and where trained models do.
LEXICONS = "lexicons"
MODELS = "models"
#: What a language's folder says of the language itself; it builds on no other.
_PACK = "pack.yaml"
_DIFFERENCES = "differences"
#: What of ``data`` has no part in how a report is read.
_NOT_READ_BY = frozenset({_COMPILED, "datasets", "prompts", "schemas", "wording"})

#: Most characters of a record, and how deep it may be nested; ours have an eighth of that.
_LONGEST: Final = 1024 * 1024
_DEEPEST: Final = 64
#: What a record must show that has aliases, tags or deep nesting; so many brackets are another.
_SUSPECT: Final = re.compile(r"\*|(?:^|[\s,:\[{?-])!|^[ ]{64}|(?:[-?][ ]){8}", re.MULTILINE)
_BRACKETS: Final = 500

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


class _Named(io.StringIO):
    """A text that errors call by its name."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.name = name


class _TextLoader(_Base):  # type: ignore[misc] # the C loader has no stubs
    """Leaves every scalar as text, and refuses doubled keys."""

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
    if len(text) > _LONGEST:
        reason = f"it has {len(text):,} characters, and {_LONGEST:,} are the most"
        raise UnreadableRecordError(name, reason)
    try:
        if _SUSPECT.search(text) or text.count("[") + text.count("{") > _BRACKETS:
            _refuse_tricks(text, name)
        loaded = yaml.load(_Named(text, name), Loader=_TextLoader)  # noqa: S506 - builds only str, list, dict
    except yaml.YAMLError as error:
        raise UnreadableRecordError(name, " ".join(str(error).split())) from None
    except RecursionError:
        raise UnreadableRecordError(name, "it is nested too deeply") from None
    return loaded


def _refuse_tricks(text: str, name: str) -> None:
    """Refuse what a record has no need of, before anything is made of it.

    Aliases let a small file stand for a huge one, tags ask for other types than text, and
    what is nested without end exhausts the parser's stack.
    """
    depth = 0
    for event in yaml.parse(_Named(text, name), Loader=_Base):
        place = str(event.start_mark).strip()
        if isinstance(event, yaml.AliasEvent):
            raise UnreadableRecordError(name, f"an alias (*{event.anchor}) {place}")
        tag: object = getattr(event, "tag", None)
        if tag is not None:
            raise UnreadableRecordError(name, f"a tag ({tag}) {place}")
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            depth += 1
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            depth -= 1
        if depth > _DEEPEST:
            raise UnreadableRecordError(name, f"it is nested too deeply {place}")


def top_nodes(text: str, name: str) -> dict[str, Any]:
    """Return PyYAML's node, with its place, for each top key; raise ``UnreadableRecordError``."""
    try:
        node = yaml.compose(_Named(text, name), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise UnreadableRecordError(name, " ".join(str(error).split())) from None
    if isinstance(node, yaml.MappingNode):
        return {key.value: value for key, value in node.value}
    raise UnreadableRecordError(name, "it is no mapping of fields")


def quoted_scalar(text: str) -> str:
    """Return a text as YAML has it in double quotes, on one line."""
    return str(yaml.dump(text, default_style='"', allow_unicode=True, width=10**9)).strip()


@cache
def record(path: str) -> Any:  # noqa: ANN401 - any YAML shape
    """Return one data file, such as ``"lexicons/id/cues.yaml"``. Do not alter it.

    A lexicon that builds on another language's is given whole.

    Raises:
        UnfittingDifferenceError: A difference speaks of what the other lexicon lacks.
    """
    below = _built_on(path)
    if below is None:
        return _written(path)
    try:
        own = _written(path)
    except FileNotFoundError:
        return record(below)
    if isinstance(own, dict) and own.keys() == {_DIFFERENCES}:
        return differing(record(below), own[_DIFFERENCES], path)
    return own


def _written(path: str) -> Any:  # noqa: ANN401 - any YAML shape
    """Return a data file as it is written."""
    folder, nested, _ = path.partition("/")
    copies = compiled(folder) if nested else {}
    if path in copies:
        return copies[path]
    return read_record(_node(path).read_text(encoding="utf-8"), path)


def records(folder: str) -> Iterator[tuple[str, Any]]:
    """Yield every YAML record under a data folder, in the order of their paths.

    Args:
        folder: Folder below ``foedera/data``, such as ``"treaties"``.

    Yields:
        The path relative to ``foedera/data`` and the content as text.
    """
    for path in sorted(_whole(folder)):
        yield path, record(path)


def _whole(folder: str) -> set[str]:
    """Return the paths under a folder, with those of the folder it builds on."""
    node = _node(folder)
    found = set(_paths(node, folder)) if node.is_dir() else set()
    if (below := _built_on(folder)) is not None:
        found |= {folder + path.removeprefix(below) for path in _whole(below)}
    return found


def _built_on(path: str) -> str | None:
    """Return the path of the file or folder that one of a language's lexicons builds on."""
    folder, _, rest = path.partition("/")
    language, _, name = rest.partition("/")
    if folder != LEXICONS or name == _PACK or len(kin := lineage(language)) == 1:
        return None
    return "/".join((LEXICONS, kin[1], *([name] if name else ())))


@cache
def spoken(language: str) -> Mapping[str, Any]:
    """Return what the ``pack.yaml`` of a language says of it; empty where it has none."""
    path = f"{LEXICONS}/{language}/{_PACK}"
    try:
        told: Mapping[str, Any] = _written(path)
    except FileNotFoundError:
        return {}
    return told


@cache
def lineage(language: str) -> tuple[str, ...]:
    """Return a language, and those its lexicons build on, the nearest first.

    Raises:
        UnfittingDifferenceError: They build on one another in a circle.
    """
    found = [language]
    while (below := spoken(found[-1]).get("builds_on")) is not None:
        if below in found:
            place = f"{LEXICONS}/{language}/{_PACK}"
            raise UnfittingDifferenceError(place, f"it builds on itself by way of {below!r}")
        found.append(below)
    return tuple(found)


@cache
def lexicon_languages() -> tuple[str, ...]:
    """Return the languages that have lexicons.

    A language comes before the one it builds on, so that what it changes is met first.
    """
    found = sorted(child.name for child in (DATA / LEXICONS).iterdir() if child.is_dir())
    return tuple(sorted(found, key=lambda code: (lineage(code)[-1], -len(lineage(code)), code)))


def lexicon_files(name: str) -> tuple[str, ...]:
    """Return the paths of one lexicon in each language that has it, or builds on one that has.

    In the order of ``lexicon_languages``.
    """
    return tuple(
        f"{LEXICONS}/{code}/{name}"
        for code in lexicon_languages()
        if any((DATA / LEXICONS / one / name).is_file() for one in lineage(code))
    )


def is_file(path: str) -> bool:
    """Tell whether there is a data file, such as ``"lexicons/id/cues.yaml"``, of its own."""
    return _node(path).is_file()


def model(language: str, name: str) -> Traversable:
    """Return a trained model of a language, or where it has none, of one it builds on.

    Args:
        language: ISO 639-1 code.
        name: File name, such as ``parser.npz``. Where nobody has it, the place is returned
            at which the language's own would lie.
    """
    places = [DATA / MODELS / code / name for code in lineage(language)]
    return next((place for place in places if place.is_file()), places[0])


@cache
def compiled(folder: str) -> Mapping[str, Any]:
    """Return the compiled copy of a top folder of ``data``, by path.

    Empty where there is none, or where the YAML has changed since it was made.
    """
    node = _node(f"{_COMPILED}/{folder}.json")
    if not node.is_file():
        return {}
    try:
        kept = json.loads(node.read_bytes())
    except ValueError:  # a copy that is spoilt is as good as none: the YAML is at hand
        return {}
    records: dict[str, Any] = kept["records"]
    return records if kept["digest"] == digest(folder) else {}


def digest(folder: str) -> str:
    """Return a digest of the names and bytes of every YAML file under a data folder."""
    total = hashlib.sha256()
    for path, node in _files(_node(folder), folder):
        content = node.read_bytes()
        total.update(f"{path} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()


@cache
def fingerprint() -> str:
    """Return a digest of all data by which reports are read: words, actors, law, models.

    What is only shown or written, such as the interface's words, does not count.
    """
    total = hashlib.sha256()
    for child in sorted(DATA.iterdir(), key=lambda entry: entry.name):
        if child.name not in _NOT_READ_BY:
            for path, node in _all_files(child, child.name):
                content = node.read_bytes()
                total.update(f"{path} {len(content)}\n".encode())
                total.update(content)
    return total.hexdigest()


def compile_folder(folder: str) -> str:
    """Return the compiled copy of a folder, as it is to be written.

    Raises:
        RepeatedKeyError: A mapping gives a key twice.
        UnreadableRecordError: A file is not plain YAML.
    """
    content = {
        path: read_record(_node(path).read_text(encoding="utf-8"), path)
        for path in _paths(_node(folder), folder)
    }
    lines = (f"{_json(path)}:{_json(one)}" for path, one in content.items())
    rows = ",\n".join(lines)  # one record to a line, so that changes can be read
    return f'{{"digest":{_json(digest(folder))},"records":{{\n{rows}\n}}}}\n'


def _json(data: Any) -> str:  # noqa: ANN401 - any YAML shape
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def folders() -> tuple[str, ...]:
    """Return the top folders of ``data`` that hold YAML."""
    found = sorted(child.name for child in DATA.iterdir() if child.is_dir())
    return tuple(name for name in found if next(_paths(_node(name), name), None))


def _node(path: str) -> Traversable:
    node = DATA
    for part in path.split("/"):
        node = node / part
    return node


def _paths(node: Traversable, path: str) -> Iterator[str]:
    return (found for found, _ in _files(node, path))


def _files(node: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    return ((name, one) for name, one in _all_files(node, path) if name.endswith(".yaml"))


def _all_files(node: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if not node.is_dir():
        yield path, node
        return
    for child in sorted(node.iterdir(), key=lambda entry: entry.name):
        yield from _all_files(child, f"{path}/{child.name}")


def _compile_all() -> None:
    """Write the compiled copy of every folder of ``data`` that holds YAML."""
    target = Path(str(DATA)) / _COMPILED
    target.mkdir(exist_ok=True)
    for folder in folders():
        (target / f"{folder}.json").write_text(compile_folder(folder), encoding="utf-8")


if __name__ == "__main__":
    _compile_all()
