"""Fragmented mp4 by the box."""

import struct


def boxes(data, begin=0, end=None):
    """(type, begin, end, header length) of the boxes between two offsets."""
    end = len(data) if end is None else end
    while begin + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, begin)
        header = 8
        if size == 1:
            size, header = struct.unpack_from(">Q", data, begin + 8)[0], 16
        yield kind.decode("latin-1"), begin, begin + size, header
        begin += size


def find(data, path):
    """Every box at a path such as `moov/trak/tkhd`: (begin, end, header length)."""
    places = [(0, len(data))]
    for name in path.split("/"):
        found = [(b, e, h) for begin, end in places
                 for kind, b, e, h in boxes(data, begin, end) if kind == name]
        places = [(b + h, e) for b, e, h in found]
    return found


def fragments(data):
    """The initialization section, and one byte string a movie fragment."""
    initialization, parts, pending = b"", [], b""
    for kind, begin, end, _ in boxes(data):
        if kind in ("ftyp", "moov"):
            initialization += data[begin:end]
        elif kind in ("styp", "sidx", "moof"):
            pending += data[begin:end]
        elif kind == "mdat":
            parts.append(pending + data[begin:end])
            pending = b""
    return initialization, parts


def rotated_90(initialization):
    """The initialization section with a 90 degree clockwise matrix in the first track's header."""
    begin, _, header = find(initialization, "moov/trak/tkhd")[0]
    matrix = begin + header + 4 + (32 if initialization[begin + header] == 1 else 20) + 16
    height = struct.unpack_from(">I", initialization, matrix + 40)[0]
    turned = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, height, 0, 1 << 30)
    return initialization[:matrix] + turned + initialization[matrix + 36:]
