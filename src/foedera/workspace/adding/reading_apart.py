"""Reads reports in processes of their own, so that none can hurt the one that records them."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final

import msgspec

from foedera.workspace.adding.errors import (
    BrokenDownError,
    OutOfMemoryError,
    OutOfTimeError,
    UnstartableReaderError,
)
from foedera.workspace.adding.exchanging import OUT_OF_MEMORY, Limits, Told, got, put, refusal_of

if TYPE_CHECKING:
    from concurrent.futures import Future
    from typing import IO, Self

    from foedera.errors import FoederaError
    from foedera.workspace.adding.exchanging import Wanted

_CHILD: Final = "foedera.workspace.adding.reading_child"
_MEBIBYTE: Final = 1024 * 1024
#: So much of what a broken reader said is looked at for its last line, which says why.
_LAST_WORDS: Final = 4_000
_SHOWN: Final = 300


class ApartReader:
    """One process that reads one report after another, and is replaced if it dies.

    Args:
        limits: What a report may cost.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - kept as long as the reader
        self._lock = Lock()
        self._closed = False

    def read(self, wanted: Wanted) -> Told:
        """Have a report read, or a feed taken apart; a refusal tells if that ended the reader.

        Raises:
            UnstartableReaderError: There is no reader to be had.
        """
        process = self._running()
        if process is None:
            return Told()
        late: list[bool] = []

        def give_up() -> None:
            late.append(True)
            process.kill()

        watch = Timer(self._limits.patience, give_up)
        watch.daemon = True
        watch.start()
        try:
            put(_open(process.stdin), wanted)
            packed = got(_open(process.stdout))
        except BrokenPipeError:
            packed = None
        finally:
            watch.cancel()
        if packed is not None:
            return msgspec.msgpack.decode(packed, type=Told)
        code = self._ended(process)
        if self._closed:
            return Told()
        return Told(refusal=refusal_of(self._reason(code, wanted.name, late=bool(late))))

    def close(self) -> None:
        """End the process, whatever it is doing."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()

    def _running(self) -> subprocess.Popen[bytes] | None:
        """Return the process, a new one where there is none; None where all is over."""
        with self._lock:
            if self._closed or self._process is not None:
                return None if self._closed else self._process
            self._words.seek(0)
            self._words.truncate()
            self._process = process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", _CHILD, msgspec.json.encode(self._limits).decode()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._words,
                process_group=0 if sys.platform != "win32" else None,  # Ctrl-C is not for it
            )
        if got(_open(process.stdout)) is None:  # it says when it is ready
            code = self._ended(process)
            if self._closed:
                return None
            raise UnstartableReaderError(self._last_words(code))
        return process

    def _ended(self, process: subprocess.Popen[bytes]) -> int:
        """Let go of a process that has ended, or is to; return its exit code."""
        process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                _open(pipe).close()
            except OSError:  # what it could not be told any more
                continue
        with self._lock:
            self._process = None
        return code

    def _reason(self, code: int, name: str, *, late: bool) -> FoederaError:
        limits = self._limits
        if late:
            return OutOfTimeError(name, f"{limits.patience:g} seconds")
        if sys.platform != "win32" and code == -signal.SIGPROF:
            return OutOfTimeError(name, f"{limits.seconds:g} seconds of processor time")
        if code == OUT_OF_MEMORY:
            return OutOfMemoryError(name, f"{limits.memory // _MEBIBYTE:,} MiB")
        return BrokenDownError(name, self._last_words(code))

    def _last_words(self, code: int) -> str:
        """Return how a process ended, and the last line it said."""
        told = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        self._words.seek(max(self._words.seek(0, 2) - _LAST_WORDS, 0))
        lines = self._words.read().decode("utf-8", "replace").strip().splitlines()
        return f"{told}: {lines[-1][:_SHOWN]}" if lines else told

    def __enter__(self) -> Self:
        """Return itself: closed at the end of a ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
        if self._process is not None:
            self._ended(self._process)
        self._words.close()


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    """Return a pipe that was asked for."""
    if pipe is None:
        raise BrokenPipeError
    return pipe


class ApartReaders:
    """Several such processes, that read side by side.

    Args:
        jobs: How many.
        limits: What a report may cost.
    """

    def __init__(self, jobs: int = 1, limits: Limits | None = None) -> None:
        self._readers = [ApartReader(limits or Limits()) for _ in range(jobs)]
        self._idle: SimpleQueue[ApartReader] = SimpleQueue()
        for reader in self._readers:
            self._idle.put(reader)
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="reader")

    def read(self, wanted: Wanted) -> Future[Told]:
        """Have a report read as soon as one of them is free, in the order of asking."""
        return self._threads.submit(self._read, wanted)

    def _read(self, wanted: Wanted) -> Told:
        reader = self._idle.get()
        try:
            return reader.read(wanted)
        finally:
            self._idle.put(reader)

    def __enter__(self) -> Self:
        """Return itself: at the end of a ``with`` all end, whatever they are doing."""
        return self

    def __exit__(self, *_: object) -> None:
        """End them all."""
        for reader in self._readers:
            reader.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for reader in self._readers:
            reader.__exit__()
