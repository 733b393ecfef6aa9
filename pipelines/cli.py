"""The `sitrep` command: reads the command line, starts the work, turns errors into one line and an exit code."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from importlib import metadata
from typing import NoReturn

from pipelines.exits import ExitCode, UsageError
from pipelines.interruption import interrupt_on, leave
from pipelines.lines import add_workers_argument
from pipelines.settings import (
    SettingsError,
    add_coder_arguments,
    add_explore_arguments,
    add_out_argument,
    add_reprocess_arguments,
    add_run_arguments,
    add_stream_arguments,
)

Command = Callable[[argparse.Namespace, list[str]], ExitCode]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit code."""
    parser = _parser()
    arguments = sys.argv[1:] if argv is None else list(argv)
    options, rest = parser.parse_known_args(arguments)
    if rest and not getattr(options, "takes_beam_options", False):
        parser.error(f"unknown option {rest[0]}; `sitrep {options.command} --help` lists those there are")
    _log_to_stderr(options.verbose)
    return int(_run(options, rest))


def program() -> NoReturn:
    """The `sitrep` program: the command line of this process, and its end."""
    try:
        code = main()
    except SystemExit as ended:  # argparse, having said what is wrong or listed the options
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:  # --verbose wants the traceback
        traceback.print_exc()
        code = ExitCode.FAILED
    leave(int(code))


def _run(options: argparse.Namespace, rest: list[str]) -> ExitCode:
    from transforms.publish.lease import LeaseHeldError

    command: Command = options.run
    interrupt_on(signal.SIGINT, signal.SIGTERM)
    try:
        return command(options, rest)
    except (SettingsError, UsageError) as error:
        return _fail(error, ExitCode.USAGE)
    except LeaseHeldError as error:
        return _fail(error, ExitCode.FAILED)
    except KeyboardInterrupt:
        return _fail("interrupted; what was not published will be done by the next run", ExitCode.INTERRUPTED)
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:
        if options.verbose:
            raise
        return _fail(f"{type(error).__name__}: {error}" if not _is_ours(error) else error, ExitCode.FAILED)


def _is_ours(error: Exception) -> bool:
    return type(error).__module__.partition(".")[0] in ("pipelines", "transforms", "schemas")


def _fail(error: object, code: ExitCode) -> ExitCode:
    line = " ".join(str(error).split())
    print(f"sitrep: {line}", file=sys.stderr)
    return code


