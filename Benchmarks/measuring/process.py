"""A whole process, from the call to its end: wall clock and processor time."""

import os
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """What one run cost, and what it printed."""

    wall: float
    processor: float
    status: int
    output: bytes


def measure(arguments, folder, environment=None):
    """Runs a command to its end; standard output goes to a file in `folder`, standard error to another."""
    out, err = folder / "stdout", folder / "stderr"
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, str(err), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
    ]
    environment = {**os.environ, **(environment or {})}
    arguments = [str(argument) for argument in arguments]
    begin = time.perf_counter()
    process = os.posix_spawnp(arguments[0], arguments, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    return Measured(
        wall, usage.ru_utime + usage.ru_stime, os.waitstatus_to_exitcode(status), out.read_bytes()
    )
