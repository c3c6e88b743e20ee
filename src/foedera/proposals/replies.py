"""Replies kept in a folder, so that a reading can be replayed without asking anybody."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.proposals.errors import MissingReplyError, UnreadableReplyError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

#: Bytes of one kept file; no reply that was taken is as long.
_MOST: Final = 4 * 1024 * 1024
_FIELDS: Final = {"prompt": str, "model": str, "settings": dict, "reply": str}


@dataclass(frozen=True, slots=True)
class Prompt:
    """All that decides a reply.

    Attributes:
        model: Identifier of the model.
        settings: What is asked of it beside the words, such as the temperature.
        rules: What it is told first.
        said: What was shown to it and what it answered, in turn.
    """

    model: str
    settings: Mapping[str, Any]
    rules: str
    said: Sequence[str]

    @property
    def digest(self) -> str:
        """SHA-256 over all of it, in hexadecimal digits."""
        whole = [self.model, dict(self.settings), self.rules, list(self.said)]
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Replies:
    """A folder of kept replies: a file for each prompt, named by its digest.

    Args:
        folder: The folder; it is made when the first reply is kept.
        only: Whether nobody is to be asked: a prompt without a reply is then an error.
    """

    def __init__(self, folder: Path, *, only: bool = False) -> None:
        self._folder = folder
        self._only = only

    def find(self, prompt: Prompt) -> str | None:
        """Return the reply kept for a prompt, or None.

        Raises:
            MissingReplyError: There is none, and nobody is to be asked.
            UnreadableReplyError: The file is not a kept reply.
        """
        path = self._path(prompt)
        try:
            if path.stat().st_size > _MOST:
                raise UnreadableReplyError(str(path), "it is too large")
            kept = json.loads(path.read_bytes())
        except FileNotFoundError:
            if self._only:
                folder = str(self._folder)
                raise MissingReplyError(folder, prompt.digest, prompt.model) from None
            return None
        except OSError as error:
            raise UnreadableReplyError(str(path), error.strerror or "no file") from None
        except (ValueError, RecursionError):
            raise UnreadableReplyError(str(path), "it is no JSON") from None
        return _reply(kept, prompt, path)

    def keep(self, prompt: Prompt, reply: str) -> None:
        """Keep the reply to a prompt.

        Raises:
            UnreadableReplyError: Nothing can be written there.
        """
        data = {
            "prompt": prompt.digest,
            "model": prompt.model,
            "settings": dict(prompt.settings),
            "reply": reply,
        }
        path = self._path(prompt)
        text = json.dumps(data, ensure_ascii=True, indent=2) + "\n"
        unfinished = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            raise UnreadableReplyError(str(path), error.strerror or "not written") from None

    def _path(self, prompt: Prompt) -> Path:
        return self._folder / f"{prompt.digest}.json"


def _reply(kept: Any, prompt: Prompt, path: Path) -> str:  # noqa: ANN401 - whatever JSON holds
    shaped = isinstance(kept, dict) and all(
        isinstance(kept.get(name), kind) for name, kind in _FIELDS.items()
    )
    if not shaped:
        raise UnreadableReplyError(str(path), f"it lacks one of {', '.join(_FIELDS)}")
    if kept["prompt"] != prompt.digest:
        raise UnreadableReplyError(str(path), "it is the reply to another prompt")
    reply: str = kept["reply"]
    return reply
