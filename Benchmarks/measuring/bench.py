"""What the rows share: the program, its folders, and runs whose answers are looked at."""

import json
import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from .burned import read_number
from .media import TICKS
from .pairs import Outcome
from .process import measure

PEERS = Path(__file__).parent.parent / "peers"


@dataclass
class Bench:
    """Where things are."""

    binary: Path
    work: Path

    @property
    def media(self):
        return self.work / "media"

    @property
    def smartcut(self):
        return self.work / "venv-smartcut" / "bin" / "smartcut"

    def empty(self, name):
        """An empty folder for one run's files."""
        folder = self.work / "out" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def instants(self, name, snapshot, count, begin=None):
        """Whole milliseconds drawn evenly from [begin, end - 1 s), the same in every run of a row."""
        first = 1000 if begin is None else begin
        return random.Random(name).choices(range(first, snapshot.milliseconds - 1000), k=count)

    def precut_frames(self, snapshot, instants, source=None, options=("--no-cache",), environment=None):
        """Our frames as files; right where both the stated PTS and the number in the picture are."""
        folder = self.empty("precut")
        output = folder / "frame-{ms}.jpg"
        run = measure(
            [
                self.binary,
                "frame",
                source or snapshot.playlist,
                *instants,
                "-o",
                output,
                "--json",
                "--quiet",
                *options,
            ],
            self.empty("streams"),
            environment,
        )
        right = 0
        if run.status == 0:
            entries = json.loads(run.output)["frames"]
            for instant, entry in zip(instants, entries, strict=True):
                right += (
                    entry["requestedMs"] == instant
                    and is_right(snapshot, instant, entry["path"])
                    and entry["pts"] == snapshot.pts(snapshot.frame_at(instant))
                )
        return Outcome(figures(run), right, len(instants))

    def ffmpeg_frame(self, snapshot, instant, source=None):
        """One frame by `ffmpeg -ss -i`.

        It counts from the first time stamp of the container, which is sound, and returns the first frame at
        or after; it is given an instant half a frame early, on its own clock, so that this is the frame on
        screen.
        """
        output = self.empty("ffmpeg") / "frame.jpg"
        ticks = snapshot.pts(snapshot.frame_at(instant)) - snapshot.container_start - TICKS // 2
        micros = ticks * 100 // 9
        run = measure(
            [
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-ss",
                f"{micros // 10**6}.{micros % 10**6:06}",
                "-i",
                source or snapshot.playlist,
                "-frames:v",
                1,
                "-q:v",
                2,
                output,
            ],
            self.empty("streams"),
        )
        return Outcome(figures(run), int(is_right(snapshot, instant, output)), 1)

    def pyav_frames(self, snapshot, instants):
        """Frames by a loop over PyAV, in a Python process."""
        folder = self.empty("pyav")
        run = measure(
            [sys.executable, PEERS / "pyav_frames.py", snapshot.playlist, folder, *instants],
            self.empty("streams"),
        )
        result = figures(run)
        right = 0
        if run.status == 0:
            *lines, inner = (line.split() for line in run.output.decode().splitlines())
            result["inner"] = float(inner[1])
            for instant, (_, pts) in zip(instants, lines, strict=True):
                right += is_right(snapshot, instant, folder / f"frame-{instant}.jpg") and int(
                    pts
                ) == snapshot.pts(snapshot.frame_at(instant))
        return Outcome(result, right, len(instants))


def is_right(snapshot, instant, path):
    """Whether the picture in a file is the one on screen at an instant, by the number in it."""
    return read_number(path) == snapshot.frame_at(instant) % snapshot.period


def figures(run):
    """A run's cost by name."""
    return {"wall": run.wall, "processor": run.processor, "MiB": run.memory / (1 << 20)}
