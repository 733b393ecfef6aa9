"""Reading feeds in a process of its own, which is killed when a feed takes too long or too much memory.

feedparser has regular expressions that are worse than quadratic: an author of 250 kB takes it minutes. A thread cannot
be killed, a process can. What is small is read in place, for nothing of that size takes seconds.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

from schemas.reasons import Reason
from transforms.feeds.parse import parse_feed
from transforms.feeds.parsed import FeedError, ParsedFeed

LIMIT_S = 20.0  # 20 MB of honest feed take about three seconds
MAX_MEMORY = 2 << 30  # bytes of address space
IN_PLACE = 8 * 1024  # bytes; the worst that was found takes a second at this size
_START_S = 60.0  # for the process to come up on a machine that is busy


@dataclass(frozen=True, slots=True)
class _Request:
    body: bytes
    options: Mapping[str, Any]


class ParserProcess:
    """Reads feeds, in a process that starts when the first comes. A context manager, for any thread.

    Args:
        limit_s: Seconds for one document, without the wait for its turn.
        in_place: Bytes up to which a plain document is read in this process.
    """

    def __init__(self, *, limit_s: float = LIMIT_S, in_place: int = IN_PLACE) -> None:
        self._limit_s = limit_s
        self._in_place = in_place
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def is_risky(self, body: bytes) -> bool:
        """Whether a document is read in the other process."""
        return len(body) > self._in_place or body.startswith(b"\x1f\x8b") or b"<!ENTITY" in body.replace(b"\x00", b"")

    def parse(
        self,
        body: bytes,
        *,
        url: str,
        content_type: str | None = None,
        feed_id: str | None = None,
        now: dt.datetime | None = None,
    ) -> ParsedFeed:
        """As `transforms.feeds.parse.parse_feed`, within the limits.

        Raises:
            FeedError: As there, and BROKEN_FEED where the document takes too long or breaks the parser.
        """
        options = {"url": url, "content_type": content_type, "feed_id": feed_id, "now": now}
        if not self.is_risky(body):
            return parse_feed(body, url=url, content_type=content_type, feed_id=feed_id, now=now)
        with self._turn:
            answer = self._ask(_Request(body, options))
        if isinstance(answer, FeedError):
            raise answer
        return answer

    def close(self) -> None:
        """End the process. A later `parse` starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                assert pipe is not None
                pipe.close()
        process.wait()

    def _ask(self, request: _Request) -> ParsedFeed | FeedError:
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        late = _Alarm(process, self._limit_s)
        try:
            with late:
                pickle.dump(request, process.stdin)
                process.stdin.flush()
                answer: ParsedFeed | FeedError = pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.close()
            if late.rang:
                return FeedError(Reason.BROKEN_FEED, f"Reading it took longer than {self._limit_s:g} s.")
            return FeedError(Reason.BROKEN_FEED, f"It broke the parser (exit status {process.returncode}).")
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        # What this process can import the other has to, wherever it was started; -P keeps the folder it stands in out.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        process = self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        assert process.stdout is not None
        with _Alarm(process, _START_S):
            process.stdout.read(1)
        return process


class _Alarm:
    """Kills a process when it is not called off in time."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.rang = False
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more: the work of the other process."""
    answers.write(b"+")
    answers.flush()
    while True:
        try:
            request: _Request = pickle.load(requests)
        except EOFError:
            return
        answer: ParsedFeed | FeedError
        try:
            answer = parse_feed(request.body, **request.options)
        except FeedError as error:
            answer = error
        except Exception as error:  # MemoryError among them
            answer = FeedError(Reason.BROKEN_FEED, f"It broke the parser: {type(error).__name__}: {error}"[:500])
        pickle.dump(answer, answers)
        answers.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not a Unix
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _main() -> None:
    # Whatever a library prints must not get between the answers.
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    _limit_memory()
    _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
