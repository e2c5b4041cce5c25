"""The snapshots that are measured, made once by the ffmpeg program and kept in an ignored folder."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from .burned import Painter
from .loop import Segment

RATE = 30
SEGMENT = 60
CLOCK = 90_000
TICKS = CLOCK // RATE
SOUND = 48_000
# Changing how media is made changes this number, so that old media is not taken for new.
RECIPE = 1


@dataclass(frozen=True)
class Snapshot:
    """A snapshot and the truth about it: frame i has PTS base + 3000 i and shows i modulo `period`."""

    folder: Path
    frames: int
    period: int
    base: int
    container_start: int

    @property
    def playlist(self):
        return self.folder / "playlist.m3u8"

    def segment(self, number):
        """The file of a segment."""
        return self.folder / f"segment{number:05d}.ts"

    @property
    def milliseconds(self):
        return self.frames * 1000 // RATE

    @property
    def bytes(self):
        return sum(path.stat().st_size for path in self.folder.glob("*.ts"))

    def frame_at(self, milliseconds):
        """The number of the frame with pts <= T < next pts, T in ms since the first video frame."""
        return milliseconds * RATE // 1000

    def pts(self, frame):
        return self.base + frame * TICKS


def _encode(folder, *, size, frames, period, bits, x264):
    painter = Painter(*size, period)
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "yuv420p",
        "-s",
        f"{size[0]}x{size[1]}",
        "-framerate",
        str(RATE),
        "-i",
        "-",
        "-f",
        "lavfi",
        "-i",
        f"anoisesrc=seed=7:sample_rate={SOUND}:duration={frames / RATE}:amplitude=0.3",
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-pix_fmt",
        "yuv420p",
        "-b:v",
        str(bits),
        "-maxrate",
        str(bits),
        "-bufsize",
        str(bits * 2),
        "-bf",
        "3",
        "-b_strategy",
        "0",
        "-x264-params",
        f"keyint={SEGMENT}:min-keyint={SEGMENT}:scenecut=0:b-pyramid=normal:{x264}",
        "-c:a",
        "aac",
        "-b:a",
        "96k",
        "-ac",
        "2",
        "-f",
        "hls",
        "-hls_time",
        "2",
        "-hls_list_size",
        "0",
        "-hls_playlist_type",
        "vod",
        "-hls_segment_filename",
        "part%05d.ts",
        "parts.m3u8",
    ]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE) as process:
        for number in range(frames):
            process.stdin.write(painter.paint(number))
        process.stdin.close()
        if process.wait() != 0:
            raise SystemExit("ffmpeg could not encode")
    return sorted(folder.glob("part*.ts"))


def first_stamp(snapshot, segment):
    """The least PTS in a segment, of either stream: where a tool that counts from the container begins."""
    path = snapshot.segment(segment)
    return min(stamps(path, "v")[0], stamps(path, "a")[0])


def _playlist(folder, count):
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:3",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
    ]
    for number in range(count):
        lines += ["#EXTINF:2.000000,", f"segment{number:05d}.ts"]
    (folder / "playlist.m3u8").write_text("\n".join([*lines, "#EXT-X-ENDLIST", ""]))


def stamps(path, stream):
    """What ffprobe says the PTS of a file's packets are, ascending."""
    text = subprocess.run(
        [
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            stream,
            "-show_entries",
            "packet=pts",
            "-of",
            "csv=p=0",
            str(path),
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sorted(int(line.rstrip(",")) for line in text.split())


def _finish(folder, count, period):
    """Writes the playlist, holds segments against ffprobe, and notes the truth."""
    _playlist(folder, count)
    names = [folder / f"segment{number:05d}.ts" for number in range(count)]
    first = stamps(names[0], "v")
    # A segment of an open GOP begins with leading pictures of the GOP before: look at whole runs of PTS only.
    base = first[0]
    for number in sorted({0, 1, count // 2, count * 3 // 4, count - 1}):
        found = stamps(names[number], "v")
        lead = (found[0] - base) // TICKS - number * SEGMENT
        wanted = [base + (number * SEGMENT + lead + i) * TICKS for i in range(len(found))]
        if found != wanted or not -4 <= lead <= 0:
            raise SystemExit(f"{names[number].name}: time stamps are not what was meant")
    sound = stamps(names[0], "a")[0]
    truth = {
        "recipe": RECIPE,
        "frames": count * SEGMENT,
        "period": period,
        "base": base,
        "container_start": min(base, sound),
    }
    (folder / "truth.json").write_text(json.dumps(truth))


def _looped(folder, *, size, bits, period, loops):
    """Three periods are encoded; the middle one, which begins and ends in a steady state, is repeated."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        parts = _encode(
            Path(scratch), size=size, frames=period * 3, period=period, bits=bits, x264="open-gop=0"
        )
        per_loop = period // SEGMENT
        middle, following = parts[per_loop : 2 * per_loop], parts[2 * per_loop]
        ticks = period * TICKS
        for stream in ("v", "a"):
            if stamps(following, stream)[0] - stamps(middle[0], stream)[0] != ticks:
                raise SystemExit("the encoding is not periodic")
        segments = [Segment(path.read_bytes()) for path in middle]
    counters = {}
    for loop in range(loops):
        for place, segment in enumerate(segments):
            data = segment.moved((loop - 1) * ticks, counters)
            (folder / f"segment{loop * per_loop + place:05d}.ts").write_bytes(data)
    _finish(folder, loops * per_loop, period)


def _whole(folder, *, size, bits, frames):
    """Every frame is encoded, nothing repeats: what an open GOP needs."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        # The HLS muxer asks for parameter sets at the head of the stream alone; a segment is to have its own.
        parts = _encode(
            Path(scratch),
            size=size,
            frames=frames,
            period=1 << 24,
            bits=bits,
            x264="open-gop=1:repeat-headers=1",
        )
        for number, path in enumerate(parts):
            path.rename(folder / f"segment{number:05d}.ts")
    _finish(folder, len(parts), 1 << 24)


SNAPSHOTS = {
    # 7,200 segments of 2 s, 4 h; 16 s of it are real, and hold exactly 750 audio frames of 1024 samples.
    "480p": lambda folder: _looped(folder, size=(864, 480), bits=1_050_000, period=480, loops=900),
    # 10 min of 1080p; 8 s are real (375 audio frames).
    "1080p": lambda folder: _looped(folder, size=(1920, 1080), bits=4_000_000, period=240, loops=75),
    # 3 min of open GOPs, every frame its own.
    "open-gop": lambda folder: _whole(folder, size=(864, 480), bits=1_050_000, frames=5400),
}


def snapshot(media, name):
    """The snapshot of this name, made where it is missing."""
    folder = media / name
    note = folder / "truth.json"
    if not note.is_file() or json.loads(note.read_text())["recipe"] != RECIPE:
        print(f"making {name}", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.ts"):
            path.unlink()
        SNAPSHOTS[name](folder)
    truth = json.loads(note.read_text())
    del truth["recipe"]
    return Snapshot(folder, **truth)


def long_playlist(source, count=14_400):
    """A playlist of 14,400 segments with uneven EXTINF, beside the segments it names; its exact length."""
    segments = source.frames // SEGMENT
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:3",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
    ]
    total = Fraction(0)
    for number in range(count):
        duration = f"{1_990_000 + number * 7_919 % 10_000}"
        text = f"{duration[:-6]}.{duration[-6:]}"
        total += Fraction(int(duration), 1_000_000)
        lines += [f"#EXTINF:{text},", f"segment{number % segments:05d}.ts"]
    path = source.folder / "playlist-14400.m3u8"
    path.write_text("\n".join([*lines, "#EXT-X-ENDLIST", ""]))
    return path, count, total
