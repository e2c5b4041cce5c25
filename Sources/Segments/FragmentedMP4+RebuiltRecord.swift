import ElementaryStreams

extension FragmentedMP4.ParameterSetRecord {
    /// An `avcC` or `hvcC` record with other parameter sets, for `avc3` and `hev1` samples that carry their own.
    ///
    /// Profile and level are those of the sequence parameter set. All else that the record has room for is
    /// taken from the sample entry's (`hvcC`) or left out (the optional tail of `avcC`): decoders take it
    /// from the parameter sets.
    ///
    /// - Parameters:
    ///   - units: The NAL units, in any order.
    ///   - template: The sample entry's record.
    /// - Returns: `nil` where the units do not make a record.
    func rebuilt(codec: Codec, units: [[UInt8]], template: [UInt8]) -> [UInt8]? {
        guard units.allSatisfy({ (2...Int(UInt16.max)).contains($0.count) }) else { return nil }
        switch codec {
        case .h264: return rebuiltAVC(units)
        case .hevc: return rebuiltHEVC(units, template: template)
        default: return nil
        }
    }

    private func rebuiltAVC(_ units: [[UInt8]]) -> [UInt8]? {
        let sequences = units.filter { $0[0] & 0x1F == 7 }
        let pictures = units.filter { $0[0] & 0x1F == 8 }
        guard let first = sequences.first, first.count >= 4, sequences.count <= 31, pictures.count <= 255
        else { return nil }
        var record: [UInt8] = [1, first[1], first[2], first[3], 0xFC | UInt8(lengthSize - 1)]
        record.append(0xE0 | UInt8(sequences.count))
        for unit in sequences { Self.append(unit, to: &record) }
        record.append(UInt8(pictures.count))
        for unit in pictures { Self.append(unit, to: &record) }
        return record
    }

    private func rebuiltHEVC(_ units: [[UInt8]], template: [UInt8]) -> [UInt8]? {
        guard template.count >= 22, let sequence = units.first(where: { $0[0] >> 1 & 0x3F == 33 })
        else { return nil }
        var record = Array(template.prefix(22))
        // general_profile_space to general_level_idc have the same twelve bytes in both places.
        let header = Self.withoutEmulationPrevention(sequence, count: 15)
        guard header.count == 15 else { return nil }
        record.replaceSubrange(1..<13, with: header[3..<15])
        record[21] = record[21] & 0xFC | UInt8(lengthSize - 1)
        let arrays = [32, 33, 34].map { (type: UInt8) in
            (type: type, units: units.filter { $0[0] >> 1 & 0x3F == type })
        }.filter { !$0.units.isEmpty }
        record.append(UInt8(arrays.count))
        for array in arrays {
            guard let count = UInt16(exactly: array.units.count) else { return nil }
            // array_completeness 0: the samples have them too.
            record += [array.type, UInt8(count >> 8), UInt8(count & 0xFF)]
            for unit in array.units { Self.append(unit, to: &record) }
        }
        return record
    }

    private static func append(_ unit: [UInt8], to record: inout [UInt8]) {
        record += [UInt8(unit.count >> 8), UInt8(unit.count & 0xFF)]
        record += unit
    }

    /// The first `count` bytes of a NAL unit without its `emulation_prevention_three_byte`s (H.264 7.4.1).
    private static func withoutEmulationPrevention(_ unit: [UInt8], count: Int) -> [UInt8] {
        var plain: [UInt8] = []
        var zeros = 0
        for byte in unit where plain.count < count {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            plain.append(byte)
        }
        return plain
    }
}
