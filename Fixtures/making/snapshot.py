"""A fixture before it is written: segments with their plain bytes, and the playlist over them."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from . import tools


@dataclass
class Key:
    """An AES-128 key: file name, 16 bytes, and the IV, None for the media sequence number."""

    uri: str
    secret: bytes
    iv: bytes | None = None


@dataclass
class Segment:
    """One media segment."""

    data: bytes
    uri: str
    extinf: str
    discontinuity: bool = False
    jump: bool = False
    gap: bool = False
    cut_short: bool = False
    date_time: str | None = None
    key: Key | None = None
    implicit_range: bool = False
    stored: int = 0

    @property
    def starts_run(self):
        """Whether a new run of timestamps begins here, with a tag or without."""
        return self.discontinuity or self.jump


@dataclass
class Snapshot:
    """One media playlist and all that it refers to."""

    segments: list
    initialization: bytes | None = None
    version: int = 3
    media_sequence: int = 0
    single_file: str | None = None
    container: str = "mpegts"
    expected_numbers: list | None = None
    commands: tools.Commands = field(default_factory=tools.Commands)

    def runs(self):
        """The positions of the segments, one list a run."""
        runs = []
        for index, segment in enumerate(self.segments):
            if index == 0 or segment.starts_run:
                runs.append([])
            runs[-1].append(index)
        return runs

    def write(self, folder):
        """Writes segments and playlist into `folder`."""
        folder = Path(folder)
        folder.mkdir(parents=True)
        ranges = self._write_media(folder)
        lines = ["#EXTM3U", f"#EXT-X-VERSION:{self.version}",
                 f"#EXT-X-TARGETDURATION:{max(_rounded(s.extinf) for s in self.segments)}",
                 f"#EXT-X-MEDIA-SEQUENCE:{self.media_sequence}", "#EXT-X-PLAYLIST-TYPE:VOD"]
        if self.initialization is not None:
            if self.single_file:
                length = len(self.initialization)
                lines.append(f'#EXT-X-MAP:URI="{self.single_file}",BYTERANGE="{length}@0"')
            else:
                lines.append('#EXT-X-MAP:URI="init.mp4"')
        key = None
        for segment, range_text in zip(self.segments, ranges):
            if segment.discontinuity:
                lines.append("#EXT-X-DISCONTINUITY")
            if segment.key is not key:
                key = segment.key
                iv = f",IV=0x{key.iv.hex().upper()}" if key.iv else ""
                lines.append(f'#EXT-X-KEY:METHOD=AES-128,URI="{key.uri}"{iv}')
            if segment.date_time:
                lines.append(f"#EXT-X-PROGRAM-DATE-TIME:{segment.date_time}")
            if segment.gap:
                lines.append("#EXT-X-GAP")
            lines.append(f"#EXTINF:{segment.extinf},")
            if range_text:
                lines.append(f"#EXT-X-BYTERANGE:{range_text}")
            lines.append(self.single_file or segment.uri)
        lines.append("#EXT-X-ENDLIST")
        (folder / "playlist.m3u8").write_text("\n".join(lines) + "\n")

    def _write_media(self, folder):
        if self.single_file:
            whole = self.initialization or b""
            ranges = []
            for segment in self.segments:
                length, offset = len(segment.data), len(whole)
                ranges.append(f"{length}" if segment.implicit_range else f"{length}@{offset}")
                whole += segment.data
                segment.stored = length
            (folder / self.single_file).write_bytes(whole)
            return ranges
        if self.initialization is not None:
            (folder / "init.mp4").write_bytes(self.initialization)
        for index, segment in enumerate(self.segments):
            if segment.gap:
                continue
            stored = self._stored(segment, self.media_sequence + index, folder)
            segment.stored = len(stored)
            (folder / segment.uri).write_bytes(stored)
        return [None] * len(self.segments)

    def _stored(self, segment, sequence, folder):
        key = segment.key
        if key is None:
            return segment.data
        (folder / key.uri).write_bytes(key.secret)
        iv = key.iv or sequence.to_bytes(16, "big")
        cipher = ["openssl", "enc", "-aes-128-cbc", "-K", key.secret.hex(), "-iv", iv.hex()]
        stored = self.commands.run(cipher, None, segment.data, segment.uri)
        if tools.run(cipher + ["-d"], None, stored) != segment.data:
            raise SystemExit(f"{segment.uri}: openssl does not give the plain bytes back")
        return stored


def _rounded(extinf):
    return int(Fraction(extinf) + Fraction(1, 2))
