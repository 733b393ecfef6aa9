"""The newsroom by hand: ``python -m tests.newsroom serve`` to browse it, ``run`` to run the pipeline on it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipelines.interruption import leave
from tests.newsroom.articles import EDITIONS
from tests.newsroom.server import Newsroom


def main() -> int:
    """Carry out the command line; gives the exit code."""
    options, more = _parser().parse_known_args()
    if options.command == "run":
        from tests.newsroom.demo import run

        return run(options.out, options.edition, more)
    if more:
        _parser().error(f"unknown option {more[0]}")
    return _serve(options.port, options.edition)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description="The sample newsroom.")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the invented outlets on 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8018, help="port (default 8018; 0 takes a free one)")
    run = commands.add_parser("run", help="serve them and run `sitrep run` on them; takes its options too")
    run.add_argument("--out", type=Path, default=Path("build/newsroom"), help="output folder (default build/newsroom)")
    for command in (serve, run):
        command.add_argument("--edition", type=int, choices=EDITIONS, default=1, help="1, or 2 for the next morning")
    return parser


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number < 2**16:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 0 to 65535")
    return number


def _serve(port: int, edition: int) -> int:
    try:
        with Newsroom(edition=edition, port=port) as newsroom:
            print(f"The newsroom is at http://127.0.0.1:{newsroom.port}/ (Ctrl-C stops it).", flush=True)
            newsroom.wait()
    except OSError as error:
        print(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    leave(main())
