"""What a fixture holds, from ffprobe's packets and exact fractions; no code of Precut takes part."""

import tempfile
from fractions import Fraction
from pathlib import Path

from . import nal, packed, tools, transport

WRAP = 1 << 33


class Unit:
    """One access unit as ffprobe lists it."""

    def __init__(self, packet, time_base, segment, position, wraps):
        self.pts = int(packet["pts"])
        self.dts = int(packet.get("dts", packet["pts"]))
        self.raw_pts = self.pts % WRAP if wraps else self.pts
        self.raw_dts = self.dts % WRAP if wraps else self.dts
        self.time = self.pts * time_base
        self.duration = int(packet["duration"]) * time_base if "duration" in packet else None
        self.size = int(packet["size"])
        self.key = "K" in packet["flags"]
        self.segment = segment
        self.position = position
        self.idr = False
        self.decodable = True
        self.start = self.end = None


class Run:
    """The segments between two jumps of the timestamps: video in decoding order, audio in file order."""

    def __init__(self, snapshot, indices):
        self.indices = indices
        self.video_stream = self.audio_stream = None
        self.video, self.audio = [], []
        self.pieces = [[]]
        for index in indices:
            if snapshot.segments[index].gap:
                self.pieces.append([])
            else:
                self.pieces[-1].append(index)
        if snapshot.container == "packed":
            self.audio_stream, self.audio = packed.units(snapshot, indices, Unit)
        else:
            self._probe(snapshot)

    def bytes(self, snapshot):
        """Initialization section and plain segments, one behind the other."""
        return (snapshot.initialization or b"") + b"".join(snapshot.segments[i].data for i in self.indices)

    def _probe(self, snapshot):
        data = self.bytes(snapshot)
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            Path(file.name).write_bytes(data)
            streams, packets = tools.probe(file.name)
        edges, at = [], len(snapshot.initialization or b"")
        for index in self.indices:
            edges.append((at, index))
            at += len(snapshot.segments[index].data)
        for stream in streams:
            time_base = Fraction(stream["time_base"])
            units, place = [], 0
            for packet in packets:
                if packet["stream_index"] != stream["index"]:
                    continue
                # Absent for all but the first audio frame of a PES packet.
                place = int(packet.get("pos", place))
                begin, index = max(edge for edge in edges if edge[0] <= place)
                unit = Unit(packet, time_base, index, place - begin, snapshot.container == "mpegts")
                unit.whole_position = place
                units.append(unit)
            if stream["codec_type"] == "video":
                self.video_stream, self.video = stream, units
            elif stream["codec_type"] == "audio":
                self.audio_stream, self.audio = stream, units
        if self.video:
            self._mark_idr(data, snapshot)
            self._mark_decodable(snapshot)

    def _mark_idr(self, data, snapshot):
        codec = self.video_stream["codec_name"]
        if snapshot.container == "mpegts":
            found = transport.elementary(data, transport.video_pid(data))
            ours = [(pes.position, pes.pts, pes.dts) for pes in found]
            theirs = [(unit.whole_position, unit.raw_pts, unit.raw_dts) for unit in self.video]
            if ours != theirs:
                raise SystemExit(f"PES headers and ffprobe disagree: {set(ours) ^ set(theirs)}")
            samples = [pes.payload for pes in found]
            # ffprobe's HEVC parser counts the first zero byte of a picture to the picture before it.
            slack = 1 if codec == "hevc" else 0
            for unit, sample in zip(self.video, samples):
                if abs(unit.size - len(sample)) > slack:
                    raise SystemExit(f"PES payload of {len(sample)} bytes, {unit.size} by ffprobe")
                unit.size = len(sample)
        else:
            samples = [data[u.whole_position:u.whole_position + u.size] for u in self.video]
        for unit, sample in zip(self.video, samples):
            unit.idr = nal.is_idr(sample, codec, snapshot.container != "mpegts")

    def _mark_decodable(self, snapshot):
        for piece in self.pieces:
            units = [unit for unit in self.video if unit.segment in piece]
            first = next((unit for unit in units if unit.key), None)
            reached = False
            for unit in units:
                reached = reached or unit is first
                leading = reached and not first.idr and unit.time < first.time
                unit.decodable = reached and not leading
            if piece and units and snapshot.segments[piece[-1]].cut_short:
                units[-1].decodable = False

    def lay_out(self, snapshot, begin):
        """Puts the run on the axis, its first frame (else sample) at `begin`; returns its end."""
        axis = sorted(self.video or self.audio, key=lambda unit: unit.time)
        origin = axis[0].time
        self.offset = begin - origin
        last_of_piece = {max((u for u in axis if u.segment in piece), key=lambda u: u.time)
                         for piece in self.pieces if any(u.segment in piece for u in axis)}
        for index, unit in enumerate(axis):
            unit.start = unit.time + self.offset
            if unit not in last_of_piece:
                unit.end = axis[index + 1].time + self.offset
            elif not self.video:
                unit.end = unit.start + self._sound_length(unit)
            elif snapshot.container == "fmp4":
                unit.end = unit.start + unit.duration
            else:
                unit.end = unit.start + unit.time - axis[index - 1].time
        if self.video:
            for unit in self.audio:
                unit.start = unit.time + self.offset
        self.axis = axis
        return axis[-1].end

    def _sound_length(self, unit):
        samples = {"aac": 1024, "mp3": 1152, "ac3": 1536}[self.audio_stream["codec_name"]]
        return Fraction(samples, int(self.audio_stream["sample_rate"]))

    def audio_end(self):
        """End of the last sample on the axis."""
        last = max(self.audio, key=lambda unit: unit.start)
        return last.start + self._sound_length(last)


