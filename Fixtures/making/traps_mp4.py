"""Fragmented mp4."""

from . import mp4
from .encode import encode, from_hls, h264, hevc, hls, list_of
from .registry import trap
from .snapshot import Segment, Snapshot


@trap("fmp4",
      "Plain fMP4: initialization section by EXT-X-MAP; the edit list's delays are whole milliseconds.")
def plain():
    return from_hls(encode(count=125, video=h264(25), output=hls(1, fmp4=True)))


def fragmented(seconds, *options, **arguments):
    """One fragmented mp4 cut into initialization section and one segment a fragment."""
    flags = ("-movflags", "+frag_keyframe+delay_moov+default_base_moof", "-video_track_timescale", "90000",
             *options, "-f", "mp4", "whole.mp4")
    encoding = encode(output=flags, **arguments)
    initialization, parts = mp4.fragments(encoding.files["whole.mp4"])
    segments = [Segment(part, f"segment{index}.m4s", f"{seconds:.6f}") for index, part in enumerate(parts)]
    return Snapshot(segments, initialization, version=7, container="fmp4", commands=list_of(encoding))


@trap("fmp4_b_frames_edit_list",
      "B pictures and an edit list with media_time > 0: composition times are not presentation times; "
      "several track runs in every movie fragment.")
def edit_list():
    return fragmented(1, "-frag_interleave", "1", count=125, video=h264(25, "bframes=3:b-adapt=0"))


@trap("fmp4_byte_ranges", "One file: EXT-X-MAP with BYTERANGE, then ranges without an offset.")
def byte_ranges():
    snapshot = fragmented(1, count=125, video=h264(25))
    snapshot.single_file = "media.mp4"
    for segment in snapshot.segments[1:]:
        segment.implicit_range = True
    return snapshot


@trap("fmp4_hevc", "HEVC in fMP4 (hvc1), closed GOPs.")
def hevc_closed():
    return fragmented(1, "-tag:v", "hvc1", count=100, video=hevc(25))


@trap("fmp4_rotated_90",
      "The track header's matrix turns the picture by 90 degrees; the coded picture, and the number in "
      "it, lies on its side.")
def rotated():
    snapshot = fragmented(1, count=100, video=h264(25))
    snapshot.initialization = mp4.rotated_90(snapshot.initialization)
    snapshot.commands.append("tkhd matrix of the video track: 0 1 0 / -1 0 0 / height 0 1")
    return snapshot
