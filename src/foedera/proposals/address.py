"""Where a model is asked: an address that reports and keys may be sent to."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from foedera.proposals.errors import UnsafeEndpointError

_EXAMPLE: Final = "Name it as in 'https://models.example.org/v1' or 'http://localhost:11434/v1'."
#: Seconds after which an answer is no longer waited for.
PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint.

    Attributes:
        url: Its address up to and with the version, such as ``https://…/v1``.
        key: The key it asks for; None where it asks for none. It is sent there and
            nowhere else, and never shown or kept.
        patience: Seconds to wait for one answer.
        retries: How often a request is sent again when the endpoint is busy or fails.
        plain_http: Whether reports may go unencrypted to another machine.

    Raises:
        UnsafeEndpointError: It is no such address, holds a password, or would send
            reports over the network unencrypted without leave.
    """

    url: str
    key: str | None = field(default=None, repr=False)
    patience: float = PATIENCE
    retries: int = 1
    plain_http: bool = False

    def __post_init__(self) -> None:
        parts = _parts(self.url)
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            remedy = "Copy the key anew into its variable, without line breaks."
            raise UnsafeEndpointError(self.origin, "the key is no line of plain text", remedy)
        if parts.username is not None or parts.password is not None:
            hidden = f"{parts.scheme}://…@{parts.hostname}"
            remedy = "Give a key in the environment instead: see 'foedera read --help'."
            raise UnsafeEndpointError(hidden, "it holds a name or password", remedy)
        if parts.query or parts.fragment:
            raise UnsafeEndpointError(self.origin, "it goes on behind its path", _EXAMPLE)
        if parts.scheme == "http" and not (self.plain_http or _is_loopback(parts.hostname or "")):
            raise UnsafeEndpointError(
                self.url,
                "reports and key would travel unencrypted to another machine",
                "Use https, or say --plain-http where the network between is your own.",
            )

    @property
    def origin(self) -> str:
        """Scheme, host and port: what may be shown of the address."""
        parts = urlsplit(self.url)
        port = f":{parts.port}" if parts.port else ""
        host = parts.hostname or ""
        return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}"

    @property
    def host(self) -> str:
        """The host alone."""
        return urlsplit(self.url).hostname or ""


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # refuses what is no number
    except ValueError:
        raise UnsafeEndpointError(url, "it is no address", _EXAMPLE) from None
    odd = any(character.isspace() or not character.isprintable() for character in url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or odd:
        raise UnsafeEndpointError(url, "it is no http or https address", _EXAMPLE)
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
