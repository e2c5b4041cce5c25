"""Timestamps, cuts and containers in MPEG-TS: one encoding, patched by the byte."""

from dataclasses import replace

from . import transport
from .encode import encode, from_hls, h264, hevc, hls, list_of
from .registry import trap
from .snapshot import Segment, Snapshot

SECOND = 90_000


def plain(first=0, count=125):
    """Five closed GOPs of 25 pictures, one a segment: what most fixtures here are derived from."""
    return from_hls(encode(first=first, count=count, video=h264(25), output=hls(1)))


def patch(snapshot, note, change):
    """Replaces every segment's bytes by `change(index, bytes)`."""
    for index, segment in enumerate(snapshot.segments):
        segment.data = change(index, segment.data)
    snapshot.commands.append(note)
    return snapshot


def first_pts(data):
    """The smallest video PTS of a segment."""
    return min(pes.pts for pes in transport.elementary(data, transport.video_pid(data)))


def shift_all(snapshot, ticks):
    """Moves every PTS, DTS and PCR."""
    return patch(snapshot, f"PTS, DTS and PCR + {ticks} modulo 2^33",
                 lambda _, data: transport.shifted(data, ticks))


@trap("ts_pts_wrap",
      "The 33-bit clock wraps in the middle of a segment: B pictures, so PTS wraps before DTS.")
def wrap():
    snapshot = plain()
    pes = transport.elementary(snapshot.segments[2].data, transport.video_pid(snapshot.segments[2].data))
    return shift_all(snapshot, transport.WRAP - sorted(p.pts for p in pes)[12] + 1)


@trap("ts_pts_wrap_at_edge",
      "The first picture of a segment has PTS 0, the last of the one before ends at 2^33; its own DTS is "
      "still before the wrap.")
def wrap_at_edge():
    snapshot = plain()
    return shift_all(snapshot, transport.WRAP - first_pts(snapshot.segments[2].data))


@trap("ts_start_nonzero", "The first picture has PTS 12345.678 s.")
def start_nonzero():
    snapshot = plain()
    return shift_all(snapshot, 12_345_678 * 90 - first_pts(snapshot.segments[0].data))


def offset_video(seconds, sound):
    """Pictures that begin so much later (earlier where negative) than `sound` seconds of noise."""
    return from_hls(encode(
        count=100, length=sound, video=h264(25, options=("-vsync", "passthrough")),
        input_options=("-itsoffset", seconds), output=hls(1)))


@trap("ts_audio_early", "Audio begins half a second before the first picture.")
def audio_early():
    return offset_video("0.5", "4.5")


@trap("ts_audio_late", "Audio begins half a second after the first picture.")
def audio_late():
    return offset_video("-0.5", "3.5")


def second_run(position):
    """`position` plain segments, then two with numbers from 1000 and a start of their own."""
    snapshot, other = plain(), from_hls(
        encode(first=1000, count=50, seed=11, video=h264(25), output=hls(1)))
    del snapshot.segments[position:]
    for index, segment in enumerate(other.segments):
        segment.uri = f"second{index}.ts"
        segment.data = transport.shifted(segment.data, 777_777)
    other.segments[0].discontinuity = True
    snapshot.expected_numbers = list(range(25 * position)) + list(range(1000, 1050))
    snapshot.segments += other.segments
    snapshot.commands += other.commands
    snapshot.commands.append("second run: PTS, DTS and PCR + 777777")
    return snapshot


@trap("ts_discontinuity_reset",
      "EXT-X-DISCONTINUITY: the timestamps start again elsewhere; numbers from 1000.")
def discontinuity():
    return second_run(3)


@trap("ts_program_date_time",
      "EXT-X-PROGRAM-DATE-TIME on the first segment and, 7.25 s off, after a discontinuity.")
def date_time():
    snapshot = second_run(2)
    snapshot.segments[0].date_time = "2026-03-01T23:59:58.500+09:00"
    snapshot.segments[2].date_time = "2026-03-02T00:00:07.750+09:00"
    return snapshot


@trap("ts_discontinuity_resolution",
      "A marked discontinuity after which the pictures are 192x108 (cropped) instead of 288x160.")
def resolution():
    snapshot = plain()
    other = from_hls(encode(first=1000, count=50, size=(192, 108), seed=12, video=h264(25), output=hls(1)))
    for index, segment in enumerate(other.segments):
        segment.uri = f"second{index}.ts"
    other.segments[0].discontinuity = True
    snapshot.segments[2:] = other.segments
    snapshot.expected_numbers = list(range(50)) + list(range(1000, 1050))
    snapshot.commands += other.commands
    return snapshot


@trap("ts_unmarked_jump",
      "Without any tag the timestamps jump by -1 h before the third segment and by +80 min before the "
      "fifth.")
def unmarked_jump():
    snapshot = plain()
    offsets = [7200, 7200, 3600, 3600, 8400]
    for index in (2, 4):
        snapshot.segments[index].jump = True
    return patch(snapshot, f"PTS, DTS and PCR of the segments + {offsets} s",
                 lambda index, data: transport.shifted(data, offsets[index] * SECOND))


