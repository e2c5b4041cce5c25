"""The proof that a truth is true: ffmpeg decodes each run, and the numbers in its pictures must be the truth's."""

import subprocess
import tempfile
from pathlib import Path

from . import picture, truth


def decode(data):
    """(pts, gray picture) of every frame that the ffmpeg program shows, with its decoder on one thread."""
    with tempfile.TemporaryDirectory() as folder:
        source, pictures, listing = (Path(folder) / name for name in ("in", "gray", "list"))
        source.write_bytes(data)
        output = ["-map", "0:v", "-an", "-vsync", "passthrough", "-enc_time_base", "-1", "-pix_fmt", "gray",
                  "-c:v", "rawvideo", "-avoid_negative_ts", "disabled"]
        done = subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-copyts", "-noautorotate", "-threads", "1", "-i", source, *output,
             "-f", "rawvideo", pictures, *output, "-f", "framecrc", listing], capture_output=True)
        if done.returncode:
            raise SystemExit(done.stderr.decode(errors="replace"))
        rows = [line.split(",") for line in listing.read_text().splitlines() if line[:1] != "#"]
        gray, at, found = pictures.read_bytes(), 0, []
        for row in rows:
            size = int(row[4])
            found.append((int(row[2]), gray[at:at + size]))
            at += size
        return found


def check(name, result, runs, snapshot):
    """Holds the decoded numbers against the truth; any difference ends the program."""
    frames = iter(result["frames"])
    shown = 0
    for run in runs:
        if not run.video:
            continue
        width, height = run.video_stream["width"], run.video_stream["height"]
        decoded = {}
        for pts, gray in decode(run.bytes(snapshot)):
            pts = pts % truth.WRAP if snapshot.container == "mpegts" else pts
            decoded[pts] = picture.read_number(gray, width, height)
        for _ in run.video:
            frame = next(frames)
            if frame["decodable"]:
                shown += 1
                if decoded.get(frame["pts"]) != frame["number"]:
                    raise SystemExit(f"{name}: at {frame['pts']} the picture says {decoded.get(frame['pts'])}, "
                                     f"the truth {frame['number']}")
    return shown
