"""Coded pictures known again by their slices, whatever container and parameter sets are around them."""

import hashlib

import av

from .media import SEGMENT, TICKS


def slices(units):
    """A digest of the slices (NAL unit types 1 to 5) among NAL units."""
    digest = hashlib.sha1()
    for unit in units:
        if unit and 1 <= unit[0] & 0x1F <= 5:
            digest.update(unit)
    return digest.digest()


def by_start_code(data):
    """The NAL units of a byte stream (H.264 annex B)."""
    return [unit.rstrip(b"\0") for unit in data.split(b"\0\0\1")[1:]]


def by_length(data, size):
    """The NAL units of an mp4 sample, each behind `size` bytes of length."""
    units, at = [], 0
    while at + size <= len(data):
        end = at + size + int.from_bytes(data[at : at + size], "big")
        units.append(data[at + size : end])
        at = end
    return units


def units_of(packet):
    """The NAL units of a packet of either form."""
    extradata = packet.stream.codec_context.extradata or b""
    if extradata[:1] == b"\1":
        return by_length(bytes(packet), (extradata[4] & 3) + 1)
    return by_start_code(bytes(packet))


class Payloads:
    """One period of a snapshot: which picture a packet is, if it is one of the snapshot's own."""

    def __init__(self, snapshot):
        self.numbers = {}
        for segment in range(snapshot.period // SEGMENT):
            with av.open(str(snapshot.segment(segment))) as container:
                for packet in container.demux(video=0):
                    if packet.pts is not None:
                        number = (packet.pts - snapshot.base) // TICKS
                        self.numbers[slices(units_of(packet))] = number

    def number(self, packet):
        """The number of the picture that a packet has from the snapshot; None where it was encoded anew."""
        return self.numbers.get(slices(units_of(packet)))
