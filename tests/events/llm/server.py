"""An OpenAI-compatible server on the loopback address that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: What to answer: a status with a body, a text as the model's words, or None to hang up.
Reply = tuple[int, str] | str | None


@dataclass
class Model:
    """The server's address, and the questions it was asked."""

    url: str
    questions: list[dict[str, Any]] = field(default_factory=list)
    most_at_once: int = 0


def events(*found: dict[str, Any]) -> str:
    """An answer with events; what a test leaves out is empty."""
    empty: dict[str, Any] = {
        "mode": None, "status": "happened", "actors": [], "recipients": [], "place": None, "date": None, "killed": None,
        "injured": None, "attributed_to": None, "territory": None,
    }  # fmt: skip
    return json.dumps({"events": [{**empty, **event} for event in found]})


@contextmanager
def serving(reply: Callable[[int, dict[str, Any]], Reply], *, delay_s: float = 0.0) -> Iterator[Model]:
    """Serve until the block ends; `reply` is given the number of the request, from 1, and its body."""
    lock, busy = threading.Lock(), 0

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            nonlocal busy
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                model.questions.append(body)
                number = len(model.questions)
                busy += 1
                model.most_at_once = max(model.most_at_once, busy)
            time.sleep(delay_s)
            answer = reply(number, body)
            with lock:
                busy -= 1
            if answer is None:
                self.close_connection = True
                self.connection.close()
                return
            status, text = answer if isinstance(answer, tuple) else (200, _completion(answer))
            data = text.encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Retry-After", "0")
                self.end_headers()
                self.wfile.write(data)
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model = Model(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _completion(text: str) -> str:
    message = {"role": "assistant", "content": text}
    return json.dumps(
        {
            "id": "c1",
            "object": "chat.completion",
            "created": 0,
            "model": "stand-in",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
    )
