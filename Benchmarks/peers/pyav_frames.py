"""The exact frame at each instant with PyAV: PLAYLIST FOLDER MS…

What a careful author of such a loop would write: the playlist clock names the segment, decoding begins there
and runs on into the next one where the frame lies in it (leading pictures of an open GOP do), and stops at
the first frame whose interval holds the instant. The time without the start of Python is printed as well.
"""

import sys
import time
from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import av


class Chain:
    """The bytes of segments in a row, each opened only when the one before is used up."""

    def __init__(self, paths):
        self.paths = list(paths)
        self.file = open(self.paths.pop(0), "rb")

    def read(self, size):
        data = self.file.read(size)
        while not data and self.paths:
            self.close()
            self.file = open(self.paths.pop(0), "rb")
            data = self.file.read(size)
        return data

    def close(self):
        self.file.close()


def read_playlist(path):
    lines = path.read_text().splitlines()
    durations = [Fraction(line[8:].split(",")[0]) for line in lines if line.startswith("#EXTINF:")]
    names = [path.parent / line for line in lines if line and not line.startswith("#")]
    return [0, *accumulate(durations)], names


def frame_at(paths, target):
    chain = Chain(paths)
    with av.open(chain, format="mpegts") as container:
        found = None
        for frame in container.decode(video=0):
            if frame.pts > target:
                break
            found = frame
            if frame.duration and frame.pts + frame.duration > target:
                break
    chain.close()
    return found


def jpeg(frame):
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = frame.width, frame.height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.qmin = encoder.qmax = 2
    picture = frame.reformat(format="yuvj420p")
    picture.pts = 0
    return b"".join(bytes(packet) for packet in [*encoder.encode(picture), *encoder.encode(None)])


def main():
    begin = time.perf_counter()
    playlist, folder, *instants = sys.argv[1:]
    starts, names = read_playlist(Path(playlist))
    with av.open(str(names[0])) as container:
        zero = next(container.decode(video=0)).pts
    for instant in map(int, instants):
        segment = bisect_right(starts, Fraction(instant, 1000)) - 1
        frame = frame_at(names[segment : segment + 2], zero + instant * 90)
        (Path(folder) / f"frame-{instant}.jpg").write_bytes(jpeg(frame))
        print(instant, frame.pts)
    print("inner", time.perf_counter() - begin)


main()
