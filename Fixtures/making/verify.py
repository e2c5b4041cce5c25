"""The proof that a truth is true: each run is decoded, and its pictures must show the truth's numbers."""

import subprocess
import tempfile
from pathlib import Path

from . import picture, tools, truth


def decode(data):
    """(pts, gray picture) of every frame that the ffmpeg program shows, with its decoder on one thread."""
    with tempfile.TemporaryDirectory() as folder:
        source, pictures, listing = (Path(folder) / name for name in ("in", "gray", "list"))
        source.write_bytes(data)
        output = ["-map", "0:v", "-an", "-vsync", "passthrough", "-enc_time_base", "-1", "-pix_fmt", "gray",
                  "-c:v", "rawvideo", "-avoid_negative_ts", "disabled"]
        done = subprocess.run(
            ["ffmpeg", "-v", "error", "-y", "-copyts", "-noautorotate", "-threads", "1", "-i", source,
             *output, "-f", "rawvideo", pictures, *output, "-f", "framecrc", listing], capture_output=True)
        if done.returncode:
            raise SystemExit(done.stderr.decode(errors="replace"))
        rows = [line.split(",") for line in listing.read_text().splitlines() if line[:1] != "#"]
        gray, at, found = pictures.read_bytes(), 0, []
        for row in rows:
            size = int(row[4])
            found.append((int(row[2]), gray[at:at + size]))
            at += size
        return found


def check_segments(name, runs, snapshot):
    """Holds each segment by itself, behind its initialization section, against what its run says of it."""
    for run in runs:
        for index in run.indices:
            segment = snapshot.segments[index]
            if segment.gap:
                continue
            suffix = ".aac" if snapshot.container == "packed" else ".bin"
            with tempfile.NamedTemporaryFile(suffix=suffix) as file:
                Path(file.name).write_bytes((snapshot.initialization or b"") + segment.data)
                streams, packets = tools.probe(file.name)
            for kind, units in (("video", run.video), ("audio", run.audio)):
                own = {stream["index"] for stream in streams if stream["codec_type"] == kind}
                alone = [packet for packet in packets if packet["stream_index"] in own]
                units = [unit for unit in units if unit.segment == index]
                if len(alone) != len(units):
                    raise SystemExit(
                        f"{name}: {len(alone)} {kind} packets in {segment.uri}, {len(units)} in its run")
                if kind == "video" and [_facts(packet, snapshot) for packet in alone] != [
                        (unit.raw_pts, unit.key) for unit in units]:
                    raise SystemExit(f"{name}: the pictures of {segment.uri} differ from those in its run")


def _facts(packet, snapshot):
    pts = int(packet["pts"])
    pts = pts % truth.WRAP if snapshot.container == "mpegts" else pts
    return pts, "K" in packet["flags"]


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
                found = decoded.get(frame["pts"])
                if found != frame["number"]:
                    raise SystemExit(
                        f"{name}: at {frame['pts']} the picture says {found}, the truth {frame['number']}")
    return shown
