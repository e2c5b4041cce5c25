"""The external programs: every command that makes a fixture is recorded as it ran."""

import json
import shlex
import subprocess

BITEXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1"]


class Commands(list):
    """The commands behind one fixture, in the order in which they ran."""

    def run(self, arguments, cwd, stdin=None, note=None):
        """Runs a program in `cwd`; a failure stops everything and shows what the program said."""
        text = shlex.join(arguments)
        self.append(f"{note} | {text}" if note else text)
        return run(arguments, cwd, stdin)


def run(arguments, cwd=None, stdin=None):
    """Runs a program that leaves no trace in the manifest (a measurement) and returns its standard output."""
    done = subprocess.run(arguments, cwd=cwd, input=stdin, capture_output=True)
    if done.returncode:
        raise SystemExit(f"{shlex.join(map(str, arguments))}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def ffmpeg_version():
    """The first line of `ffmpeg -version`."""
    return run(["ffmpeg", "-version"]).decode().splitlines()[0].split(" Copyright")[0]


def probe(path):
    """ffprobe's streams and packets of a file, edit lists applied."""
    answer = json.loads(run(
        ["ffprobe", "-v", "error", "-show_streams", "-show_packets", "-of", "json", str(path)]))
    return answer.get("streams", []), answer.get("packets", [])
