"""The rows about local clips: who makes them how, and what their files really show."""

import json
import random
from dataclasses import dataclass
from fractions import Fraction

from .bench import figures
from .exactness import examine
from .media import CLOCK, RATE, SEGMENT, TICKS, first_stamp, snapshot
from .movie import Movie
from .pairs import Outcome, Row
from .payload import Payloads
from .process import measure

MICRO = 10**6


@dataclass(frozen=True)
class Range:
    """What is asked for: whole milliseconds [start, end), and the frames on screen in them."""

    start: int
    end: int

    @property
    def first(self):
        return self.start * RATE // 1000

    @property
    def last(self):
        return -(-self.end * RATE // 1000) - 1

    @property
    def segments(self):
        return range(self.first // SEGMENT, self.last // SEGMENT + 1)


class ClipBench:
    """Makes clips of one snapshot, each way, and looks at them."""

    def __init__(self, bench):
        self.bench = bench
        self.source = snapshot(bench.media, "480p")
        self.payloads = Payloads(self.source)

    def ranges(self, name, seconds, count):
        """Ranges of a length, give or take a second, so that both edges lie anywhere in their GOPs.

        A second is left at either end of the snapshot: sound is looked for around where it belongs.
        """
        draw = random.Random(name)
        result = []
        for _ in range(count):
            length = seconds * 1000 + draw.randrange(-1000, 1001)
            start = draw.randrange(1000, self.source.milliseconds - length - 1000)
            result.append(Range(start, start + length))
        return result

    def precut(self, mode, wanted):
        """Our clip, trimmed to the millisecond; right only where sound, length and its own words are too."""
        output = self.bench.empty("clip") / "clip.mp4"
        self._warm(wanted)
        run = measure(
            [
                self.bench.binary,
                "clip",
                self.source.playlist,
                "--start",
                wanted.start,
                "--end",
                wanted.end,
                "--mode",
                mode,
                "-o",
                output,
                "--json",
                "--quiet",
                "--no-cache",
            ],
            self.bench.empty("streams"),
        )

        def agrees(movie, exactness):
            answer = json.loads(run.output)
            return (
                answer["verified"]
                and answer["video"]["frames"] == wanted.last - wanted.first + 1
                and answer["video"]["firstFrameMs"] == round(wanted.first * 1000 / RATE, 6)
                and movie.duration == Fraction(wanted.end - wanted.start, 1000)
                and all(skew is not None and abs(skew) * 48 <= 1 for skew in exactness.skews)
            )

        return self._outcome(run, output, wanted, agrees)

    def smartcut(self, wanted):
        """The peer's clip of the same whole frames, from the needed segments alone, joined beforehand.

        It counts from the first time stamp of its input and keeps the frames with in point <= pts < out
        point: given the first frame's own PTS and the end of the last frame, on its clock, it is asked for
        exactly the frames that precut shows.
        """
        folder = self.bench.empty("smartcut")
        joined, output = folder / "needed.ts", folder / "clip.mp4"
        with open(joined, "wb") as file:
            for number in wanted.segments:
                file.write(self.source.segment(number).read_bytes())
        # FFmpeg rounds where a container begins to microseconds.
        begin = Fraction(round(Fraction(first_stamp(self.source, wanted.segments[0]) * MICRO, CLOCK)), MICRO)
        edges = [Fraction(self.source.pts(frame), CLOCK) - begin for frame in (wanted.first, wanted.last + 1)]
        run = measure(
            [self.bench.smartcut, joined, output, "--keep", ",".join(map(str, edges))],
            self.bench.empty("streams"),
        )
        joined.unlink()
        return self._outcome(run, output, wanted)

    def ffmpeg(self, codecs, wanted):
        """A clip by `ffmpeg -ss -i -t`, of the same playlist and the same whole frames on its own clock."""
        output = self.bench.empty("ffmpeg") / "clip.mp4"
        self._warm(wanted)
        # Rounded down, and a microsecond less for its own rounding: the first frame is not to be before it.
        begin = (self.source.pts(wanted.first) - self.source.container_start) * MICRO // CLOCK - 1
        length = (wanted.last - wanted.first + 1) * TICKS * MICRO // CLOCK
        run = measure(
            [
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-ss",
                f"{begin}us",
                "-i",
                self.source.playlist,
                "-t",
                f"{length}us",
                *codecs,
                output,
            ],
            self.bench.empty("streams"),
        )
        return self._outcome(run, output, wanted)

    def _warm(self, wanted):
        """Reads the segments once, so that going first costs nothing."""
        for number in wanted.segments:
            self.source.segment(number).read_bytes()

    def _outcome(self, run, output, wanted, agrees=lambda *_: True):
        exactness, right = None, False
        if run.status == 0 and output.is_file():
            movie = Movie(output)
            exactness = examine(movie, self.source, self.payloads, wanted.first, wanted.last)
            right = exactness is not None and exactness.has_right_pictures and agrees(movie, exactness)
            # What is not written to disk yet need not be, beside the next run.
            output.unlink()
        return Outcome(figures(run), int(right), 1, exactness)


COPY = ["-c", "copy"]
ENCODE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-c:a", "aac"]


def _clip(title, seconds, mode, label, peer=None):
    def make(bench, name, pairs):
        clips = ClipBench(bench)
        ranges = clips.ranges(name, seconds, pairs + 1)
        return Row(
            name,
            title,
            label,
            lambda pair: clips.precut(mode, ranges[pair]),
            peer and (lambda pair: peer(clips, ranges[pair])),
        )

    return make


def _against_smartcut(title, seconds):
    return _clip(title, seconds, "smart", "`smartcut`", ClipBench.smartcut)


def _against_copy(title, seconds, mode="smart"):
    return _clip(title, seconds, mode, "`ffmpeg -c copy`", lambda clips, wanted: clips.ffmpeg(COPY, wanted))


def _against_encode(title, seconds, mode="smart"):
    return _clip(
        title, seconds, mode, "`ffmpeg -c:v libx264`", lambda clips, wanted: clips.ffmpeg(ENCODE, wanted)
    )


MINUTE = 60

CLIPS = {
    "clip-60s": _against_smartcut("clip of 60 s", MINUTE),
    "clip-10min": _against_smartcut("clip of 10 min", 10 * MINUTE),
    "clip-1h": _against_smartcut("clip of 1 h", 60 * MINUTE),
    # Whatever the length: four seconds are left for where it begins and ends.
    "clip-4h": _clip("clip of 4 h", 4 * 60 * MINUTE - 4, "smart", "–"),
    "clip-60s-ffmpeg-copy": _against_copy("clip of 60 s", MINUTE),
    "clip-10min-ffmpeg-copy": _against_copy("clip of 10 min", 10 * MINUTE),
    "clip-1h-ffmpeg-copy": _against_copy("clip of 1 h", 60 * MINUTE),
    "clip-60s-ffmpeg-encode": _against_encode("clip of 60 s", MINUTE),
    "clip-60s-mode-copy": _against_copy("clip of 60 s, `--mode copy`", MINUTE, "copy"),
    "clip-60s-mode-encode": _against_encode("clip of 60 s, `--mode encode`", MINUTE, "encode"),
}
