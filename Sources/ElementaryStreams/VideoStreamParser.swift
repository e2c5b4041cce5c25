/// Reads what the NAL units of one H.264 or HEVC stream say, in decoding order.
///
/// Parameter sets are remembered from one access unit to the next. Containers that state access units call
/// ``readAccessUnit(_:nalUnits:)``; for a byte stream ask ``boundary(before:_:)``, call
/// ``finishAccessUnit()`` where it answers `.begins`, and then ``append(_:_:)``. NAL units are given without
/// start code or length. No input makes it trap, and memory is bounded.
public struct VideoStreamParser: Sendable {
    private let isHEVC: Bool
    private var h264 = H264Parser()
    private var hevc = HEVCParser()

    /// Begins a stream; `nil` for a codec that is neither `.h264` nor `.hevc`.
    public init?(codec: Codec) {
        switch codec {
        case .h264: isHEVC = false
        case .hevc: isHEVC = true
        default: return nil
        }
    }

    /// How many parameter sets could not be parsed so far.
    public var malformedParameterSets: Int {
        isHEVC ? hevc.malformedParameterSets : h264.malformedParameterSets
    }

    /// Remembers a parameter set that came outside the access units (`avcC`, `hvcC`); other NAL units are
    /// passed over. Such a set does not count for ``AccessUnitFacts/carriesParameterSets``.
    public mutating func readParameterSet(_ nal: [UInt8]) {
        readParameterSet(nal, 0..<nal.count)
    }

    /// The same for the NAL unit in `range` of `bytes`.
    public mutating func readParameterSet(_ bytes: [UInt8], _ range: Range<Int>) {
        let range = range.clamped(to: 0..<bytes.count)
        if isHEVC {
            hevc.readParameterSet(bytes, range, isInBand: false)
        } else {
            h264.readParameterSet(bytes, range, isInBand: false)
        }
    }

    /// Every SPS known so far, combined with its other sets, by ascending id: what an `avcC` or `hvcC` says.
    public var knownParameterSets: [ParameterSets] {
        isHEVC ? hevc.knownParameterSets : h264.knownParameterSets
    }

    /// Reads one whole access unit: a picture, or both fields of one.
    ///
    /// - Parameter nalUnits: Where its NAL units lie in `bytes`; parts beyond the end are cut off.
    public mutating func readAccessUnit(_ bytes: [UInt8], nalUnits: [Range<Int>]) -> AccessUnitFacts {
        for unit in nalUnits { append(bytes, unit) }
        return finishAccessUnit()
    }

    /// Whether the NAL unit in `range` of `bytes` begins another access unit than the one being read
    /// (ITU-T H.264 7.4.1.2.3 and 7.4.1.2.4, H.265 7.4.2.4.4). Each field counts as an access unit here.
    ///
    /// Without the parameter sets a slice of H.264 begins one where it covers the first macroblock.
    public func boundary(before bytes: [UInt8], _ range: Range<Int>) -> AccessUnitBoundary {
        let range = range.clamped(to: 0..<bytes.count)
        return isHEVC ? hevc.boundary(before: bytes, range) : h264.boundary(before: bytes, range)
    }

    /// Adds the NAL unit in `range` of `bytes` to the access unit being read.
    public mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        let range = range.clamped(to: 0..<bytes.count)
        if isHEVC { hevc.append(bytes, range) } else { h264.append(bytes, range) }
    }

    /// Ends the access unit being read and says what it holds.
    public mutating func finishAccessUnit() -> AccessUnitFacts {
        isHEVC ? hevc.finishAccessUnit() : h264.finishAccessUnit()
    }
}
