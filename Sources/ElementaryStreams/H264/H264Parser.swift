/// The parameter sets of an H.264 stream and the access unit being read.
struct H264Parser: Sendable {
    private(set) var malformedParameterSets = 0
    private var sequences = ParameterSetTable<H264SequenceParameterSet>()
    private var pictures = ParameterSetTable<H264PictureParameterSet>()
    private var joined = JoinedParameterSets()
    private var serial = 0

    // The access unit being read.
    private var firstSlice: H264SliceHeader?
    private var lastSlice: H264SliceHeader?
    private var hasBothFields = false
    private var isReference = false
    private var recoveryCount: Int?
    private var active: ParameterSets?
    private var activeSequence = 0

    private enum UnitType {
        static let slices: ClosedRange<UInt8> = 1...5
        static let idr: UInt8 = 5
        static let supplemental: UInt8 = 6
        static let sequenceSet: UInt8 = 7
        static let pictureSet: UInt8 = 8
        static let delimiter: UInt8 = 9
        static let reserved: ClosedRange<UInt8> = 15...18
    }

    mutating func readParameterSet(_ bytes: [UInt8], _ range: Range<Int>, isInBand: Bool) {
        guard let first = range.first else { return }
        let seen = isInBand ? serial : -1
        switch bytes[first] & 31 {
        case UnitType.sequenceSet:
            guard range.count <= ParameterSetTable<H264SequenceParameterSet>.sizeLimit,
                let set = H264SequenceParameterSet(bytes, range)
            else {
                malformedParameterSets += 1
                return
            }
            if sequences.sawAgain(bytes, range, id: set.id, in: seen) { return }
            if sequences[set.id] != nil { pictures.remove { $0.sequenceID == set.id } }
            sequences.store(bytes, range, id: set.id, content: set, in: seen)
            joined.invalidate()
        case UnitType.pictureSet:
            guard range.count <= ParameterSetTable<H264PictureParameterSet>.sizeLimit,
                let set = H264PictureParameterSet(bytes, range)
            else {
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
        guard let first = range.first, let lastSlice else { return .continues }
        switch bytes[first] & 31 {
        case UnitType.supplemental, UnitType.sequenceSet, UnitType.pictureSet, UnitType.delimiter,
            UnitType.reserved:
            return .begins
        case 1, 2, UnitType.idr:
            guard let slice = H264SliceHeader(bytes, range, sets: context) else { return .continues }
            return slice.isOtherPicture(than: lastSlice) ? .begins : .continues
        default: return .continues
        }
    }

    mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
        guard let first = range.first else { return }
        switch bytes[first] & 31 {
        case UnitType.sequenceSet, UnitType.pictureSet: readParameterSet(bytes, range, isInBand: true)
        case UnitType.supplemental:
            if let count = SupplementalInformation.recoveryCount(
                bytes, first + 1..<range.upperBound, isSigned: false)
            {
                recoveryCount = recoveryCount ?? count
            }
        case 1, 2, UnitType.idr: readSlice(bytes, range)
        default: return
        }
    }

    private mutating func readSlice(_ bytes: [UInt8], _ range: Range<Int>) {
        guard let slice = H264SliceHeader(bytes, range, sets: context) else { return }
        if slice.referenceIDC != 0 { isReference = true }
        lastSlice = slice
        guard let firstSlice else {
            firstSlice = slice
            guard let sequenceID = pictures[slice.pictureParameterSetID]?.content.sequenceID else { return }
            activeSequence = sequenceID
            active = joined[sequence: sequenceID] ?? build(sequence: sequenceID)
            return
        }
        if let field = slice.field, let begun = firstSlice.field, field.completes(begun) {
            hasBothFields = true
        }
    }

    mutating func finishAccessUnit() -> AccessUnitFacts {
        var picture = PictureFacts(isReference: isReference)
        if firstSlice?.isIDR == true {
            picture.pictureClass = .idr
        } else if let recoveryCount, firstSlice != nil {
            picture.pictureClass = .recoveryPoint
            picture.recoveryFrameCount = recoveryCount
        }
        let field = hasBothFields ? nil : firstSlice?.field
        picture.isField = field != nil
        let facts = AccessUnitFacts(
            picture: picture, hasPicture: firstSlice != nil, parameterSets: active,
            carriesParameterSets: active != nil && isCarried(sequence: activeSequence), field: field,
            order: order)
        serial += 1
        firstSlice = nil
        lastSlice = nil
        hasBothFields = false
        isReference = false
        recoveryCount = nil
        active = nil
        return facts
    }

    /// Only `pic_order_cnt_type` 0 states the order.
    private var order: PictureOrder? {
        guard let firstSlice, firstSlice.isComplete, active != nil,
            let sequence = sequences[activeSequence]?.content, sequence.orderCountType == 0
        else { return nil }
        return PictureOrder(
            leastBits: firstSlice.orderCount[0], bitCount: sequence.orderCountBits, resets: firstSlice.isIDR)
    }

    private func context(_ pictureSetID: Int) -> H264SliceContext? {
        guard let picture = pictures[pictureSetID]?.content,
            let sequence = sequences[picture.sequenceID]?.content
        else { return nil }
        return H264SliceContext(sequence: sequence, picture: picture)
    }

    private func isCarried(sequence id: Int) -> Bool {
        guard sequences[id]?.lastSeen == serial else { return false }
        return pictures.allSatisfy { $0.content.sequenceID != id || $0.lastSeen == serial }
    }

    private mutating func build(sequence id: Int) -> ParameterSets? {
        let built = sets(ofSequence: id)
        return joined.remember(built, sequence: id)
    }

    private func sets(ofSequence id: Int) -> ParameterSets? {
        guard let sequence = sequences[id] else { return nil }
        let dependent = pictures.ids.compactMap { pictures[$0] }.filter { $0.content.sequenceID == id }
        return ParameterSets(
            units: JoinedParameterSets.bounded([sequence.bytes] + dependent.map(\.bytes)),
            format: sequence.content.format)
    }
}
