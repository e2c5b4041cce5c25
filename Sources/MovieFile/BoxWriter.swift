/// Appends big-endian fields and boxes (ISO/IEC 14496-12 4.2).
struct BoxWriter {
    private(set) var bytes: [UInt8] = []

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append(_ more: [UInt8]) { bytes += more }
    mutating func append(_ text: String) { bytes += text.utf8 }
    mutating func u8(_ value: UInt8) { bytes.append(value) }

    mutating func u16(_ value: UInt16) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func u32(_ value: UInt32) {
        u16(UInt16(truncatingIfNeeded: value >> 16))
        u16(UInt16(truncatingIfNeeded: value))
    }

    mutating func u64(_ value: UInt64) {
        u32(UInt32(truncatingIfNeeded: value >> 32))
        u32(UInt32(truncatingIfNeeded: value))
    }

    /// A number of 64 bits where `isLong`, else its lower 32 bits.
    mutating func u32or64(_ value: UInt64, isLong: Bool) {
        if isLong { u64(value) } else { u32(UInt32(truncatingIfNeeded: value)) }
    }

    mutating func code(_ code: FourCC) { u32(code.rawValue) }
    mutating func zeros(_ count: Int) { bytes += [UInt8](repeating: 0, count: count) }

    /// A NAL unit behind its length of 16 bits.
    mutating func unit(_ unit: [UInt8]) {
        u16(UInt16(truncatingIfNeeded: unit.count))
        append(unit)
    }

    /// A box whose content `body` writes.
    mutating func box(_ type: FourCC, _ body: (inout BoxWriter) -> Void) {
        let start = bytes.count
        u32(0)
        code(type)
        body(&self)
        let size = UInt32(truncatingIfNeeded: bytes.count - start)
        for (index, shift) in [UInt32(24), 16, 8, 0].enumerated() {
            bytes[start + index] = UInt8(truncatingIfNeeded: size >> shift)
        }
    }

    /// A box with version and flags.
    mutating func fullBox(
        _ type: FourCC, version: UInt8 = 0, flags: UInt32 = 0, _ body: (inout BoxWriter) -> Void
    ) {
        box(type) { writer in
            writer.u32(UInt32(version) << 24 | flags)
            body(&writer)
        }
    }
}
