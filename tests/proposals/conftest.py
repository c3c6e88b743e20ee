"""A server on loopback that speaks the protocol of chat completions, as a test tells it to."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-loopback-5d1f"


@dataclass
class Reply:
    """What the server sends for one request.

    Attributes:
        content: The model's words; anything but text is sent as JSON.
        status: HTTP code.
        headers: Further headers.
        body: The whole body in place of a completion.
        pause: Seconds before it is sent.
        drip: Seconds between its bytes.
        endless: Whether it never ends.
    """

    content: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    pause: float = 0
    drip: float = 0
    endless: bool = False

    @property
    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        words = self.content if isinstance(self.content, str) else json.dumps(self.content)
        choice = {
            "index": 0,
            "finish_reason": "stop",
            "message": {"role": "assistant", "content": words},
        }
        data = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "loopback",
            "choices": [choice],
            "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
        }
        return json.dumps(data).encode()


class Server(ThreadingHTTPServer):
    """Answers in the order told; the last answer is given again for every further request.

    Attributes:
        replies: What it answers.
        requests: The bodies it was sent.
        headers: The headers of each request, with lower-case names.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: list[Reply] = [Reply({"claims": []})]
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, *contents: object) -> None:
        """Set what it answers, as the model's words or as whole replies."""
        self.replies = [one if isinstance(one, Reply) else Reply(one) for one in contents]

    def shown(self, number: int = 0) -> dict[str, Any]:
        """Return what the model was shown in a request."""
        users = [m for m in self.requests[number]["messages"] if m["role"] == "user"]
        return dict(json.loads(users[0]["content"]))

    def handle_error(self, *_: object) -> None:
        """Keep still when a client hangs up."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        self.server.paths.append(self.path)
        self.server.headers.append({k.lower(): v for k, v in self.headers.items()})
        self.server.requests.append(json.loads(self.rfile.read(length)))
        place = min(len(self.server.requests), len(self.server.replies)) - 1
        reply = self.server.replies[place]
        time.sleep(reply.pause)
        body = reply.bytes
        self.send_response(reply.status)
        if reply.endless:
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b" " * 65_536)
            return
        headers = {"content-type": "application/json", "content-length": str(len(body))}
        for name, value in (headers | reply.headers).items():
            self.send_header(name, value)
        self.end_headers()
        if not reply.drip:
            self.wfile.write(body)
            return
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(reply.drip)

    def log_message(self, *_: object) -> None:
        """Keep still."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        made.shutdown()
        thread.join()
