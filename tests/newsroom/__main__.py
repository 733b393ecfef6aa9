"""Browse the newsroom by hand: ``python -m tests.newsroom serve [--port N] [--edition 1|2]``."""

from __future__ import annotations

import argparse
import sys

from tests.newsroom.articles import EDITIONS
from tests.newsroom.server import Newsroom


def main() -> int:
    """Serve the newsroom until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description="The sample newsroom.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the invented outlets on 127.0.0.1")
    serve.add_argument("--port", type=int, default=8018, help="port (default 8018; 0 takes a free one)")
    serve.add_argument("--edition", type=int, choices=EDITIONS, default=1, help="1, or 2 for the next morning")
    options = parser.parse_args()
    try:
        with Newsroom(edition=options.edition, port=options.port) as newsroom:
            print(f"The newsroom is at http://127.0.0.1:{newsroom.port}/ (Ctrl-C stops it).", flush=True)
            newsroom.wait()
    except OSError as error:
        print(f"Port {options.port} cannot be used: {error.strerror}. Choose another with --port.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
