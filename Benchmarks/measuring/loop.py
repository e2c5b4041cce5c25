"""A few real transport stream segments, repeated for hours with every time stamp moved on.

What repeats is exactly periodic: whole GOPs and a whole number of audio frames. PTS, DTS and PCR move by the
period, continuity counters count through, so that no reader can tell the seams.
"""

import numpy

PACKET = 188
WRAP = 1 << 33


class Segment:
    """The packets of one segment, and where its time stamps and counters stand."""

    def __init__(self, data):
        if len(data) % PACKET:
            raise ValueError("not a whole number of packets")
        self.packets = numpy.frombuffer(data, numpy.uint8).reshape(-1, PACKET)
        head = self.packets
        if (head[:, 0] != 0x47).any():
            raise ValueError("out of step")
        self.pids = (head[:, 1].astype(int) & 0x1F) << 8 | head[:, 2]
        self.clocks, self.stamps = [], []
        for index, packet in enumerate(self.packets):
            control = packet[3] >> 4 & 3
            if control & 2 and packet[4] and packet[5] & 0x10:
                self.clocks.append(index)
            at = 5 + int(packet[4]) if control & 2 else 4
            if packet[1] & 0x40 and control & 1 and bytes(packet[at : at + 3]) == b"\0\0\1":
                flags = packet[at + 7] >> 6
                self.stamps += [
                    (index, at + 9 + 5 * which) for which in range({2: 1, 3: 2}.get(int(flags), 0))
                ]
        self.ranks = {}
        for pid in numpy.unique(self.pids):
            carries = (self.pids == pid) & (head[:, 3] & 0x10 != 0)
            self.ranks[int(pid)] = (
                numpy.flatnonzero(self.pids == pid),
                numpy.cumsum(carries)[self.pids == pid],
            )

    def moved(self, ticks, counters):
        """The segment's bytes, `ticks` of 1/90000 s later; `counters` has the payload packets by PID."""
        packets = self.packets.copy()
        for pid, (places, ranks) in self.ranks.items():
            before = counters.get(pid, 0)
            packets[places, 3] = packets[places, 3] & 0xF0 | (before + ranks - 1) % 16
            counters[pid] = before + int(ranks[-1])
        for index in self.clocks:
            field = packets[index, 6:12]
            base = (int.from_bytes(field[:4].tobytes(), "big") << 1 | int(field[4]) >> 7) + ticks
            base %= WRAP
            field[:4] = list((base >> 1).to_bytes(4, "big"))
            field[4] = field[4] & 0x7F | (base & 1) << 7
        for index, at in self.stamps:
            put(packets[index], at, stamp(packets[index], at) + ticks)
        return packets.tobytes()


def stamp(packet, at):
    """The 33-bit time stamp at an offset."""
    field = [int(value) for value in packet[at : at + 5]]
    return (field[0] >> 1 & 7) << 30 | field[1] << 22 | field[2] >> 1 << 15 | field[3] << 7 | field[4] >> 1


def put(packet, at, value):
    """Writes a 33-bit time stamp at an offset, its marker bits kept."""
    value %= WRAP
    packet[at] = packet[at] & 0xF1 | value >> 30 << 1
    packet[at + 1] = value >> 22 & 0xFF
    packet[at + 2] = (value >> 15 & 0x7F) << 1 | 1
    packet[at + 3] = value >> 7 & 0xFF
    packet[at + 4] = (value & 0x7F) << 1 | 1
