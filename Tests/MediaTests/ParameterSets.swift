import ElementaryStreams

/// Finds parameter sets in Annex B streams.
enum ParameterSets {
    /// The first run of parameter sets in `stream`, each behind a 4-byte start code.
    static func annexB(in stream: [UInt8], codec: Codec) -> [UInt8] {
        var result: [UInt8] = []
        for unit in units(in: stream).prefix(8) {
            let kind = codec == .h264 ? Int(unit.first ?? 0) & 31 : Int(unit.first ?? 0) >> 1 & 63
            guard (codec == .h264 ? 7...8 : 32...34).contains(kind) else { continue }
            result += [0, 0, 0, 1] + unit
        }
        return result
    }

    /// The NAL units between start codes.
    static func units(in stream: [UInt8]) -> [ArraySlice<UInt8>] {
        var starts: [(code: Int, unit: Int)] = []
        for place in stream.indices.dropLast(3) where stream[place] == 0 && stream[place + 1] == 0 {
            if stream[place + 2] == 1 {
                let hasLongCode = place > 0 && stream[place - 1] == 0
                starts.append((hasLongCode ? place - 1 : place, place + 3))
            }
        }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1].code : stream.count
            return stream[starts[index].unit..<end]
        }
    }
}
