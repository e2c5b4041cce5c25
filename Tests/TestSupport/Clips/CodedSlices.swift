/// Takes coded pictures apart into NAL units.
public enum CodedSlices {
    /// The slices of one sample of an mp4 file with lengths of four bytes.
    public static func ofSample(_ sample: ArraySlice<UInt8>, codec: String) -> [[UInt8]] {
        var slices: [[UInt8]] = []
        var place = sample.startIndex
        while place + 4 < sample.endIndex {
            let length = sample[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length > 0, place + 4 + length <= sample.endIndex else { return [] }
            let unit = trimmed(sample[place + 4..<place + 4 + length])
            if isSlice(unit, codec: codec) { slices.append(unit) }
            place += 4 + length
        }
        return slices
    }

    /// The NAL units of a byte stream (H.264 and HEVC, annex B).
    static func annexB(_ stream: [UInt8]) -> [[UInt8]] {
        var units: [[UInt8]] = []
        var start: Int?
        var zeros = 0
        for (place, byte) in stream.enumerated() {
            if byte == 1, zeros >= 2 {
                if let start { units.append(trimmed(stream[start..<place])) }
                start = place + 1
            }
            zeros = byte == 0 ? zeros + 1 : 0
        }
        if let start { units.append(trimmed(stream[start...])) }
        return units
    }

    static func isSlice(_ unit: [UInt8], codec: String) -> Bool {
        guard let header = unit.first else { return false }
        return codec == "hevc" ? (header >> 1) & 0x3F < 32 : (1...5).contains(header & 0x1F)
    }

    /// Without the zero bytes that belong to the start code behind it.
    private static func trimmed(_ unit: ArraySlice<UInt8>) -> [UInt8] {
        var unit = unit
        while unit.last == 0 { unit.removeLast() }
        return Array(unit)
    }
}
