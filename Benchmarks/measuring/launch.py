"""Starts one command, waits for it, and prints what it cost as JSON: OUT ERR COMMAND [ARGUMENT…]

A process of its own, because Linux counts what the parent holds into the peak memory of a child: a parent
with the measuring's libraries in it would show its own size where the child is smaller.
"""

import json
import os
import sys
import time


def main():
    out, err, *command = sys.argv[1:]
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, write, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, err, write, 0o600),
    ]
    begin = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    answer = {
        "wall": wall,
        "processor": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
        "status": os.waitstatus_to_exitcode(status),
    }
    print(json.dumps(answer))


main()