def _log_to_stderr(verbose: bool) -> None:
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    for name in ("pipelines", "transforms"):
        logging.getLogger(name).setLevel(logging.DEBUG if verbose else logging.INFO)
    if not verbose:  # Beam warns of optional cloud clients that nobody asked for
        logging.getLogger("root").addFilter(lambda record: "apitools" not in record.getMessage())
        logging.getLogger("apache_beam").setLevel(logging.ERROR)
        warnings.simplefilter("ignore")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sitrep",
        description="News feeds in, event data out: who did what to whom, where, when, with the sentence that says so.",
        epilog="Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 done with many failures, 130 interrupted.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"sitrep {metadata.version('sitrep')}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    run = _command(commands, "run", "poll feeds, code events, publish tables", "pipelines.commands:run")
    run.set_defaults(takes_beam_options=True)
    add_run_arguments(run)
    _add_format(run)

    reprocess = _command(commands, "reprocess", "the same tables from WARC archives", "pipelines.commands:reprocess")
    reprocess.set_defaults(takes_beam_options=True)
    add_reprocess_arguments(reprocess)
    _add_format(reprocess)

    stream = _command(commands, "stream", "the same without an end, on a streaming runner", "pipelines.commands:stream")
    stream.set_defaults(takes_beam_options=True)
    add_stream_arguments(stream)

    extract = _command(commands, "extract", "HTML to articles", "pipelines.texts:extract")
    extract.add_argument("files", metavar="FILE", nargs="*", help="HTML files; - for standard input")
    extract.add_argument(
        "--jsonl", metavar="FILE", help='lines {"id", "url", "html" or "html_path"}; - for standard input'
    )
    add_workers_argument(extract)
    extract.add_argument("--url", metavar="URL", help="the page's address, for its links and dates")
    _add_format(extract)

    dedupe = _command(commands, "dedupe", "articles to clusters of copies", "pipelines.texts:dedupe")
    dedupe.add_argument(
        "--jsonl",
        metavar="FILE",
        required=True,
        help='lines {"id", "url", "title", "text", "published_at", "publisher"}; - for standard input',
    )
    add_workers_argument(dedupe)

    code = _command(commands, "code", "text or HTML to events", "pipelines.texts:code")
    code.add_argument(
        "files", metavar="FILE|URL", nargs="*", help="text or HTML files, addresses, - for standard input"
    )
    code.add_argument(
        "--jsonl", metavar="FILE", help='lines {"id", "title", "text", "published_at"}; - for standard input'
    )
    add_workers_argument(code)
    code.add_argument("--published", metavar="DATE", help="publication date of texts that do not tell theirs")
    add_coder_arguments(code)
    code.add_argument(
        "--explain", action="store_true", help="show sentences with roles and names, and why events were coded so"
    )
    _add_format(code)

    _add_feeds(commands)

    status = _command(commands, "status", "the last runs and failing feeds", "pipelines.upkeep:status")
    add_out_argument(status)
    _add_format(status, "prometheus")

    report = _command(commands, "report", "one self-contained page of events", "pipelines.report:report")
    add_out_argument(report)
    report.add_argument("-o", "--output", metavar="FILE", help="the page (default: report.html in the output folder)")

    explore = _command(commands, "explore", "the same over the whole data, in a browser", "pipelines.explore:explore")
    add_out_argument(explore)
    add_explore_arguments(explore)

    verify = _command(commands, "verify", "check the published tables", "pipelines.upkeep:verify")
    add_out_argument(verify)
    _add_format(verify)

    ddl = _command(commands, "ddl", "statements that show the tables to a warehouse", "pipelines.ddl:ddl")
    ddl.add_argument(
        "--engine", metavar="E", required=True, help="duckdb, clickhouse, bigquery, snowflake, athena or spark"
    )
    ddl.add_argument("--location", metavar="DIR|URL", help="the output folder as the engine reaches it")

    compact = _command(commands, "compact", "few larger files in the place of small ones", "pipelines.upkeep:compact")
    add_out_argument(compact)
    compact.add_argument(
        "--target_mb", metavar="N", type=int, default=64, help="MB of the files to make, 1 or more (default: 64)"
    )
    _add_format(compact)

    erase = _command(commands, "erase", "remove an article and all that quotes it, for good", "pipelines.upkeep:erase")
    which = erase.add_mutually_exclusive_group(required=True)
    which.add_argument("--article", metavar="ID", help="its article_id")
    which.add_argument("--url", metavar="URL", help="its address")
    add_out_argument(erase)
    _add_format(erase)

    vacuum = _command(commands, "vacuum", "delete files that later runs replaced", "pipelines.upkeep:vacuum")
    add_out_argument(vacuum)
    vacuum.add_argument("--keep", metavar="TIME", default="7d", help="how long replaced files stay (default: 7d)")
    _add_format(vacuum)
    return parser


def _add_feeds(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    feeds = _command(commands, "feeds", "list, check, discover, import, export, parse feeds", None)
    actions = feeds.add_subparsers(dest="action", metavar="ACTION", required=True)
    module = "pipelines.subscriptions"
    add_out_argument(_command(actions, "list", "the feeds of the output folder", f"{module}:list_feeds"))
    check = _command(actions, "check", "poll feeds and say in a line what each is", f"{module}:check")
    check.add_argument("urls", metavar="URL|OPML", nargs="*", help="feeds (default: those of the settings)")
    add_out_argument(check)
    discover = _command(actions, "discover", "find the feeds of a site", f"{module}:discover")
    discover.add_argument("url", metavar="URL")
    add_out_argument(discover)
    import_ = _command(actions, "import", "add the feeds of an OPML file", f"{module}:import_opml")
    import_.add_argument("file", metavar="OPML")
    add_out_argument(import_)
    add_out_argument(_command(actions, "export", "print the feeds as OPML", f"{module}:export_opml"))
    parse = _command(actions, "parse", "print the entries of feed files as JSON lines", f"{module}:parse")
    parse.add_argument("files", metavar="FILE", nargs="+", help="feed documents; - for standard input")
    parse.add_argument("--url", metavar="URL", help="the feed's address, for its relative links")
    for action in actions.choices.values():
        _add_format(action)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help_: str, target: str | None
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".", allow_abbrev=False)
    parser.add_argument("-v", "--verbose", action="store_true", help="log more, and show tracebacks")
    if target is not None:
        parser.set_defaults(run=_lazily(target))
    return parser


def _lazily(target: str) -> Command:
    """A command that imports its module when it runs: `sitrep --help` must not wait for Beam."""

    def run(options: argparse.Namespace, rest: list[str]) -> ExitCode:
        import importlib

        module, function = target.split(":")
        command: Command = getattr(importlib.import_module(module), function)
        return command(options, rest)

    return run


def _add_format(parser: argparse.ArgumentParser, *more: str) -> None:
    help_ = "table for people, JSON lines for programs (default: by terminal)"
    if more:
        help_ = f"{help_}; {', '.join(more)} for monitoring"
    parser.add_argument("--format", choices=["table", "json", *more], help=help_)


if __name__ == "__main__":
    program()
