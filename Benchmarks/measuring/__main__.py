"""The command behind `Benchmarks/run`."""

import argparse
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from . import report
from .bench import Bench
from .pairs import run
from .rows import ROWS, rows

LIMITS = json.loads((Path(__file__).parent.parent / "limits.json").read_text())


def arguments():
    parser = argparse.ArgumentParser(
        prog="Benchmarks/run",
        description="Measures precut beside its peers, in turns, and checks both answers.",
        epilog="Rows: " + ", ".join(ROWS),
    )
    parser.add_argument("rows", nargs="*", metavar="ROW", help="only these rows")
    parser.add_argument("--pairs", type=int, default=7, help="pairs that count, after one to warm up (7)")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a goal is missed")
    parser.add_argument(
        "--binary", type=Path, required=True, help="the precut to measure (a release build here)"
    )
    parser.add_argument("--work", type=Path, required=True, help="where media and results are kept")
    options = parser.parse_args()
    unknown = set(options.rows) - set(ROWS)
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(ROWS)}")
    if options.pairs < 1:
        parser.error("--pairs takes 1 or more")
    return options


def versions(bench):
    """Who was measured, and on what."""

    def first_line(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0]

    smartcut = first_line(bench.smartcut, "--version").split()[1]
    ffmpeg = first_line("ffmpeg", "-version").split()[2]
    python = sys.version.split()[0]
    return (
        f"{os.cpu_count()} cores; precut {first_line(bench.binary, '--version')}; ffmpeg {ffmpeg}; "
        f"Python {python}, PyAV {version('av')}, m3u8 {version('m3u8')}; smartcut {smartcut}; "
        f"load average {os.getloadavg()[0]:.1f}"
    )


def main():
    options = arguments()
    bench = Bench(options.binary.resolve(), options.work.resolve())
    results = []
    for row in rows(bench, options.pairs, options.rows):
        print(f"{row.name}: {row.title}", file=sys.stderr, flush=True)
        results.append(run(row, options.pairs))
    parts = [
        versions(bench),
        report.table(results, LIMITS),
        report.clips(results),
        report.details(results),
    ]
    print(*(part for part in parts if part), sep="\n\n")
    document = [result.document() for result in results]
    (bench.work / "results.json").write_text(json.dumps(document, indent=1))
    misses = [miss for result in results for miss in report.misses(result, LIMITS)]
    if options.check and misses:
        print(*misses, sep="\n", file=sys.stderr)
        sys.exit(1)


main()
