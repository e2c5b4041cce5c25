"""A clip held against the snapshot: which frames it shows, and how its sound lies against them."""

import io
from dataclasses import dataclass
from fractions import Fraction

import av
import numpy

from .media import CLOCK, SEGMENT, SOUND, TICKS
from .movie import samples

# How far from where it belongs sound is looked for, how much of it is compared, and how far from the edges.
REACH, WINDOW, MARGIN = Fraction(1, 2), Fraction(1), Fraction(1, 4)


@dataclass(frozen=True)
class Exactness:
    """Errors in frames (negative: early), counts of frames, and the sound's lateness at both ends in ms."""

    first: int
    last: int
    missing: int
    duplicated: int
    unreadable: int
    skews: tuple[float | None, float | None]

    @property
    def has_right_pictures(self):
        return not (self.first or self.last or self.missing or self.duplicated or self.unreadable)


def examine(movie, snapshot, payloads, first, last):
    """The exactness of a file that is to show the frames `first` to `last`; None where it shows nothing."""
    pictures = movie.pictures(payloads)
    readable = [picture for picture in pictures if picture.number is not None]
    if len(readable) < 4:
        return None
    numbers = unrolled([picture.number for picture in readable], first, snapshot.period)
    shown = set(numbers)
    # The outermost frames may be shown for a part of their time only: their neighbours tell the clock.
    ends = [(readable[1], numbers[1], MARGIN), (readable[-2], numbers[-2], -MARGIN - WINDOW)]
    return Exactness(
        first=numbers[0] - first,
        last=numbers[-1] - last,
        missing=sum(number not in shown for number in range(numbers[0], numbers[-1])),
        # A step back repeats frames or puts one in the wrong place: both count here.
        duplicated=len(numbers) - len(shown) + sum(a > b for a, b in zip(numbers, numbers[1:], strict=False)),
        unreadable=len(pictures) - len(readable),
        skews=tuple(
            skew(movie, snapshot, picture.time + away, snapshot.pts(number) - picture.time * CLOCK)
            for picture, number, away in ends
        ),
    )


def unrolled(numbers, first, period):
    """Numbers modulo `period` as numbers of frames, each the nearest to the one that should come next."""
    result, expected = [], first
    for number in numbers:
        result.append(expected + (number - expected + period // 2) % period - period // 2)
        expected = result[-1] + 1
    return result


def skew(movie, snapshot, begin, offset):
    """How late sound is against the picture, in ms; None where it is not found.

    `begin` is where to listen, in seconds of the file; `offset` is the snapshot's PTS of the picture minus
    the file's, in ticks.
    """
    begin = Fraction(round(begin * SOUND), SOUND)
    expected = begin + offset / CLOCK
    # The source is read from a whole sample on as well.
    before = Fraction(round((expected - REACH) * SOUND), SOUND)
    heard = movie.sound(begin, WINDOW)
    source = original(snapshot, before, WINDOW + 2 * REACH)
    if heard is None or source is None:
        return None
    size = 1 << (len(source) + len(heard)).bit_length()
    spectrum = numpy.fft.rfft(source, size) * numpy.conj(numpy.fft.rfft(heard, size))
    products = numpy.fft.irfft(spectrum, size)[: len(source) - len(heard) + 1]
    place = int(products.argmax())
    norm = numpy.linalg.norm(source[place : place + len(heard)]) * numpy.linalg.norm(heard)
    if products[place] < norm / 2:
        return None
    return float((expected - before - Fraction(place, SOUND)) * 1000)


def original(snapshot, begin, seconds):
    """The snapshot's sound from a PTS (in seconds)."""
    first = int((begin * CLOCK - snapshot.base) // (SEGMENT * TICKS)) - 1
    paths = [snapshot.segment(number) for number in range(max(0, first), first + 4)]
    data = io.BytesIO(b"".join(path.read_bytes() for path in paths if path.is_file()))
    with av.open(data, format="mpegts") as container:
        return samples(container, begin, seconds, seeks=False)