def long_stream(count=125, gop=40):
    """One transport stream without segments."""
    encoding = encode(count=count, video=h264(gop, "bframes=3:b-adapt=0"), output=("-f", "mpegts", "long.ts"))
    return encoding.files["long.ts"], list_of(encoding)


def cut_snapshot(pictures, count=125, gop=40):
    """The long stream cut before the given pictures, counted in decoding order."""
    data, commands = long_stream(count, gop)
    edges = [0, *pictures, count]
    parts = zip(transport.cut(data, pictures), edges, edges[1:])
    segments = [Segment(part, f"segment{index}.ts", f"{(end - begin) * 40 / 1000:.6f}")
                for index, (part, begin, end) in enumerate(parts)]
    commands.append(f"cut before the pictures {list(pictures)} (decoding order), PAT and PMT at every head")
    return Snapshot(segments, commands=commands)


@trap("ts_cut_off_keyframes",
      "Segments cut at arbitrary pictures: most begin without keyframe and parameter sets, some hold no "
      "keyframe at all.")
def off_keyframes():
    return cut_snapshot([22, 38, 55, 70, 103])


@trap("ts_no_keyframe_at_start",
      "The snapshot begins in the middle of a GOP: its first frames cannot be decoded, yet they are the "
      "first on the axis.")
def no_keyframe_at_start():
    snapshot = cut_snapshot([22, 50, 75, 100])
    lost = snapshot.segments.pop(0).data
    shown = {pes.pts for pes in transport.elementary(lost, transport.video_pid(lost))}
    start = first_pts(lost)
    numbers = {(pts - start) // 3600 for pts in shown}
    snapshot.media_sequence = 1
    snapshot.expected_numbers = sorted(set(range(125)) - numbers)
    return snapshot


@trap("ts_cut_packet", "The last segment ends inside a transport packet, in the middle of its last picture.")
def cut_packet():
    snapshot = plain(count=100)
    last = snapshot.segments[-1]
    pes = transport.elementary(last.data, transport.video_pid(last.data))
    big = max(pes[12:], key=lambda p: len(p.packets))
    last.data = last.data[:big.packets[-1] * transport.SIZE + 100]
    last.cut_short = True
    left = {p.pts for p in transport.elementary(last.data, transport.video_pid(last.data))}
    start = first_pts(last.data)
    snapshot.expected_numbers = list(range(75)) + sorted(75 + (pts - start) // 3600 for pts in left)
    snapshot.commands.append("last segment cut inside its last picture")
    return snapshot


@trap("ts_m2ts_192", "Packets of 192 bytes: a 4-byte arrival time stamp before each.")
def m2ts():
    return patch(plain(), "four bytes of arrival time before every packet",
                 lambda _, data: transport.with_arrival_times(data))


@trap("ts_gap", "EXT-X-GAP: the third segment does not exist; the time it stood for stays.")
def gap():
    snapshot = plain()
    snapshot.segments[2] = replace(snapshot.segments[2], gap=True, data=b"")
    snapshot.version = 8
    snapshot.expected_numbers = list(range(50)) + list(range(75, 125))
    return snapshot


@trap("ts_byte_ranges", "One file with byte ranges, every other one without an offset.")
def byte_ranges():
    snapshot = plain()
    snapshot.version, snapshot.single_file = 4, "media.ts"
    for segment in snapshot.segments[1::2]:
        segment.implicit_range = True
    return snapshot


@trap("ts_extinf_integers",
      "Version 2: EXTINF rounded to 2 s for segments of 2.002 s, so the two clocks drift apart.")
def integers():
    snapshot = from_hls(encode(count=180, rate="30000/1001", video=h264(60), output=hls(2)))
    snapshot.version = 2
    for segment in snapshot.segments:
        segment.extinf = "2"
    return snapshot


@trap("ts_video_only", "No audio at all.")
def video_only():
    return from_hls(encode(count=100, audio=None, video=h264(25), output=hls(1)))


@trap("ts_hevc", "HEVC in MPEG-TS, closed GOPs.")
def hevc_closed():
    return from_hls(encode(count=100, video=hevc(25), output=hls(1)))


@trap("ts_hevc_open_gop", "HEVC with CRA pictures and RASL leading pictures at the segments' heads.")
def hevc_open():
    output = ("-bsf:v", "dump_extra=freq=keyframe", *hls(1))
    return from_hls(encode(count=112, video=hevc(28, "open-gop=1:bframes=3:b-adapt=0"), output=output))


@trap("ts_hevc_open_gop_head_missing",
      "The snapshot begins at a CRA picture: its RASL pictures cannot be decoded.")
def hevc_open_head_missing():
    snapshot = hevc_open()
    lost = snapshot.segments.pop(0).data
    snapshot.media_sequence = 1
    snapshot.expected_numbers = list(range(len(transport.elementary(lost, transport.video_pid(lost))), 112))
    return snapshot
