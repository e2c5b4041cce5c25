"""Which pictures are IDR, from the NAL unit types themselves; ffprobe does not say."""


def _units(sample, length_prefixed):
    if length_prefixed:
        at = 0
        while at + 4 < len(sample):
            size = int.from_bytes(sample[at:at + 4], "big")
            yield sample[at + 4:at + 4 + size]
            at += 4 + size
        return
    at = sample.find(b"\0\0\1")
    while at >= 0:
        following = sample.find(b"\0\0\1", at + 3)
        yield sample[at + 3:following if following >= 0 else len(sample)]
        at = following


def types(sample, codec, length_prefixed):
    """The NAL unit types of one access unit (H.264 table 7-1, HEVC table 7-1)."""
    shift, mask = (0, 0x1F) if codec == "h264" else (1, 0x3F)
    return [unit[0] >> shift & mask for unit in _units(bytes(sample), length_prefixed) if unit]


def is_idr(sample, codec, length_prefixed):
    """Whether the access unit is an IDR picture."""
    wanted = {5} if codec == "h264" else {19, 20}
    return not wanted.isdisjoint(types(sample, codec, length_prefixed))
