"""Encodings by the ffmpeg program. Painted pictures go in as raw video; the same call is made only once."""

import re
import tempfile
from pathlib import Path

from . import picture, tools
from .snapshot import Segment, Snapshot

H264 = "scenecut=0:threads=1"
HEVC = "scenecut=0:pools=none:frame-threads=1:wpp=0:log-level=error:info=0"


class Encoding:
    """One call of the ffmpeg program: what goes in, and the files that came out."""

    def __init__(self, commands, files):
        self.commands = commands
        self.files = files


_made = {}


def encode(*, count=125, first=0, size=(288, 160), rate="25", full_range=False, video=None, audio="aac",
           channels=1, seed=7, filters=None, input_options=(), length=None, output):
    """Paints, encodes and muxes; `output` are ffmpeg's muxer options, file name last."""
    request = repr((count, first, size, rate, full_range, video, audio, channels, seed, filters,
                    input_options, length, output))
    if request in _made:
        return _made[request]
    commands = tools.Commands()
    arguments = ["ffmpeg", "-v", "error", "-y"]
    pictures = note = None
    if video:
        width, height = size
        pictures = b"".join(picture.paint(n, width, height, full_range) for n in range(first, first + count))
        note = f"paint {count} pictures {width}x{height} from number {first}"
        arguments += [*input_options, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}",
                      "-framerate", rate, "-i", "pipe:0"]
    if audio:
        numerator, _, denominator = rate.partition("/")
        seconds = length or f"{count * int(denominator or 1) / int(numerator):.3f}"
        noise = f"anoisesrc=seed={seed}:sample_rate=48000:duration={seconds}:amplitude=0.3"
        arguments += ["-f", "lavfi", "-i", noise]
    arguments += tools.BITEXACT
    if filters:
        arguments += ["-vf", filters]
    if video:
        arguments += ["-pix_fmt", "yuv420p", *video]
    if audio:
        codec = {"aac": "aac", "mp3": "libmp3lame", "ac3": "ac3_fixed"}[audio]
        arguments += ["-c:a", codec, "-ac", str(channels), "-b:a", "48k" if audio != "ac3" else "64k"]
    with tempfile.TemporaryDirectory() as folder:
        commands.run(arguments + list(output), folder, pictures, note)
        files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    _made[request] = Encoding(commands, files)
    return _made[request]


def h264(gop, extra="", crf=30, options=()):
    """Options for x264 with a keyframe every `gop` pictures."""
    parameters = f"keyint={gop}:min-keyint={gop}:{H264}" + (f":{extra}" if extra else "")
    return ("-c:v", "libx264", "-crf", str(crf), *options, "-x264-params", parameters)


def hevc(gop, extra="open-gop=0"):
    """Options for x265 with a keyframe every `gop` pictures."""
    return ("-c:v", "libx265", "-crf", "30", "-x265-params", f"keyint={gop}:min-keyint={gop}:{HEVC}:{extra}")


def hls(seconds, fmp4=False):
    """ffmpeg's HLS muxer."""
    kind = ["-hls_segment_type", "fmp4", "-hls_segment_filename", "segment%d.m4s"] if fmp4 else [
        "-hls_segment_filename", "segment%d.ts"]
    return ("-f", "hls", "-hls_time", str(seconds), "-hls_list_size", "0", "-hls_playlist_type", "vod", *kind,
            "hls.m3u8")


def from_hls(encoding):
    """The segments of ffmpeg's HLS muxer, EXTINF as it was written, as a snapshot of our own."""
    text = encoding.files["hls.m3u8"].decode()
    segments = [Segment(encoding.files[uri], uri, extinf)
                for extinf, uri in re.findall(r"#EXTINF:([^,]+),.*\n(.+)", text)]
    initialization = encoding.files.get("init.mp4")
    return Snapshot(
        segments, initialization, version=7 if initialization else 3,
        container="fmp4" if initialization else "mpegts", commands=list_of(encoding))


def list_of(encoding):
    """A copy of the encoding's commands, to which a fixture adds its own."""
    commands = tools.Commands()
    commands.extend(encoding.commands)
    return commands
