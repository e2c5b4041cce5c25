"""MPEG transport streams by the byte: what ffmpeg's muxer cannot be asked for is patched in here."""

from collections import namedtuple

SIZE = 188
WRAP = 1 << 33
VIDEO_TYPES = {0x1B, 0x24}
AUDIO_TYPES = {0x03, 0x04, 0x0F, 0x81}

Pes = namedtuple("Pes", "pid position pts dts payload packets")


def packets(data):
    """The 188-byte packets, each with the offset at which it (or its 4-byte prefix) begins."""
    prefix = 4 if data[:1] != b"\x47" else 0
    stride = SIZE + prefix
    return [(at, data[at + prefix:at + stride]) for at in range(0, len(data) - stride + 1, stride)]


def pid_of(packet):
    return (packet[1] & 0x1F) << 8 | packet[2]


def payload_offset(packet):
    control = packet[3] >> 4 & 3
    if not control & 1:
        return SIZE
    return 5 + packet[4] if control & 2 else 4


def program(data):
    """PID and stream type of every elementary stream of the first program map."""
    pmt_pid = None
    for _, packet in packets(data):
        body = packet[payload_offset(packet):]
        if not packet[1] & 0x40:
            continue
        section = body[1 + body[0]:] if body else b""
        if pid_of(packet) == 0:
            pmt_pid = (section[10] & 0x1F) << 8 | section[11]
        elif pid_of(packet) == pmt_pid:
            end = 3 + ((section[1] & 0x0F) << 8 | section[2]) - 4
            at = 12 + ((section[10] & 0x0F) << 8 | section[11])
            streams = {}
            while at < end:
                streams[(section[at + 1] & 0x1F) << 8 | section[at + 2]] = section[at]
                at += 5 + ((section[at + 3] & 0x0F) << 8 | section[at + 4])
            return pmt_pid, streams
    raise SystemExit("no program map")


def video_pid(data):
    """The PID of the video, or None."""
    return next((pid for pid, kind in program(data)[1].items() if kind in VIDEO_TYPES), None)


def _timestamp(field):
    high, middle, low = field[0] >> 1 & 7, field[1] << 7 | field[2] >> 1, field[3] << 7 | field[4] >> 1
    return high << 30 | middle << 15 | low


def _put_timestamp(buffer, at, value):
    value %= WRAP
    buffer[at] = buffer[at] & 0xF1 | (value >> 30 & 7) << 1
    buffer[at + 1] = value >> 22 & 0xFF
    buffer[at + 2] = (value >> 15 & 0x7F) << 1 | 1
    buffer[at + 3] = value >> 7 & 0xFF
    buffer[at + 4] = (value & 0x7F) << 1 | 1


def elementary(data, pid):
    """The PES packets of one PID, in file order."""
    found = []
    for index, (position, packet) in enumerate(packets(data)):
        if pid_of(packet) != pid:
            continue
        body = packet[payload_offset(packet):]
        if packet[1] & 0x40:
            flags, length = body[7] >> 6, body[8]
            pts = _timestamp(body[9:14])
            dts = _timestamp(body[14:19]) if flags == 3 else pts
            found.append(Pes(pid, position, pts, dts, bytearray(body[9 + length:]), [index]))
        elif found:
            found[-1].payload.extend(body)
            found[-1].packets.append(index)
    return found


def shifted(data, ticks, only=None):
    """The stream with `ticks` added to every PTS, DTS and PCR, modulo 2^33."""
    out = bytearray()
    for _, packet in packets(data):
        packet = bytearray(packet)
        if only is None or pid_of(packet) in only:
            if packet[3] & 0x20 and packet[4] and packet[5] & 0x10:
                base = int.from_bytes(packet[6:10], "big") << 1 | packet[10] >> 7
                base = (base + ticks) % WRAP
                packet[6:10] = (base >> 1).to_bytes(4, "big")
                packet[10] = packet[10] & 0x7F | (base & 1) << 7
            at = payload_offset(packet)
            if packet[1] & 0x40 and packet[at:at + 3] == b"\0\0\1":
                flags = packet[at + 7] >> 6
                if flags & 2:
                    _put_timestamp(packet, at + 9, _timestamp(packet[at + 9:at + 14]) + ticks)
                if flags == 3:
                    _put_timestamp(packet, at + 14, _timestamp(packet[at + 14:at + 19]) + ticks)
        out += packet
    return bytes(out)


def renumbered(segments):
    """The segments with the continuity counters of every PID counting through without a jump."""
    counters, out = {}, []
    for data in segments:
        whole = bytearray()
        for _, packet in packets(data):
            packet, pid = bytearray(packet), pid_of(packet)
            if packet[3] & 0x10:
                counters[pid] = (counters.get(pid, -1) + 1) % 16
            packet[3] = packet[3] & 0xF0 | counters.get(pid, 0)
            whole += packet
        out.append(bytes(whole))
    return out


def cut(data, pictures):
    """The stream cut before the given pictures (counted in decoding order), tables repeated at every head."""
    all_packets = [packet for _, packet in packets(data)]
    pmt_pid = program(data)[0]
    tables = [next(packet for packet in all_packets if pid_of(packet) == pid) for pid in (0, pmt_pid)]
    heads = [pes.packets[0] for pes in elementary(data, video_pid(data))]
    edges = [0] + [heads[picture] for picture in pictures] + [len(all_packets)]
    return renumbered([
        b"".join((tables if begin else []) + all_packets[begin:end]) for begin, end in zip(edges, edges[1:])])


def with_arrival_times(data):
    """The 192-byte form (BDAV): each packet behind a 4-byte arrival time stamp."""
    return b"".join((index * 2400 & 0x3FFFFFFF).to_bytes(4, "big") + packet
                    for index, (_, packet) in enumerate(packets(data)))
