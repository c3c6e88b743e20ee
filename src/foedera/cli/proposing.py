"""The options of ``foedera read`` by which a model is asked for proposals."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from foedera.proposals.address import PATIENCE, Endpoint
from foedera.proposals.errors import UnsafeEndpointError

if TYPE_CHECKING:
    from pathlib import Path

    from foedera.proposals.reader import ModelReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """Which model is asked for proposals, and how.

    Attributes:
        model: Identifier of the model; None where none is asked.
        endpoint: Address of the endpoint.
        replies: Folder of kept replies.
        replay: Whether only kept replies are read.
        key_variable: Variable of the environment that holds the key; None for no key.
        plain_http: Whether reports may go unencrypted to another machine.
        patience: Seconds to wait for one answer.
    """

    model: str | None = None
    endpoint: str | None = None
    replies: Path | None = None
    replay: bool = False
    key_variable: str | None = None
    plain_http: bool = False
    patience: float = PATIENCE

    def checked(self) -> None:
        """Refuse options that do not go together, or an unsafe address, as bad usage.

        Raises:
            UsageError: They do not go together.
            BadParameter: The address is none to send reports to.
        """
        if self.model is None:
            if self.endpoint or self.replies or self.replay or self.plain_http:
                raise click.UsageError(
                    "--endpoint, --replies, --replay and --plain-http say how a model is "
                    "asked. Name the model too: --propose MODEL."
                )
        elif self.replay and self.replies is None:
            raise click.UsageError("--replay reads kept replies. Say where: --replies FOLDER.")
        elif not self.replay and self.endpoint is None:
            raise click.UsageError(
                "--propose asks a model. Say where it answers, as in --endpoint "
                "http://localhost:11434/v1, or read kept replies with --replies FOLDER --replay."
            )
        try:
            self._address()
        except UnsafeEndpointError as error:
            raise click.BadParameter(str(error), param_hint="'--endpoint'") from None

    def reader(self) -> ModelReader | None:
        """Return what asks the model; None where none is to be asked.

        Raises:
            MissingExtraError: The extra ``foedera[llm]`` is not installed.
        """
        if self.model is None:
            return None
        from foedera.proposals.reader import ModelReader  # noqa: PLC0415 - few ask a model

        endpoint = None if self.replay else self._address()
        return ModelReader(self.model, endpoint, replies=self.replies)

    def _address(self) -> Endpoint | None:
        if self.endpoint is None:
            return None
        key = os.environ.get(self.key_variable) if self.key_variable else None
        return Endpoint(
            self.endpoint, key=key or None, patience=self.patience, plain_http=self.plain_http
        )
