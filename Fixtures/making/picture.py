"""Pictures that carry their own number, and the reading of it back.

The upper quarter of the picture is a row of 24 blocks, lowest bit left, white for 1; the second quarter is
the same row inverted. The lower half is a pattern that moves, so that two frames differ there as well.
"""

BLOCKS = 24
_RAMP = bytes(40 + (i if i < 176 else 351 - i) for i in range(352)) * 4


def _number_row(number, block_width, black, white):
    bits = [(number >> bit) & 1 for bit in range(BLOCKS)]
    upright = b"".join(bytes([white if bit else black]) * block_width for bit in bits)
    inverted = b"".join(bytes([black if bit else white]) * block_width for bit in bits)
    return upright, inverted


def paint(number, width, height, full_range=False):
    """One planar 4:2:0 picture (8 bits) that carries `number`."""
    if width % BLOCKS or height % 4:
        raise ValueError("width must be a multiple of 24, height of 4")
    black, white = (0, 255) if full_range else (16, 235)
    upright, inverted = _number_row(number, width // BLOCKS, black, white)
    quarter = height // 4
    rows = [upright] * quarter + [inverted] * quarter
    for y in range(height // 2):
        offset = (number * 7 + y * 2) % 352
        rows.append(_RAMP[offset:offset + width])
    luma = b"".join(rows)

    half_width, half_height = width // 2, height // 2
    gray = bytes([128]) * (half_width * (half_height // 2))
    coloured = half_height - half_height // 2
    blue = b"".join(_RAMP[(number * 3) % 352:][:half_width] for _ in range(coloured))
    red = b"".join(_RAMP[(y * 4 + number) % 352:][:1] * half_width for y in range(coloured))
    return luma + gray + blue + gray + red


def read_number(gray, width, height):
    """The number in a gray picture, or None where the inverted row disagrees."""
    number = 0
    block = width / BLOCKS
    upper, lower = height // 8, height * 3 // 8
    for bit in range(BLOCKS):
        x = int(block * bit + block / 2)
        up = gray[upper * width + x] >= 126
        down = gray[lower * width + x] >= 126
        if up == down:
            return None
        number |= up << bit
    return number
