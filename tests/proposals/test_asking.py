"""A real server on loopback is asked: good answers, refusals, and whatever else comes back."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pydantic_ai", reason="the extra foedera[llm] is not installed")

from foedera.proposals.address import Endpoint
from foedera.proposals.answer import Answer
from foedera.proposals.asking import MOST_BYTES, Asked, Asking
from foedera.proposals.errors import (
    EndpointError,
    MissingReplyError,
    UnreadableReplyError,
    UnsafeEndpointError,
)
from foedera.proposals.replies import Prompt, Replies

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Reply, Server

KEY = "sk-loopback-5d1f"
NONE: dict[str, list[object]] = {"claims": []}
ONE = {"claims": [{"quote": "q", "words": "w", "act": "sign", "modality": "asserted"}]}


def content(_: Answer) -> str:
    return ""


def ask(
    server: Server, *, patience: float = 20, retries: int = 0, replies: Replies | None = None
) -> Asked:
    endpoint = Endpoint(server.url, key=KEY, patience=patience, retries=retries)
    return Asking("tiny", endpoint, replies).ask("the passage", content)


def test_what_is_asked_is_a_chat_completion_of_the_model_named(server: Server) -> None:
    server.says(ONE)
    asked = ask(server)
    assert asked.answer is not None
    assert asked.answer.claims[0].act == "sign"
    assert asked.times == 1
    (request,) = server.requests
    assert server.paths == ["/v1/chat/completions"]
    assert (request["model"], request["temperature"]) == ("tiny", 0)
    assert request["max_tokens"] > 0
    assert "tools" not in request
    assert request["messages"][-1] == {"role": "user", "content": "the passage"}
    assert request["messages"][0]["role"] == "system"


@pytest.mark.parametrize(
    "words",
    [
        json.dumps(NONE),
        f"```json\n{json.dumps(NONE)}\n```",
        f"<think>Let me see.</think>{json.dumps(NONE)}",
        json.dumps({"claims": [], "note": "nothing", "offset": 12}),
    ],
)
def test_answers_are_read_also_where_models_wrap_them(server: Server, words: str) -> None:
    server.says(words)
    assert ask(server) == Asked(Answer([]), 1)


def test_only_the_key_given_goes_out_and_nothing_of_the_environment(server: Server) -> None:
    code = (
        "import sys; from foedera.proposals.address import Endpoint; "
        "from foedera.proposals.asking import Asking; "
        "Asking('tiny', Endpoint(sys.argv[1], key=sys.argv[2]), None).ask('x', lambda _: '')"
    )
    server.says(NONE)
    proxy = {"HTTP_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "http://127.0.0.1:9"}
    secret = {
        "OPENAI_API_KEY": "other-secret",
        "OPENAI_ORG_ID": "secret-org",
        "OPENAI_PROJECT_ID": "secret-project",
        "OPENAI_BASE_URL": "http://127.0.0.1:9",
    }
    environment = {"PATH": os.environ["PATH"], **secret, **proxy}
    command = [sys.executable, "-c", code, server.url, KEY]
    subprocess.run(command, check=True, env=environment, timeout=120)
    (headers,) = server.headers
    assert headers["authorization"] == f"Bearer {KEY}"
    assert set(headers) <= {
        "host",
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-type",
        "content-length",
    }
    assert "secret" not in json.dumps([headers, server.requests])


@pytest.mark.parametrize(
    ("words", "again"),
    [
        ("There are no claims.", NONE),
        ("", NONE),
        ('{"claims": [', NONE),
        ({"claims": "none"}, NONE),
        ({"claims": [{"quote": 12}]}, NONE),
        ({"claims": [{"quote": "q", "words": "w"}]}, NONE),
        ([], NONE),
        ("null", NONE),
        ("[" * 50_000, NONE),
        ('{"claims": [{"quote": "\\ud800", "words": "w", "act": "a", "modality": "m"}]}', NONE),
    ],
)
def test_an_answer_in_another_form_is_asked_for_once_more(
    server: Server, words: object, again: object
) -> None:
    server.says(words, again)
    assert ask(server) == Asked(Answer([]), 2)
    server.says(words)
    server.requests.clear()
    assert ask(server) == Asked(None, 2)
    assert len(server.requests) == 2


def test_a_complaint_is_told_once_and_the_second_answer_stands(server: Server) -> None:
    server.says(ONE, NONE)
    endpoint = Endpoint(server.url)
    asked = Asking("tiny", endpoint, None).ask("x", lambda a: "mend it" if a.claims else "")
    assert asked == Asked(Answer([]), 2)
    told = [m["content"] for m in server.requests[1]["messages"]]
    assert json.dumps(ONE) in told
    assert "mend it" in told[-1]


def test_a_second_answer_that_cannot_be_read_leaves_the_first(server: Server) -> None:
    server.says(ONE, "sorry")
    asked = Asking("tiny", Endpoint(server.url), None).ask("x", lambda _: "mend it")
    assert asked.answer is not None
    assert len(asked.answer.claims) == 1
    assert asked.times == 2


def test_nobody_is_asked_a_third_time(server: Server) -> None:
    server.says(ONE)
    asked = Asking("tiny", Endpoint(server.url), None).ask("x", lambda _: "mend it")
    assert asked.times == len(server.requests) == 2


def with_reply(server: Server, **fields: object) -> None:
    reply = server.replies[0]
    kind: type[Reply] = type(reply)
    server.replies = [kind(**fields)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "does not take the request"),
        (401, "refuses the key (code 401)"),
        (403, "refuses the key (code 403)"),
        (404, "knows no such model"),
        (429, "asked too often (code 429)"),
        (500, "failed (code 500)"),
        (503, "failed (code 503)"),
    ],
)
def test_a_refusal_says_what_it_means_and_shows_no_key(
    server: Server, status: int, words: str
) -> None:
    body = json.dumps({"error": {"message": f"Incorrect key {KEY} \x1b[31m"}}).encode()
    with_reply(server, status=status, body=body, headers={"retry-after": "0"})
    with pytest.raises(EndpointError) as caught:
        ask(server)
    assert words in str(caught.value)
    assert KEY not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_server_that_was_busy_is_asked_again(server: Server) -> None:
    kind = type(server.replies[0])
    server.replies = [kind(status=503, headers={"retry-after": "0"}), kind(NONE)]
    assert ask(server, retries=1) == Asked(Answer([]), 1)
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "/elsewhere", "file:///etc"])
def test_no_pointer_is_followed(server: Server, status: int, target: str) -> None:
    with_reply(server, status=status, headers={"location": target})
    with pytest.raises(EndpointError, match="points elsewhere"):
        ask(server)
    assert server.paths == ["/v1/chat/completions"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Please log in</html>",
        b'{"choices": [',
        b"[]",
        b"null",
        b'"text"',
        b'{"id": "1", "object": "chat.completion", "choices": []}',
        b'{"choices": [{"message": {"content": {"deep": 1}}}]}',
        b"\xff\xfe\x00",
    ],
)
def test_a_body_that_is_no_completion_breaks_the_protocol(server: Server, body: bytes) -> None:
    with_reply(server, body=body)
    with pytest.raises(EndpointError, match="protocol of chat completions"):
        ask(server)


def test_a_call_of_a_tool_is_no_answer_and_calls_nothing(server: Server) -> None:
    call = {"id": "1", "type": "function", "function": {"name": "shell", "arguments": "{}"}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choice = {"index": 0, "finish_reason": "tool_calls", "message": message}
    data = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    with_reply(server, body=json.dumps(data).encode())
    assert ask(server).answer is None


def test_a_huge_reply_is_not_read_to_its_end(server: Server) -> None:
    with_reply(server, content="x" * (20 * MOST_BYTES))
    with pytest.raises(EndpointError, match="more than 512 KiB"):
        ask(server)


def test_a_reply_without_end_is_not_waited_out(server: Server) -> None:
    with_reply(server, endless=True)
    with pytest.raises(EndpointError, match="more than 512 KiB"):
        ask(server)


def test_a_packed_reply_is_not_unpacked(server: Server) -> None:
    body = gzip.compress(b"0" * 10_000_000)
    with_reply(server, body=body, headers={"content-encoding": "gzip"})
    with pytest.raises(EndpointError, match="packed"):
        ask(server)


@pytest.mark.parametrize("delay", [{"pause": 20.0}, {"drip": 0.2}])
def test_a_slow_answer_is_not_waited_for(server: Server, delay: dict[str, float]) -> None:
    with_reply(server, content=NONE, **delay)
    began = time.monotonic()
    with pytest.raises(EndpointError, match="took too long"):
        ask(server, patience=0.5)
    assert time.monotonic() - began < 15


def test_a_server_that_does_not_run_cannot_be_reached() -> None:
    with pytest.raises(EndpointError, match="cannot be reached"):
        Asking("tiny", Endpoint("http://127.0.0.1:9/v1", retries=0), None).ask("x", content)


def test_a_model_can_be_asked_where_a_loop_runs_already(server: Server) -> None:
    server.says(NONE)

    async def notebook() -> Asked:
        return ask(server)

    assert asyncio.run(notebook()) == Asked(Answer([]), 1)


def test_a_kept_reply_is_not_asked_for_again_and_can_be_replayed(
    server: Server, tmp_path: Path
) -> None:
    folder = tmp_path / "kept" / "here"
    server.says(ONE)
    first = ask(server, replies=Replies(folder))
    server.says("something else")
    assert ask(server, replies=Replies(folder)) == first
    assert len(server.requests) == 1
    only = Replies(folder, only=True)
    assert Asking("tiny", None, only).ask("the passage", content) == first
    with pytest.raises(MissingReplyError, match="asks nobody"):
        Asking("tiny", None, only).ask("another passage", content)
    with pytest.raises(MissingReplyError, match="'other'"):
        Asking("other", None, only).ask("the passage", content)
    assert len(server.requests) == 1


def test_a_replay_goes_through_both_answers(server: Server, tmp_path: Path) -> None:
    server.says("no form", ONE)
    first = ask(server, replies=Replies(tmp_path))
    assert first.times == 2
    assert len(list(tmp_path.glob("*.json"))) == 2
    again = Asking("tiny", None, Replies(tmp_path, only=True)).ask("the passage", content)
    assert again == first


def test_a_kept_reply_says_of_what_it_is_and_holds_no_key(server: Server, tmp_path: Path) -> None:
    server.says(f"My key is {KEY}. é \x00")
    ask(server, replies=Replies(tmp_path))
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        kept = json.loads(text)
        assert set(kept) == {"prompt", "model", "settings", "reply"}
        assert kept["prompt"] == path.stem
        assert (kept["model"], kept["settings"]["temperature"]) == ("tiny", 0)
        assert kept["reply"] == "My key is [key]. é \x00"
        assert KEY not in text


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "lacks"),
        (b'{"prompt": "x", "model": "tiny", "settings": {}, "reply": "r"}', "another prompt"),
        (b'{"prompt": 1, "model": "tiny", "settings": {}, "reply": "r"}', "lacks"),
        (b" " * (5 * 1024 * 1024), "too large"),
    ],
)
def test_a_spoilt_kept_reply_is_named_and_not_guessed_at(
    server: Server, tmp_path: Path, spoilt: bytes, reason: str
) -> None:
    server.says(NONE)
    ask(server, replies=Replies(tmp_path))
    (path,) = tmp_path.glob("*.json")
    path.write_bytes(spoilt)
    with pytest.raises(UnreadableReplyError, match=reason) as caught:
        ask(server, replies=Replies(tmp_path))
    assert str(path) in str(caught.value)


def test_a_folder_that_cannot_keep_replies_is_named(server: Server, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("not a folder", encoding="utf-8")
    server.says(NONE)
    with pytest.raises(UnreadableReplyError, match=str(place)):
        ask(server, replies=Replies(place))


def test_a_digest_covers_all_that_decides_a_reply() -> None:
    prompts = [
        Prompt("m", {"temperature": 0}, "rules", ("a", "b")),
        Prompt("n", {"temperature": 0}, "rules", ("a", "b")),
        Prompt("m", {"temperature": 1}, "rules", ("a", "b")),
        Prompt("m", {"temperature": 0}, "other", ("a", "b")),
        Prompt("m", {"temperature": 0}, "rules", ("ab",)),
        Prompt("m", {"temperature": 0}, "rules", ("a", "b", "")),
    ]
    assert len({one.digest for one in prompts}) == len(prompts)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:11434/v1",
        "http://127.0.0.1:8000",
        "http://127.3.2.1/v1",
        "http://[::1]:8000/v1",
        "https://models.example.org/v1",
        "https://10.0.0.5:8443/v1",
    ],
)
def test_addresses_on_this_machine_or_encrypted_are_taken(url: str) -> None:
    assert Endpoint(url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://models.example.org/v1",
        "http://10.0.0.5/v1",
        "http://0.0.0.0/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://[::ffff:10.0.0.5]/v1",
        "http://2130706433/v1",
    ],
)
def test_nothing_goes_unencrypted_to_another_machine_without_leave(url: str) -> None:
    with pytest.raises(UnsafeEndpointError, match="--plain-http"):
        Endpoint(url)
    assert Endpoint(url, plain_http=True).url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:11434",
        "ftp://localhost/v1",
        "file:///etc/passwd",
        "https://",
        "https:///v1",
        "https://host:port/v1",
        "https://host/v1 ",
        "https://ho st/v1",
        "https://host/\x00",
        "https://[::1/v1",
        "https://host/v1?key=1",
        "https://host/v1#x",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(UnsafeEndpointError):
        Endpoint(url)


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(UnsafeEndpointError) as caught:
        Endpoint("https://me:hunter2@host/v1")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("key", ["line\nbreak", "clé", "tab\t"])
def test_a_key_that_is_no_line_of_plain_text_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(UnsafeEndpointError) as caught:
        Endpoint("https://host/v1", key=key)
    assert key not in str(caught.value)


def test_an_endpoint_does_not_show_its_key() -> None:
    assert KEY not in repr(Endpoint("https://host/v1", key=KEY))
