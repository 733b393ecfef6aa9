"""`sitrep explore`: the page of events over the whole data, served to this machine alone."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
import threading
import webbrowser

from pipelines.exits import ExitCode, UsageError
from pipelines.output import console
from pipelines.upkeep import existing, tidy


def explore(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Serve the page until somebody interrupts it."""
    if not 0 <= options.port <= 65535:
        raise UsageError(f"--port is {options.port}; it has to be 0 to 65535")
    layout = existing(options)
    if set(str(layout.root)) & set("*?["):  # DuckDB takes them for patterns
        raise UsageError(f"{layout.root}: a folder with *, ? or [ in its path cannot be explored")
    try:
        importlib.import_module("duckdb")
    except ImportError as error:
        raise UsageError("exploring takes DuckDB, which is not installed; `pip install 'sitrep[explore]'`") from error
    from pipelines.exploring.server import Explorer

    tidy(layout)
    try:
        server = Explorer(layout, options.port)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise UsageError(
            f"port {options.port} cannot be had ({error.strerror}); another one: --port N, any free one: --port 0"
        ) from error
    with server:
        try:
            console().print(f"Events of {layout.root}: {server.address}\nCtrl-C ends it.", soft_wrap=True)
            sys.stdout.flush()
            if not options.no_browser and _has_screen():
                threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
            server.serve_forever()
        except KeyboardInterrupt:
            return ExitCode.INTERRUPTED
    return ExitCode.DONE


def _has_screen() -> bool:
    """Whether a browser would get a window: one of the terminal would take it from us."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
