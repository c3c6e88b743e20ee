"""Too much, too slow, too many, under another name: refused, while others are served."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pytest
from team_served import HastyProtocol, desk_at_home, guarded

from foedera.web.guarding import Limits
from foedera.web.listening import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.ledger.sql_ledger import SqlLedger

MIB: Final = 1024 * 1024


@pytest.fixture(scope="module")
def port(web_ledger: SqlLedger) -> Iterator[int]:
    with guarded(desk_at_home(web_ledger), Limits(idle=0.6, whole=1.5, at_once=8)) as listened:
        yield listened


def sent(port: int, raw: bytes) -> tuple[int, bytes]:
    """Send bytes as they are; return the status and all that came back."""
    with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # refused before all was taken
            line.sendall(raw)
        return answered(line)


def answered(line: socket.socket) -> tuple[int, bytes]:
    told = b""
    with suppress(ConnectionResetError):  # the rest of what was sent is not taken
        while piece := line.recv(65536):
            told += piece
    return (int(told.split(b" ", 2)[1]) if told.startswith(b"HTTP/1.1 ") else 0), told


def asked(port: int, target: str, *headers: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
    lines = [f"GET {target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return sent(port, "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"))


def others_are_served(port: int) -> bool:
    return asked(port, "/en/sign-in-of-nobody")[0] == 404


# Too much ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/en/?" + "&".join(f"a{one}=1" for one in range(10_000)), 431),
        ("/en/?" + "&".join(f"a{one}" for one in range(1_000)), 414),
        ("/en/?" + "&" * 201, 414),
        ("/en/?q=" + "x" * 9_000, 414),
        ("/en/?q=" + "x" * 200_000, 431),
        ("/en/" + "x" * 3_000, 414),
        ("/en/" + "%41" * 2_000, 414),
        ("/en/?" + "&".join(f"a{one}=1" for one in range(190)), 404),
    ],
)
def test_an_address_without_end_is_refused(port: int, target: str, status: int) -> None:
    expected = {status, 414} if status == 431 else {status}
    found, _ = asked(port, target if status != 404 else target.replace("/en/", "/en/none"))
    assert found in expected
    assert others_are_served(port)


@pytest.mark.parametrize("number", [1, 1000])
def test_headers_without_end_are_refused(port: int, number: int) -> None:
    headers = [f"X-{one}: {'x' * (40_000 // number)}" for one in range(number)]
    assert asked(port, "/en/", *headers)[0] == 431
    assert others_are_served(port)


@pytest.mark.parametrize("size", [2 * MIB + 1, 51 * MIB, 10**15])
def test_a_form_that_says_it_is_too_large_is_refused_before_it_is_sent(
    port: int, size: int
) -> None:
    head = f"POST /en/admin/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\n\r\n"
    assert sent(port, head.encode())[0] == 413
    assert others_are_served(port)


def test_a_form_that_does_not_say_how_large_it_is_is_taken_up_to_its_limit(port: int) -> None:
    head = (
        "POST /en/admin/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    assert sent(port, head.encode() + piece * 40)[0] == 413
    assert others_are_served(port)


def test_a_file_beyond_what_a_screen_takes_is_refused(port: int) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n'
    body = part + b"x" * (3 * MIB) + b"\r\n--b--\r\n"
    head = (
        "POST /en/admin/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    )
    chunk = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    assert sent(port, head.encode() + chunk)[0] == 413
    assert others_are_served(port)


@pytest.mark.parametrize("length", ["-1", "x", "1, 2", "0x10", "1_0"])
def test_a_length_that_is_no_number_is_refused(port: int, length: str) -> None:
    head = f"POST /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\nx"
    assert sent(port, head.encode())[0] in {400, 405}
    assert others_are_served(port)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00" * 100,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 500,
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\nb\x00\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(port: int, raw: bytes) -> None:
    assert sent(port, raw)[0] in {400, 405, 421}
    assert others_are_served(port)


# Too slow ---------------------------------------------------------------------------------


def test_headers_that_do_not_come_are_not_waited_for(port: int) -> None:
    assert HastyProtocol.patience < PATIENCE <= 10
    for begun in (b"", b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"G"):
        with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
            line.sendall(begun)
            assert answered(line)[0] == 408
    assert others_are_served(port)


def test_headers_that_come_drop_by_drop_are_not_waited_for(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
        line.sendall(b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(0.05):
                try:
                    line.sendall(b"x")
                except OSError:
                    return

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert others_are_served(port)
        status, _ = answered(line)
        stop.set()
        dripping.join()
    assert status == 408


def test_the_second_request_of_a_connection_is_not_waited_for_either(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
        line.sendall(b"GET /en/none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        told = line.recv(65536)
        while b"</html>" not in told:
            told += line.recv(65536)
        line.sendall(b"GET /en/ HTTP/1.1\r\n")
        status, _ = answered(line)
    assert status == 408


@pytest.mark.parametrize("drip", [b"", b"a"])
def test_a_body_that_does_not_come_is_not_waited_for(port: int, drip: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=8) as line:
        line.sendall(
            b"POST /en/admin/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        for _ in range(40 if drip else 0):
            try:
                line.sendall(drip)
            except OSError:
                break
            time.sleep(0.05)
        status, _ = answered(line)
    assert status == 408
    assert others_are_served(port)


def test_many_that_are_slow_do_not_keep_others_out(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port), timeout=8) for _ in range(100)]
    try:
        for one in slow:
            one.sendall(b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        assert all(others_are_served(port) for _ in range(5))
        assert {answered(one)[0] for one in slow} == {408}
    finally:
        for one in slow:
            one.close()


# Too many ---------------------------------------------------------------------------------


def test_more_at_once_than_are_answered_are_told_to_come_again(port: int) -> None:
    head = (
        b"POST /en/admin/verify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    held = [socket.create_connection(("127.0.0.1", port), timeout=8) for _ in range(8)]
    try:
        for one in held:
            one.sendall(head)
        time.sleep(0.2)
        status, told = asked(port, "/en/")
        assert status == 503
        assert b"retry-after: 1" in told
        assert {answered(one)[0] for one in held} == {408}
        assert others_are_served(port)
    finally:
        for one in held:
            one.close()


# Under another name -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 404),
        ("localhost", 404),
        ("LOCALHOST:8080", 404),
        ("[::1]:1", 404),
        ("localhost.", 404),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("169.254.169.254", 421),
        ("127.0.0.2", 421),
        ("0.0.0.0", 421),  # noqa: S104 - a name to be refused
        ("", 400),
        ("127.0.0.1/x", 400),
        ("evil.example@127.0.0.1", 400),
        ("127.0.0.1:x", 400),
        ("127.0.0.1, evil.example", 400),
        ("[::1", 400),
        ("é", 400),
    ],
)
def test_a_server_answers_under_its_own_name_alone(port: int, host: str, status: int) -> None:
    assert asked(port, "/en/none", host=host)[0] == status


def test_a_request_has_one_host(port: int) -> None:
    for hosts in ("", "Host: 127.0.0.1\r\nHost: 127.0.0.1\r\n", "Host: 127.0.0.1\r\nHost: x\r\n"):
        assert sent(port, f"GET /en/none HTTP/1.1\r\n{hosts}\r\n".encode())[0] == 400


def test_a_refusal_bears_the_headers_of_every_answer(port: int) -> None:
    _, told = asked(port, "/en/", host="evil.example")
    for name in (b"content-security-policy", b"x-content-type-options", b"cache-control"):
        assert name in told.lower()
