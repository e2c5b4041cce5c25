"""A whole process, from the call to its end: wall clock, processor time and peak memory."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LAUNCH = Path(__file__).parent / "launch.py"


@dataclass(frozen=True)
class Measured:
    """What one run cost (seconds, and bytes resident at the peak), and what it printed."""

    wall: float
    processor: float
    memory: int
    status: int
    output: bytes


def measure(arguments, folder, environment=None):
    """Runs a command to its end; standard output goes to a file in `folder`, standard error to another."""
    out, err = folder / "stdout", folder / "stderr"
    command = [sys.executable, "-I", "-S", LAUNCH, out, err, *arguments]
    answer = subprocess.run(
        [str(argument) for argument in command],
        env={**os.environ, **(environment or {})},
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    return Measured(**json.loads(answer), output=out.read_bytes())
