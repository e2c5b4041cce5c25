"""The multivariant playlist over two variants and an audio rendition, BANDWIDTH as in RFC 8216 4.3.4.2."""

import json
from fractions import Fraction

from . import transport


def _peak_bits(folder):
    segments = json.loads((folder / "truth.json").read_text())["segments"]
    whole = [segment for segment in segments if Fraction(segment["extinf"]) >= 1]
    return max(-(-segment["bytes"] * 8 // Fraction(segment["extinf"])) for segment in whole)


def _avc(folder):
    data = (folder / "segment0.ts").read_bytes()
    sample = bytes(transport.elementary(data, transport.video_pid(data))[0].payload)
    at = sample.index(b"\0\0\1\x67") + 4
    return f"avc1.{sample[at:at + 3].hex()}"


def write(folder):
    """Writes `playlist.m3u8`, the lower variant first."""
    sound = _peak_bits(folder / "audio")
    lines = ["#EXTM3U", "#EXT-X-VERSION:4",
             '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Korean",LANGUAGE="ko",DEFAULT=YES,'
             'AUTOSELECT=YES,CHANNELS="2",URI="audio/playlist.m3u8"']
    for name in ("low", "high"):
        video = json.loads((folder / name / "truth.json").read_text())["video"]
        lines += [f"#EXT-X-STREAM-INF:BANDWIDTH={_peak_bits(folder / name) + sound},"
                  f"RESOLUTION={video['width']}x{video['height']},FRAME-RATE=25.000,"
                  f'CODECS="{_avc(folder / name)},mp4a.40.2",AUDIO="sound"', f"{name}/playlist.m3u8"]
    (folder / "playlist.m3u8").write_text("\n".join(lines) + "\n")
