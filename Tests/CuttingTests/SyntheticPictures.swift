import Cutting
import ElementaryStreams
import ExactTime

/// Pictures of 25 a second, written as decoded: `I` is an IDR, `R` a recovery point, `P` a reference picture, `b` one
/// that nobody refers to; the number behind a letter is its place in presentation, `|` begins a new piece.
///
/// `I0 P3 b1 b2` is a group with two pictures that are shown before the one that is decoded before them.
struct SyntheticPictures {
    var pictures: [SourcePicture] = []
    var clocks: [Int32: SegmentClock] = [0: SegmentClock(offset: .zero, timeBase: .mpeg)]
    var pieceEnds: [Int32: MediaInstant] = [:]
    static let frame: Int64 = 3600

    init(_ text: String) {
        var piece = 0
        var last: Int64 = 0
        for word in text.split(separator: " ") {
            if word == "|" {
                pieceEnds[Int32(piece)] = Self.instant(last + 1)
                piece += 1
                continue
            }
            let number = Int64(word.dropFirst()) ?? 0
            last = max(last, number)
            let facts: PictureFacts =
                switch word.first {
                case "I": PictureFacts(pictureClass: .idr)
                case "R": PictureFacts(pictureClass: .recoveryPoint)
                case "b": PictureFacts(isReference: false)
                default: PictureFacts()
                }
            pictures.append(
                SourcePicture(
                    pts: number * Self.frame, size: 100, codedSize: 110, segment: 0, unit: pictures.count,
                    piece: piece,
                    configuration: 0, facts: facts))
        }
        pieceEnds[Int32(piece)] = Self.instant(last + 1)
    }

    static func instant(_ frame: Int64) -> MediaInstant { MediaInstant(milliseconds: frame * 40) }

    /// What a clip of `[start, end)` milliseconds shows; `start` is not behind `end`.
    func shown(_ start: Int64, _ end: Int64) -> ShownPictures {
        let inPoint = MediaInstant(milliseconds: start)
        guard let range = TimeRange(start: inPoint, end: MediaInstant(milliseconds: end)) else {
            preconditionFailure("a range from \(start) to \(end)")
        }
        return ShownPictures(
            pictures[...], clocks: clocks, pieceEnds: pieceEnds, range: range, marksSkippedLeading: false)
    }

    /// The numbers of the pictures shown.
    func numbers(_ positions: some Sequence<Int32>) -> [Int] {
        positions.map { Int(pictures[Int($0)].pts / Self.frame) }
    }

    /// Part by part: `copy 0 3 1 2`, `encode open-gop 5 6`.
    func words(_ plan: PicturePlan) -> [String] {
        plan.parts.map { part in
            let list = numbers(part.pictures).map(String.init).joined(separator: " ")
            switch part.work {
            case .copy: return "copy \(list)"
            case .encode(let reason): return "encode \(reason.rawValue) \(list)"
            }
        }
    }
}
