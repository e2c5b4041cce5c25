import Cutting
import ElementaryStreams
import ExactTime
import Testing

/// Numbers that are the same in every run.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

@Suite("Whatever the groups and the edges") struct RandomPlanTests {
    /// Groups of random length with B pictures, closed or open, in one piece or several.
    private func source(_ random: inout Seeded) -> SyntheticPictures {
        var words: [String] = []
        var next = 0
        for group in 0..<Int.random(in: 1...6, using: &random) {
            if group > 0, Int.random(in: 0..<6, using: &random) == 0 {
                words.append("|")
                next += Int.random(in: 0...3, using: &random)
            }
            let isClosed = words.isEmpty || words.last == "|" || Int.random(in: 0..<3, using: &random) > 0
            var isFirst = true
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let between = isFirst && isClosed ? 0 : Int.random(in: 0...3, using: &random)
                words.append("\(isFirst ? (isClosed ? "I" : "R") : "P")\(next + between)")
                for number in 0..<between { words.append("b\(next + number)") }
                next += between + 1
                isFirst = false
            }
        }
        return SyntheticPictures(words.joined(separator: " "))
    }

    @Test("every picture shown is made once and in order, and copies refer to nothing that is not copied")
    func invariants() {
        var random = Seeded(state: 7)
        for _ in 0..<4000 {
            let source = source(&random)
            let last = source.pictures.map(\.pts).max().map { $0 / 90 + 40 } ?? 40
            let start = Int64.random(in: 0..<last, using: &random)
            let shown = source.shown(start, Int64.random(in: start + 1...last, using: &random))
            for plan in [
                PicturePlan.smart(shown, source.pictures[...], obstacles: CopyObstacles()),
                .encode(shown, source.pictures[...], reason: .requested),
                .copy(shown, source.pictures[...], obstacles: CopyObstacles()),
            ] {
                check(plan, source)
            }
        }
    }

    private func check(_ plan: PicturePlan, _ source: SyntheticPictures) {
        let shown = plan.shown
        var ranks: [Int] = []
        for part in plan.parts {
            let own = part.pictures.compactMap { shown.rank(of: Int($0)) }
            #expect(own.sorted() == Array(part.shown))
            ranks += part.shown
            guard part.work == .copy else { continue }
            #expect(part.pictures == part.pictures.sorted(), "decoding order")
            let isHiding = own.count < part.pictures.count
            let first = source.pictures[Int(part.pictures[0])]
            #expect(first.pictureClass.isRandomAccessPoint)
            if !isHiding { continue }
            #expect(plan.parts.allSatisfy { $0.work == .copy }, "only a copy hides pictures")
        }
        #expect(ranks == Array(0..<shown.order.count))
        #expect(plan.copiedCount + plan.encodedCount == shown.order.count)
        for (part, next) in zip(plan.parts, plan.parts.dropFirst()) where next.work == .copy {
            let seam = source.pictures[Int(next.pictures[0])]
            let isNewPiece = source.pictures[Int(part.pictures[0])].piece != seam.piece
            #expect(seam.pictureClass == .idr || isNewPiece, "seams are at IDRs")
        }
        // Smart copies hold whole beginnings of groups: nothing between was left out.
        for part in plan.parts where part.work == .copy && plan.encodedCount > 0 {
            for (earlier, later) in zip(part.pictures, part.pictures.dropFirst())
            where source.pictures[Int(later)].pictureClass != .idr {
                #expect(later == earlier + 1)
            }
        }
    }
}
