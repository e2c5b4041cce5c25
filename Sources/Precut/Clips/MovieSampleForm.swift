internal import ElementaryStreams
internal import MovieFile
internal import Segments

/// Coded pictures as mp4 stores them: NAL units behind 4-byte lengths, parameter sets in the sample description
/// alone (ISO/IEC 14496-15 5.3, 8.3).
struct MovieSampleForm: Sendable {
    private let codec: Codec
    /// Bytes of the lengths in the source; `nil` for Annex B.
    private let lengthSize: Int?

    /// - Parameters:
    ///   - stream: The video stream of a segment.
    ///   - container: What the segment is.
    init(_ stream: StreamIndex, container: Container) {
        codec = stream.codec
        guard container == .fmp4 else {
            lengthSize = nil
            return
        }
        let record = stream.configurations.first?.extradata ?? []
        switch stream.codec {
        case .hevc: lengthSize = (try? HEVCConfigurationRecord(bytes: record))?.lengthSize ?? 4
        default: lengthSize = (try? AVCConfigurationRecord(bytes: record))?.lengthSize ?? 4
        }
    }

    /// All access units one behind the other, and where each ends.
    func convert(_ payload: DemuxedSegment.Payload) -> (bytes: [UInt8], sizes: [UInt32]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(payload.bytes.count + payload.ranges.count * 16)
        var sizes: [UInt32] = []
        sizes.reserveCapacity(payload.ranges.count)
        for range in payload.ranges {
            let start = bytes.count
            append(payload.bytes, range, to: &bytes)
            sizes.append(UInt32(clamping: bytes.count - start))
        }
        return (bytes, sizes)
    }

    private func append(_ source: [UInt8], _ range: Range<Int>, to bytes: inout [UInt8]) {
        let units =
            lengthSize.map { NALUnitScanner.lengthPrefixed(source, in: range, lengthSize: $0).units }
            ?? NALUnitScanner.annexB(source, in: range)
        for unit in units where isKept(source[unit.lowerBound]) {
            let count = UInt32(clamping: unit.count)
            bytes.append(UInt8(truncatingIfNeeded: count >> 24))
            bytes.append(UInt8(truncatingIfNeeded: count >> 16))
            bytes.append(UInt8(truncatingIfNeeded: count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: count))
            bytes.append(contentsOf: source[unit])
        }
    }

    /// Slices and messages stay; parameter sets, delimiters, ends of sequences and filler go.
    private func isKept(_ header: UInt8) -> Bool {
        switch codec {
        case .hevc: ![32, 33, 34, 35, 36, 37, 38].contains(header >> 1 & 63)
        default: ![7, 8, 9, 10, 11, 12, 13, 15].contains(header & 31)
        }
    }

    /// The NAL units of a configuration's parameter sets.
    static func parameterSets(_ configuration: DecoderConfiguration, codec: Codec) -> [[UInt8]] {
        let bytes = configuration.extradata
        guard bytes.first == 1 else { return NALUnitScanner.annexB(bytes).map { Array(bytes[$0]) } }
        if codec == .hevc {
            return ((try? HEVCConfigurationRecord(bytes: bytes))?.parameterSets ?? []).filter {
                (32...34).contains(($0.first ?? 0) >> 1 & 63)
            }
        }
        guard let record = try? AVCConfigurationRecord(bytes: bytes) else { return [] }
        return record.sequenceParameterSets + record.pictureParameterSets
    }
}
