"""Encryption, audio codecs, packed audio and renditions."""

from . import packed
from .encode import encode, from_hls, h264, hls, list_of
from .registry import trap
from .snapshot import Key, Segment, Snapshot
from .traps_ts import plain

FIRST = bytes.fromhex("00112233445566778899aabbccddeeff")
SECOND = bytes.fromhex("f0e1d2c3b4a5968778695a4b3c2d1e0f")


@trap("ts_aes128", "AES-128 with explicit IV; from the fourth segment another key and IV.")
def explicit_iv():
    snapshot = plain()
    first = Key("first.key", FIRST, bytes.fromhex("0123456789abcdef0123456789abcdef"))
    second = Key("second.key", SECOND, bytes.fromhex("fedcba9876543210fedcba9876543210"))
    for index, segment in enumerate(snapshot.segments):
        segment.key = first if index < 3 else second
    return snapshot


@trap("ts_aes128_implicit_iv", "AES-128 without IV: the media sequence number, which starts at 7, is the IV.")
def implicit_iv():
    snapshot = plain()
    snapshot.media_sequence = 7
    key = Key("only.key", FIRST)
    for segment in snapshot.segments:
        segment.key = key
    return snapshot


@trap("ts_audio_only", "No video at all: zero is the first audio sample.")
def audio_only():
    return from_hls(encode(count=100, channels=2, output=hls(1)))


@trap("packed_aac",
      "Packed audio: ADTS behind an ID3 tag with the 33-bit start timestamp, which wraps inside the "
      "fourth segment.")
def packed_aac():
    encoding = encode(count=125, output=("-f", "adts", "whole.aac"))
    frames = packed.frames(encoding.files["whole.aac"])
    start = (1 << 33) - 1920 * 170
    segments = []
    for index, begin in enumerate(range(0, len(frames), 47)):
        part = frames[begin:begin + 47]
        timestamp = (start + begin * 1920) % (1 << 33)
        segments.append(Segment(packed.tag(timestamp) + b"".join(part), f"segment{index}.aac",
                                f"{len(part) * 1024 / 48000:.6f}"))
    return Snapshot(segments, container="packed", commands=list_of(encoding))


@trap("ts_mp3", "MP3 sound: frames of 1152 samples.")
def mp3():
    return from_hls(encode(count=100, audio="mp3", video=h264(25), output=hls(1)))


@trap("ts_ac3", "AC-3 sound: frames of 1536 samples.")
def ac3():
    return from_hls(encode(count=100, audio="ac3", video=h264(25), output=hls(1)))


def variant(size, crf):
    """One video variant without sound."""
    return from_hls(encode(count=100, size=size, audio=None, video=h264(25, crf=crf), output=hls(1)))


@trap("multivariant_audio_rendition/high",
      "The variant with the highest bandwidth; its sound is a rendition of its own.")
def high():
    return variant((480, 272), 30)


@trap("multivariant_audio_rendition/low", "The variant with the lowest bandwidth, listed first.")
def low():
    return variant((192, 108), 34)


@trap("multivariant_audio_rendition/audio",
      "The audio rendition: segments that begin elsewhere than the video's.")
def rendition():
    return from_hls(encode(count=100, channels=2, output=hls(2)))
