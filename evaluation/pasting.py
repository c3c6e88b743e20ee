"""Measures how long a pasted report takes to its dossier: ``python evaluation/pasting.py``.

A real server is started over an empty ledger and given time to warm its readers, as
``foedera serve`` does by itself. Then reports of so many words, each another, are posted to
``/read`` over HTTP as a browser would, one after another, in Indonesian and English in turns;
the clock runs from the first byte sent to the last byte of the page received. The limit is that
the slowest takes less than a second.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parents[1] / "examples"
LIMIT = 1.0
#: A plain form may be sent to a page that changes nothing without the stamp of our pages.
HEADERS = {"content-type": "application/x-www-form-urlencoded"}
_RUN = "import sys; from foedera.cli import main; sys.exit(main())"
#: How long the readers are given at most to open their models before the clock runs; they are
#: ready once they have done nothing for a while. All in seconds.
_WARMING = 60.0
_WHILE = 2.0
_NOTHING = 0.05


def reports(words: int) -> Iterator[tuple[str, str]]:
    """Yield reports of so many words with their languages, no two alike, without end.

    Each is the samples of one language run together from another place, under a headline of its
    own, so that the same sentences are read in another report.
    """
    samples = {
        language: [
            EXAMPLES.joinpath(name).read_text(encoding="utf-8").split("\n\n") for name in names
        ]
        for language, names in {
            "id": ("kemitraan-rusia-iran.txt", "pakta-pukpuk.txt", "damai-kongo-rwanda.txt"),
            "en": ("riyadh-islamabad-pact.txt", "karabakh-truce.txt", "visiting-forces-manila.txt"),
        }.items()
    }
    number = 0
    while True:
        for language, held in samples.items():
            opening, *rest = held[number % len(held)]
            paragraphs = [
                *rest,
                *(one for other in held[number % len(held) + 1 :] for one in other),
            ]
            paragraphs += [one for other in held for one in other]
            kept = [f"{opening} ({number})"]
            while sum(len(one.split()) for one in kept) < words:
                kept.append(paragraphs.pop(0))
            text = "\n\n".join(kept).split(" ")
            yield language, " ".join(text[:words])
        number += 1


def posted(address: str, text: str) -> tuple[float, int, int]:
    """Post a report; return seconds, status and the bytes of the page."""
    body = urlencode({"report": text, "published": "2025-11-02"})
    began = time.perf_counter()
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("POST", "/en/read", body, HEADERS)
    answer = connection.getresponse()
    page = answer.read()
    took = time.perf_counter() - began
    connection.close()
    if b'class="claim-card' not in page:
        sys.exit(f"No dossier came: status {answer.status}.")
    return took, answer.status, len(page)


def processor(server: int) -> float:
    """Return seconds of the processor that a server and its readers have had; 0 off Linux.

    What a busy machine does beside them lengthens the time by the clock, not this.
    """
    begun = Path(f"/proc/{server}/task").glob("*/children")  # of each thread, those it began
    readers = [one for each in begun for one in each.read_text(encoding="ascii").split()]
    if not readers:
        return 0.0
    ticks = 0
    for process in (server, *readers):
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])  # user and system, as proc(5) counts from 14
    return ticks / os.sysconf("SC_CLK_TCK")


def settle(server: int) -> None:
    """Wait until a server and its readers have nothing more to do."""
    end = time.monotonic() + _WARMING
    time.sleep(_WHILE)
    last = -1.0
    while time.monotonic() < end:
        now = processor(server)
        if now and now - last < _NOTHING:
            return
        last = now
        time.sleep(_WHILE)


def main() -> int:
    """Print the figures; return 1 where the limit is not kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=20, help="how many (default 20)")
    asked.add_argument("--words", type=int, default=600, help="of how many words (default 600)")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-c", _RUN, "serve", "--port", "0"]
        command += ["--ledger", str(Path(place, "ledger.db"))]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        try:
            address = _address(server)
            settle(server.pid)
            made = reports(given.words)
            before = processor(server.pid)
            took = [posted(address, next(made)[1]) for _ in range(given.reports)]
            used = processor(server.pid) - before
        finally:
            server.terminate()
            server.wait()
    seconds = [one[0] for one in took]
    worst = max(seconds)
    print(f"{given.reports} reports of {given.words} words, pasted one after another")
    print(f"  median {statistics.median(seconds):.3f} s, worst {worst:.3f} s, limit {LIMIT:g} s")
    if used:
        each = used / given.reports
        print(f"  {each:.3f} s of the processor each, the server's processes together")
    print(f"  pages of up to {max(one[2] for one in took):,} bytes, unpacked")
    print("  kept" if worst < LIMIT else "  NOT kept")
    return int(worst >= LIMIT)


def _address(server: subprocess.Popen[str]) -> str:
    """Return where the server says that it listens."""
    for line in server.stdout or ():
        if "http://" in line:
            return "http://" + line.partition("http://")[2].split("/")[0].strip() + "/"
    sys.exit("The server did not start.")


if __name__ == "__main__":
    sys.exit(main())
