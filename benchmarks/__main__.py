"""Run benchmarks and write what they print into RESULTS.md: ``python -m benchmarks [NAME ...] --data ../shared``.

A section of RESULTS.md is one benchmark: the command, the day, the versions, and its output as printed. Sections of
benchmarks that are not run stay as they are.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """# Results

What the benchmarks print. Machines differ and are noisy: read ratios before seconds. `python -m benchmarks NAME`
renews a section; `DATA` is the folder of the development benchmarks.
"""

# Benchmark (before the hyphen) to its arguments; DATA stands for the folder given with --data.
BENCHMARKS: dict[str, list[str]] = {
    "replay": ["--data", "DATA/bench/extraction"],
    "events": ["--data", "DATA"],
    "merging": [],
    "settling": [],
    "analyser": ["--data", "DATA/corpora"],
    "extraction": ["--data", "DATA/bench/extraction"],
    "dedupe": ["--data", "DATA/bench"],
    "places": ["--data", "DATA/bench/geo"],
    "quiet": ["--data", "DATA/bench/geo"],
    "dates": ["--data", "DATA/bench/time/meantime", "--passages", "DATA/corpora/own/*.jsonl"],
    "parties": ["--passages", "DATA/corpora/own/*.jsonl", "--synthetic", "DATA/corpora/plover_synthetic.csv.gz"],
    "casualties": ["--data", "DATA/bench/events/muc", "--roles", "--passages", "DATA/corpora/own/*.jsonl"],
    "casualties-dev": ["--data", "DATA/corpora/muc_dev", "--reports", "benchmarks/articles/toll_reports.jsonl"],
    "casualties-held": ["--reports", "benchmarks/articles/held_toll_reports.jsonl"],
    "feeds": ["DATA/bench/feeds"],
    "urls": ["DATA/bench/urls/urltestdata_dev.json"],
    "fetching": [],
    "fetching-feeds": ["--feeds", "1000"],
    "fetching-memory": ["--memory"],
    "slices": ["--feeds", "40", "160", "--articles", "15", "--slice", "20", "--uncoded"],
}
PARTS = ("apache-beam", "trafilatura", "feedparser", "aiohttp", "deltalake", "pyarrow", "onnxruntime")


def main() -> int:
    """Run the named benchmarks, all by default; gives 1 where one fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    sections = _sections()
    failed = False
    for name in options.names or BENCHMARKS:
        print(f"== {name}", flush=True)
        section, code = _run(name, options.data)
        failed |= code != 0
        sections[name] = section
        ordered = [sections[n] for n in BENCHMARKS if n in sections]
        RESULTS.write_text("\n".join([HEAD, *ordered]), encoding="utf-8")
    return int(failed)


def _run(name: str, data: Path) -> tuple[str, int]:
    template = ["-m", f"benchmarks.{name.partition('-')[0]}", *BENCHMARKS[name]]
    command = [sys.executable, *(path for argument in template for path in _expanded(argument, data))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    output = done.stdout.rstrip() or done.stderr.strip().splitlines()[-1]
    print(output, flush=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    versions = ", ".join(f"{part} {metadata.version(part)}" for part in PARTS)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    note = f"\n\nexit code {done.returncode}" if done.returncode else ""
    day = f"{dt.datetime.now(dt.UTC):%Y-%m-%d}"
    shown = f"python {' '.join(template)}"
    return f"## {name}\n\n`{shown}`, {day}, {machine}, {versions}\n\n```\n{output}\n```{note}\n", done.returncode


def _expanded(argument: str, data: Path) -> list[str]:
    """An argument with the data folder put in, and its files where it is a pattern, as a shell would."""
    if not argument.startswith("DATA"):
        return [argument]
    path = Path(argument.replace("DATA", str(data)))
    return [str(file) for file in sorted(path.parent.glob(path.name))] if "*" in path.name else [str(path)]


def _sections() -> dict[str, str]:
    if not RESULTS.exists():
        return {}
    parts = re.split(r"^## ([\w-]+)\n", RESULTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: f"## {name}\n{text.rstrip()}\n" for name, text in zip(parts[1::2], parts[2::2], strict=True)}


if __name__ == "__main__":
    sys.exit(main())
