"""What an mp4 file really shows and sounds like, read by PyAV as a player that honours edit lists does."""

from dataclasses import dataclass
from fractions import Fraction

import av
import numpy

from .burned import number_in

# At either end this much is decoded, whatever is known of the packets: three GOPs hold every seam.
EDGE = 6


@dataclass(frozen=True)
class Picture:
    """A picture as it is shown: when (seconds of the file), and its number, None where it is unreadable."""

    time: Fraction
    number: int | None


class Movie:
    """One finished file."""

    def __init__(self, path):
        self.path = path
        with av.open(str(path)) as container:
            self.duration = Fraction(container.duration, av.time_base)

    def pictures(self, payloads):
        """All pictures in the order shown.

        Packets with the snapshot's own slices are known by them; both ends are decoded, and all of the file
        where anything else between them was encoded anew. What is decoded counts, where both are known.
        """
        known = self._packets(payloads)
        if not known:
            return []
        times = sorted(known)
        first, last = times[0] + EDGE, times[-1] - EDGE
        if any(known[time] is None for time in times if first <= time <= last):
            decoded = self._decoded(None, None)
        else:
            decoded = {**self._decoded(None, first), **self._decoded(last, None)}
        # A packet that no decoder makes a picture of is not shown.
        lost = {time for time in times if (time < first or time > last) and time not in decoded}
        shown = {time: number for time, number in known.items() if time not in lost}
        return [Picture(time, number) for time, number in sorted({**shown, **decoded}.items())]

    def sound(self, begin, seconds):
        """The first channel from `begin` (seconds of the file), or None where some of it is missing."""
        with av.open(str(self.path)) as container:
            return samples(container, begin, seconds)

    def _packets(self, payloads):
        with av.open(str(self.path)) as container:
            return {
                packet.pts * packet.time_base: payloads.number(packet)
                for packet in container.demux(video=0)
                if packet.pts is not None and not packet.is_discard
            }

    def _decoded(self, begin, end):
        numbers = {}
        with av.open(str(self.path)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "AUTO"
            if begin is not None:
                container.seek(int(begin / stream.time_base), stream=stream)
            for frame in container.decode(stream):
                time = frame.pts * frame.time_base
                if end is not None and time >= end:
                    break
                if begin is None or time > begin:
                    numbers[time] = number_in(luma(frame))
        return numbers


def luma(frame):
    """The luma of a decoded picture, without a copy."""
    plane = frame.planes[0]
    return numpy.frombuffer(plane, numpy.uint8).reshape(-1, plane.line_size)[: frame.height, : frame.width]


def samples(container, begin, seconds, seeks=True):
    """The first channel of `seconds` of sound from `begin`, or None where some of it is missing."""
    stream = container.streams.audio[0]
    rate = stream.rate
    first, count = round(begin * rate), int(seconds * rate)
    if seeks and begin > 1:
        # AAC needs the frame before; a second more does no harm.
        container.seek(int((begin - 1) / stream.time_base), stream=stream)
    wave, found = numpy.zeros(count, numpy.float32), 0
    for frame in container.decode(stream):
        at = round(frame.pts * frame.time_base * rate) - first
        data = frame.to_ndarray()[0]
        lower, upper = max(0, -at), min(len(data), count - at)
        if lower < upper:
            wave[at + lower : at + upper] = data[lower:upper]
            found += upper - lower
        if at + len(data) >= count:
            break
    return wave if found == count else None
