"""Packed audio (RFC 8216 section 3.4): ADTS frames behind an ID3 tag that carries the start timestamp."""

from fractions import Fraction

_OWNER = b"com.apple.streaming.transportStreamTimestamp\0"


def _synchsafe(value):
    return bytes(value >> shift & 0x7F for shift in (21, 14, 7, 0))


def tag(timestamp):
    """An ID3v2.4 tag whose only frame is the PRIV one with a 33-bit timestamp."""
    body = _OWNER + timestamp.to_bytes(8, "big")
    frame = b"PRIV" + _synchsafe(len(body)) + b"\0\0" + body
    return b"ID3\x04\0\0" + _synchsafe(len(frame)) + frame


def frames(adts):
    """The ADTS frames of a byte string."""
    found, at = [], 0
    while at + 7 <= len(adts):
        length = (adts[at + 3] & 3) << 11 | adts[at + 4] << 3 | adts[at + 5] >> 5
        found.append(adts[at:at + length])
        at += length
    return found


def units(snapshot, indices, make):
    """The audio units of packed segments: timestamp of the tag, then 1920 ticks a frame (48 kHz)."""
    found, previous = [], None
    for index in indices:
        data = snapshot.segments[index].data
        head = 10 + int.from_bytes(data[6:10], "big")
        pts = int.from_bytes(data[head - 8:head], "big")
        while previous is not None and pts < previous:
            pts += 1 << 33
        previous = pts
        at = head
        for frame in frames(data[head:]):
            packet = {"pts": pts, "size": len(frame), "flags": "K", "duration": 1920}
            found.append(make(packet, Fraction(1, 90000), index, at, True))
            pts += 1920
            at += len(frame)
    stream = {"codec_name": "aac", "sample_rate": "48000", "channels": 1, "time_base": "1/90000"}
    return stream, found