def text(value):
    """A fraction as `n/d`, None as it is."""
    return None if value is None else f"{value.numerator}/{value.denominator}"


def measure(name, trap, snapshot):
    """The truth of one media playlist, ready for JSON, and the runs that it was taken from."""
    runs = [Run(snapshot, indices) for indices in snapshot.runs()]
    end = Fraction(0)
    for run in runs:
        end = run.lay_out(snapshot, end)
    video = runs[0].video_stream
    audio = runs[0].audio_stream
    frames = [unit for run in runs for unit in sorted(run.video, key=lambda unit: unit.time)]
    numbers = snapshot.expected_numbers or list(range(len(frames)))
    if len(numbers) != len(frames):
        raise SystemExit(f"{name}: {len(frames)} frames, {len(numbers)} expected")
    result = {
        "fixture": name, "trap": trap, "container": snapshot.container,
        "videoTimeBase": video and video["time_base"], "zero": "video" if video else "audio",
        "zeroPts": runs[0].axis[0].raw_pts,
        "playlistDuration": text(sum((Fraction(s.extinf) for s in snapshot.segments), Fraction(0))),
        "videoEnd": text(end) if video else None,
        "audioEnd": text(runs[-1].audio_end()) if audio else None,
        "video": video and {"codec": video["codec_name"], "profile": video["profile"],
                            "width": video["width"], "height": video["height"]},
        "audio": audio and _audio(runs, audio),
        "segments": _segments(snapshot, runs),
        "frames": [_frame(number, unit) for number, unit in zip(numbers, frames)],
    }
    return result, runs


def _audio(runs, stream):
    return {
        "codec": stream["codec_name"], "sampleRate": int(stream["sample_rate"]),
        "channels": int(stream["channels"]), "timeBase": stream["time_base"],
        "firstPts": runs[0].audio[0].raw_pts, "start": text(min(unit.start for unit in runs[0].audio)),
        "end": text(runs[-1].audio_end()), "frames": sum(len(run.audio) for run in runs),
    }


def _frame(number, unit):
    return {"number": number, "segment": unit.segment, "pts": unit.raw_pts, "dts": unit.raw_dts,
            "start": text(unit.start), "end": text(unit.end), "position": unit.position, "size": unit.size,
            "key": unit.key, "decodable": unit.decodable}


def _segments(snapshot, runs):
    rows, playlist_start = [], Fraction(0)
    for index, segment in enumerate(snapshot.segments):
        run = next(run for run in runs if index in run.indices)
        own = [unit for unit in run.axis if unit.segment == index]
        media_start = own[0].start if own else None
        playlist_end = playlist_start + Fraction(segment.extinf)
        rows.append({
            "index": index, "uri": snapshot.single_file or segment.uri, "extinf": segment.extinf,
            "run": runs.index(run), "playlistStart": text(playlist_start), "playlistEnd": text(playlist_end),
            "mediaStart": text(media_start), "mediaEnd": text(own[-1].end) if own else None,
            "drift": text(media_start - playlist_start) if own else None,
            "frames": sum(unit.segment == index for unit in run.video),
            "audioFrames": sum(unit.segment == index for unit in run.audio),
            "bytes": segment.stored, "discontinuity": segment.discontinuity, "gap": segment.gap,
            "width": run.video_stream and run.video_stream["width"],
            "height": run.video_stream and run.video_stream["height"],
            "keyframes": [text(u.start) for u in own if u.key] if run.video else [],
            "idr": [text(u.start) for u in own if u.idr] if run.video else [],
        })
        playlist_start = playlist_end
    return rows
