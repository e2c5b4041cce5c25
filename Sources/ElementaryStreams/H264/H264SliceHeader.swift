/// The beginning of an H.264 slice header (ITU-T H.264 7.3.3), as far as it tells pictures apart.
struct H264SliceHeader: Sendable, Hashable {
    var referenceIDC: Int
    var isIDR: Bool
    var firstMacroblock: Int
    var pictureParameterSetID: Int
    /// The parameter sets were known, so that what follows could be read.
    var isComplete = false
    var frameNumber = 0
    var isField = false
    var isBottomField = false
    var idrPictureID = 0
    var orderCount: [Int] = [0, 0]

    /// Reads the NAL unit in `range` of type 1, 2 or 5; `nil` where it is cut short.
    init?(_ bytes: [UInt8], _ range: Range<Int>, sets: (Int) -> H264SliceContext?) {
        guard let first = range.first, range.count > 1 else { return nil }
        referenceIDC = Int(bytes[first] >> 5 & 3)
        isIDR = bytes[first] & 31 == 5
        var reader = BitReader(bytes, first + 1..<range.upperBound)
        firstMacroblock = reader.unsignedGolomb()
        _ = reader.unsignedGolomb()
        pictureParameterSetID = reader.unsignedGolomb()
        guard !reader.overran else { return nil }
        guard let context = sets(pictureParameterSetID) else { return }
        let sequence = context.sequence
        if sequence.hasSeparateColourPlanes { reader.skip(2) }
        frameNumber = reader.integer(sequence.frameNumberBits)
        if !sequence.isFrameOnly {
            isField = reader.flag()
            if isField { isBottomField = reader.flag() }
        }
        if isIDR { idrPictureID = reader.unsignedGolomb() }
        if sequence.orderCountType == 0 {
            orderCount[0] = reader.integer(sequence.orderCountBits)
            if context.picture.hasBottomFieldOrder, !isField { orderCount[1] = reader.signedGolomb() }
        } else if sequence.orderCountType == 1, !sequence.isDeltaOrderAlwaysZero {
            orderCount[0] = reader.signedGolomb()
            if context.picture.hasBottomFieldOrder, !isField { orderCount[1] = reader.signedGolomb() }
        }
        isComplete = !reader.overran
    }

    /// Whether this slice is the first of another picture than `previous` (ITU-T H.264 7.4.1.2.4).
    func isOtherPicture(than previous: H264SliceHeader) -> Bool {
        if isIDR != previous.isIDR || (referenceIDC == 0) != (previous.referenceIDC == 0) { return true }
        guard isComplete, previous.isComplete else { return firstMacroblock <= previous.firstMacroblock }
        return frameNumber != previous.frameNumber
            || pictureParameterSetID != previous.pictureParameterSetID
            || isField != previous.isField || isBottomField != previous.isBottomField
            || orderCount != previous.orderCount
            || (isIDR && idrPictureID != previous.idrPictureID)
    }

    /// What its picture's partner must match, where it is a field.
    var field: FieldFacts? {
        guard isField else { return nil }
        return FieldFacts(
            isBottom: isBottomField, frameNumber: frameNumber, isReference: referenceIDC != 0, isIDR: isIDR)
    }
}

/// The parameter sets that a slice header is read with.
struct H264SliceContext {
    let sequence: H264SequenceParameterSet
    let picture: H264PictureParameterSet
}
