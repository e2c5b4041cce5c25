/// The parameter sets of an HEVC stream and the access unit being read. Layers above 0 are passed over.
struct HEVCParser: Sendable {
    private(set) var malformedParameterSets = 0
    private var videos = ParameterSetTable<Int>()
    private var sequences = ParameterSetTable<HEVCSequenceParameterSet>()
    private var pictures = ParameterSetTable<HEVCPictureParameterSet>()
    private var joined = JoinedParameterSets()
    private var serial = 0

    // The access unit being read.
    private var firstSlice: (type: UInt8, temporalID: Int)?
    private var recoveryCount: Int?
    private var active: ParameterSets?
    private var activeSequence = 0
    private var order: PictureOrder?

    mutating func readParameterSet(_ bytes: [UInt8], _ range: Range<Int>, isInBand: Bool) {
        guard let header = Self.header(bytes, range) else { return }
        let seen = isInBand ? serial : -1
        let isSmall = range.count <= ParameterSetTable<Int>.sizeLimit
        switch header.type {
        case HEVCUnitType.videoSet:
            guard isSmall, range.count > 2 else {
                malformedParameterSets += 1
                return
            }
            let id = Int(bytes[range.lowerBound + 2] >> 4)
            if videos.sawAgain(bytes, range, id: id, in: seen) { return }
            videos.store(bytes, range, id: id, content: id, in: seen)
            joined.invalidate()
        case HEVCUnitType.sequenceSet:
            guard isSmall, let set = HEVCSequenceParameterSet(bytes, range) else {
                malformedParameterSets += 1
                return
            }
            if sequences.sawAgain(bytes, range, id: set.id, in: seen) { return }
            if sequences[set.id] != nil { pictures.remove { $0.sequenceID == set.id } }
            sequences.store(bytes, range, id: set.id, content: set, in: seen)
            joined.invalidate()
        case HEVCUnitType.pictureSet:
            guard isSmall, let set = HEVCPictureParameterSet(bytes, range) else {
                malformedParameterSets += 1
                return
            }
            if pictures.sawAgain(bytes, range, id: set.id, in: seen) { return }
            pictures.store(bytes, range, id: set.id, content: set, in: seen)
            joined.invalidate()
        default: return
        }
    }

    var knownParameterSets: [ParameterSets] {
        sequences.ids.compactMap { id in
            pictures.ids.contains { pictures[$0]?.content.sequenceID == id } ? sets(ofSequence: id) : nil
        }
    }

    func boundary(before bytes: [UInt8], _ range: Range<Int>) -> AccessUnitBoundary {
        guard firstSlice != nil, let header = Self.header(bytes, range) else { return .continues }
        switch header.type {
        case HEVCUnitType.slices: return Self.isFirstSegment(bytes, range) ? .begins : .continues
        case HEVCUnitType.videoSet...HEVCUnitType.delimiter, HEVCUnitType.prefixSupplemental,
            HEVCUnitType.reserved, HEVCUnitType.unspecified:
            return .begins
        default: return .continues
        }
    }

    mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        guard let header = Self.header(bytes, range) else { return }
        switch header.type {
        case HEVCUnitType.videoSet...HEVCUnitType.pictureSet:
            readParameterSet(bytes, range, isInBand: true)
        case HEVCUnitType.prefixSupplemental:
            let payload = min(range.lowerBound + 2, range.upperBound)..<range.upperBound
            if let count = SupplementalInformation.recoveryCount(bytes, payload, isSigned: true) {
                recoveryCount = recoveryCount ?? count
            }
        case HEVCUnitType.slices where firstSlice == nil:
            firstSlice = header
            readSlice(bytes, range, type: header.type)
        default: return
        }
    }

    private mutating func readSlice(_ bytes: [UInt8], _ range: Range<Int>, type: UInt8) {
        var reader = BitReader(bytes, range)
        reader.skip(17)
        if HEVCUnitType.randomAccess.contains(type) { _ = reader.flag() }
        let pictureSetID = reader.unsignedGolomb()
        guard !reader.overran, let set = pictures[pictureSetID]?.content else { return }
        let sequenceID = set.sequenceID
        activeSequence = sequenceID
        order = sequences[sequenceID].flatMap { Self.order(&reader, type: type, set, $0.content) }
        active = joined[sequence: sequenceID] ?? build(sequence: sequenceID)
    }

    /// Reads on from behind `slice_pic_parameter_set_id` of a first slice segment (7.3.6.1).
    private static func order(
        _ reader: inout BitReader, type: UInt8, _ picture: HEVCPictureParameterSet,
        _ sequence: HEVCSequenceParameterSet
    ) -> PictureOrder? {
        let isIDR = HEVCUnitType.idr.contains(type)
        if !isIDR {
            reader.skip(picture.extraHeaderBits)
            _ = reader.unsignedGolomb()
            if picture.hasOutputFlag { _ = reader.flag() }
            if sequence.hasSeparateColourPlanes { reader.skip(2) }
        }
        let least = isIDR ? 0 : reader.integer(sequence.orderCountBits)
        guard !reader.overran else { return nil }
        return PictureOrder(
            leastBits: least, bitCount: sequence.orderCountBits,
            resets: isIDR || HEVCUnitType.brokenLink.contains(type))
    }

    mutating func finishAccessUnit() -> AccessUnitFacts {
        let facts = AccessUnitFacts(
            picture: picture, hasPicture: firstSlice != nil, parameterSets: active,
            carriesParameterSets: active != nil && isCarried(sequence: activeSequence), field: nil,
            order: order)
        serial += 1
        firstSlice = nil
        recoveryCount = nil
        active = nil
        order = nil
        return facts
    }

    private var picture: PictureFacts {
        var picture = PictureFacts()
        guard let firstSlice else { return picture }
        let type = firstSlice.type
        if HEVCUnitType.idr.contains(type) || HEVCUnitType.brokenLink.contains(type) {
            picture.pictureClass = .idr
        } else if type == HEVCUnitType.cleanRandomAccess {
            picture.pictureClass = .cra
        } else if let recoveryCount {
            picture.pictureClass = .recoveryPoint
            picture.recoveryFrameCount = recoveryCount
        }
        picture.isSkippedLeading = HEVCUnitType.skippedLeading.contains(type)
        let isSubLayerNonReference = type <= HEVCUnitType.lastSubLayerNonReference && type % 2 == 0
        // Without the SPS nothing is known to be droppable.
        if isSubLayerNonReference, active != nil,
            firstSlice.temporalID >= sequences[activeSequence]?.content.highestTemporalID ?? .max
        {
            picture.isReference = false
        }
        return picture
    }

    private static func header(_ bytes: [UInt8], _ range: Range<Int>) -> (type: UInt8, temporalID: Int)? {
        guard range.count > 1 else { return nil }
        let (first, second) = (bytes[range.lowerBound], bytes[range.lowerBound + 1])
        guard first & 1 == 0, second >> 3 == 0 else { return nil }
        return (HEVCUnitType.of(first), max(Int(second & 7) - 1, 0))
    }

    private static func isFirstSegment(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        range.count > 2 && bytes[range.lowerBound + 2] & 0x80 != 0
    }

    private func isCarried(sequence id: Int) -> Bool {
        guard let sequence = sequences[id], sequence.lastSeen == serial,
            videos[sequence.content.videoSetID]?.lastSeen == serial
        else { return false }
        return pictures.allSatisfy { $0.content.sequenceID != id || $0.lastSeen == serial }
    }

    private mutating func build(sequence id: Int) -> ParameterSets? {
        let built = sets(ofSequence: id)
        return joined.remember(built, sequence: id)
    }

    private func sets(ofSequence id: Int) -> ParameterSets? {
        guard let sequence = sequences[id] else { return nil }
        let video = videos[sequence.content.videoSetID].map { [$0.bytes] } ?? []
        let dependent = pictures.ids.compactMap { pictures[$0] }.filter { $0.content.sequenceID == id }
        return ParameterSets(
            units: JoinedParameterSets.bounded(video + [sequence.bytes] + dependent.map(\.bytes)),
            format: sequence.content.format)
    }
}
