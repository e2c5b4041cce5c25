/// An AAC frame with its header (ISO/IEC 14496-3 1.A.2.2), as MPEG-TS and packed audio hold it.
enum ADTSFrame {
    /// Bytes of the header, checksum included; `nil` where `unit` is raw AAC.
    ///
    /// The length in the header must be the unit's: raw AAC that begins with the same twelve bits is not one.
    static func header(_ unit: ArraySlice<UInt8>) -> Int? {
        let bytes = unit.prefix(7)
        guard bytes.count == 7, bytes[bytes.startIndex] == 0xFF, bytes[bytes.startIndex + 1] & 0xF6 == 0xF0
        else { return nil }
        let start = bytes.startIndex
        let length =
            Int(bytes[start + 3] & 3) << 11 | Int(bytes[start + 4]) << 3 | Int(bytes[start + 5] >> 5)
        let size = bytes[start + 1] & 1 == 0 ? 9 : 7
        return length == unit.count && length > size ? size : nil
    }

    /// Whether a frame holds more than one raw data block, which an mp4 sample cannot.
    static func isSeveral(_ unit: ArraySlice<UInt8>) -> Bool {
        unit.count >= 7 && unit[unit.startIndex + 6] & 3 != 0
    }
}
