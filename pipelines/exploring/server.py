"""The server of `sitrep explore`: on this machine's loopback address alone, reading only.

Any web page that this machine's browser shows can send requests here. So the Host header is checked, which stops a
foreign name that was pointed at 127.0.0.1 (DNS rebinding), nothing is changed by a request, and no answer may be read
or framed by another site. Headlines come from anywhere: texts are escaped, and the content security policy lets a page
load its style and nothing else.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import IO, Any
from urllib.parse import unquote, urlsplit

import duckdb

from pipelines.exploring.answers import answers
from pipelines.exploring.downloads import DOWNLOADS
from pipelines.exploring.pages import event_page, events_page, problem_page, style
from pipelines.exploring.question import BadQuestionError, parse
from transforms.publish.layout import Layout

LOOPBACK = "127.0.0.1"
_OUR_NAMES = (LOOPBACK, "localhost")
_HTML = "text/html; charset=utf-8"
_EVENT = "/event/"
_IDLE_SECONDS = 60
#: Answers that are worked out at one time; DuckDB takes all cores for each.
_AT_ONCE = 4
_IN_MEMORY = 8_000_000
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

_log = logging.getLogger(__name__)


class Explorer(ThreadingHTTPServer):
    """Serves the tables of an output folder; raises OSError where the port cannot be had."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, layout: Layout, port: int) -> None:
        self.layout = layout
        self.turns = threading.Semaphore(_AT_ONCE)
        super().__init__((LOOPBACK, port), _Handler)

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}/"


class _ProblemError(Exception):
    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    server: Explorer
    server_version = "sitrep"
    sys_version = ""
    timeout = _IDLE_SECONDS

    def do_GET(self) -> None:
        # Answers are kept until they are whole: a status and a length are true, and a slow reader holds no turn.
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            try:
                if _host(self.headers.get_all("Host") or []) not in _OUR_NAMES:
                    raise _ProblemError(
                        HTTPStatus.MISDIRECTED_REQUEST, "this server answers to 127.0.0.1 and localhost"
                    )
                with self.server.turns:
                    kind = self._answer_twice(body)
                self._send(HTTPStatus.OK, kind, body)
            except BadQuestionError as error:
                self._problem(HTTPStatus.BAD_REQUEST, str(error))
            except _ProblemError as error:
                self._problem(error.status, str(error))
            except (ConnectionError, TimeoutError):
                self.close_connection = True
            except Exception:
                _log.exception("No answer to %a", self.path)
                self._problem(HTTPStatus.INTERNAL_SERVER_ERROR, "this went wrong; the terminal shows how")

    def _refuse(self) -> None:
        self._problem(HTTPStatus.METHOD_NOT_ALLOWED, "this server is for reading: GET and nothing else")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815

    def _answer_twice(self, body: IO[bytes]) -> str:
        try:
            return self._answer(body)
        except duckdb.IOException:  # a vacuum or an erasure took a file away that was live when we looked
            body.seek(0)
            body.truncate()
            return self._answer(body)

    def _answer(self, body: IO[bytes]) -> str:
        """Write the answer; gives its media type."""
        address = urlsplit(self.path)
        name = address.path.removeprefix("/")
        if name == "style.css":
            body.write(style().encode())
            return "text/css; charset=utf-8"
        is_event = address.path.startswith(_EVENT)
        if name and not is_event and name not in DOWNLOADS:
            raise _ProblemError(HTTPStatus.NOT_FOUND, "there is no such page")
        question = parse(address.query)
        with answers(self.server.layout) as found:
            if name in DOWNLOADS:
                kind, write = DOWNLOADS[name]
                write(found, question, body)
                return kind
            if not is_event:
                body.write(events_page(found, question).encode())
                return _HTML
            event = found.event(unquote(address.path.removeprefix(_EVENT)))
            if event is None:
                raise _ProblemError(HTTPStatus.NOT_FOUND, "there is no such event")
            body.write(event_page(found, event, question).encode())
            return _HTML

    def _send(self, status: HTTPStatus, kind: str, body: IO[bytes]) -> None:
        length = body.seek(0, 2)
        body.seek(0)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        name = urlsplit(self.path).path.removeprefix("/")
        if status == HTTPStatus.OK and name in DOWNLOADS:
            self.send_header("Content-Disposition", f'attachment; filename="{name}"')
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET")
        self.end_headers()
        if self.command != "HEAD":
            shutil.copyfileobj(body, self.wfile)

    def _problem(self, status: HTTPStatus, message: str) -> None:
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            body.write(problem_page(f"{status.value} {status.phrase}", message).encode())
            self._send(status, _HTML, body)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        _log.debug("%a", format % args)


def _host(values: list[str]) -> str:
    """The name in the only Host header, without its port: a tunnel may listen on another. Empty for none or several."""
    name, _, port = values[0].partition(":") if len(values) == 1 else ("", "", "")
    return name.lower() if not port or port.isdecimal() else ""
