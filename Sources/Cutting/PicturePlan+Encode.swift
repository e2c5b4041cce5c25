internal import ElementaryStreams

extension PicturePlan {
    /// The fewest pictures that an encoder is opened for, where there are more: stretches of them are encoded side
    /// by side.
    static let chunkLength = 240

    /// Everything is encoded anew, in stretches that begin where decoding can.
    public static func encode(
        _ shown: ShownPictures, _ pictures: ArraySlice<SourcePicture>, reason: EncodeReason
    ) -> PicturePlan {
        PicturePlan(
            parts: encodedParts(0..<shown.order.count, shown, pictures, reason: reason), shown: shown)
    }

    /// Splits ranks into stretches. The places depend on the pictures alone, so the same input gives the same bytes
    /// on any machine.
    static func encodedParts(
        _ ranks: Range<Int>, _ shown: ShownPictures, _ pictures: ArraySlice<SourcePicture>,
        reason: EncodeReason
    ) -> [Part] {
        var parts: [Part] = []
        var start = ranks.lowerBound
        for rank in ranks {
            let picture = pictures[Int(shown.order[rank])]
            let isNewPiece =
                rank > start && pictures[Int(shown.order[rank - 1])].piece != picture.piece
            let isPlace = rank - start >= chunkLength && picture.pictureClass.isRandomAccessPoint
            if isNewPiece || isPlace {
                parts.append(part(start..<rank, shown, reason))
                start = rank
            }
        }
        if start < ranks.upperBound { parts.append(part(start..<ranks.upperBound, shown, reason)) }
        return parts
    }

    private static func part(_ ranks: Range<Int>, _ shown: ShownPictures, _ reason: EncodeReason) -> Part {
        Part(work: .encode(reason), pictures: Array(shown.order[ranks]), shown: ranks)
    }
}
