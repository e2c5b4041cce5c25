"""Pictures that carry their own number, and the reading of it back.

The upper quarter is a row of 24 blocks, lowest bit left, white for 1; the second quarter is the same row
inverted. The lower half is a moving texture with noise, so that a frame costs a decoder what a real one does.
"""

import cv2
import numpy

BLOCKS = 24
BLACK, WHITE = 16, 235


class Painter:
    """Paints planar 4:2:0 pictures of one size, `period` of them before they repeat."""

    def __init__(self, width, height, period):
        if width % BLOCKS or height % 8:
            raise ValueError("width must be a multiple of 24, height of 8")
        self.width, self.height, self.period = width, height, period
        random = numpy.random.default_rng(1)
        rough = random.integers(40, 216, (height // 16 + 2, width // 16 + 2), numpy.uint8)
        size = (width + 512, height // 2 + 64)
        self.texture = cv2.resize(rough, size, interpolation=cv2.INTER_CUBIC)
        self.grain = random.integers(-6, 7, (8, height // 2, width)).astype(numpy.int16)

    def paint(self, number):
        """The picture of a frame: luma, then both chroma planes, as bytes."""
        number %= self.period
        quarter = self.height // 4
        row = numpy.repeat([(number >> bit) & 1 for bit in range(BLOCKS)], self.width // BLOCKS)
        luma = numpy.empty((self.height, self.width), numpy.uint8)
        luma[:quarter] = numpy.where(row, WHITE, BLACK)
        luma[quarter : 2 * quarter] = numpy.where(row, BLACK, WHITE)
        x, y = (number * 5) % 512, number % 64
        moving = self.texture[y : y + self.height // 2, x : x + self.width].astype(numpy.int16)
        luma[2 * quarter :] = numpy.clip(moving + self.grain[number % 8], BLACK, WHITE)
        chroma = numpy.full((self.height // 2, self.width // 2), 128, numpy.uint8)
        chroma[self.height // 4 :] = luma[2 * quarter :: 2, ::2] // 4 + 96
        return luma.tobytes() + chroma.tobytes() * 2


def read_number(path):
    """The number in an image file, or None where there is no file or the inverted row disagrees."""
    gray = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    return None if gray is None else number_in(gray)


def number_in(gray):
    """The number in a picture's luma, or None where the inverted row disagrees."""
    height, width = gray.shape
    columns = ((numpy.arange(BLOCKS) * 2 + 1) * width) // (2 * BLOCKS)
    upright = gray[height // 8, columns] > 125
    inverted = gray[height * 3 // 8, columns] > 125
    if (upright == inverted).any():
        return None
    return int(sum(1 << bit for bit in range(BLOCKS) if upright[bit]))
