import Cutting
import ElementaryStreams
import ExactTime
import Testing

@Suite("What is copied and what is encoded anew") struct PicturePlanTests {
    private let source = SyntheticPictures("I0 P3 b1 b2 P6 b4 b5 I7 P10 b8 b9 P13 b11 b12 I14 P15")

    private func smart(_ start: Int64, _ end: Int64, _ source: SyntheticPictures? = nil) -> [String] {
        let source = source ?? self.source
        return source.words(
            .smart(source.shown(start, end), source.pictures[...], obstacles: CopyObstacles()))
    }

    @Test("a whole group is copied as it is") func whole() {
        #expect(smart(280, 560) == ["copy 7 10 8 9 13 11 12"])
        #expect(smart(0, 640) == ["copy 0 3 1 2 6 4 5 7 10 8 9 13 11 12 14 15"])
    }

    @Test("the head is encoded up to the next IDR") func head() {
        #expect(smart(90, 560) == ["encode in-point-inside-gop 2 3 4 5 6", "copy 7 10 8 9 13 11 12"])
    }

    @Test("an in point inside an IDR's interval needs no encoding") func insideIDR() {
        #expect(smart(300, 560) == ["copy 7 10 8 9 13 11 12"])
    }

    @Test("the tail is copied as far as nothing behind the out point is needed") func tail() {
        #expect(smart(280, 440) == ["copy 7 10 8 9"])
        #expect(smart(280, 441) == ["copy 7 10 8 9", "encode out-point-inside-gop 11"])
        #expect(smart(280, 520) == ["copy 7 10 8 9", "encode out-point-inside-gop 11 12"])
        #expect(smart(280, 320) == ["copy 7"])
        #expect(smart(280, 321) == ["copy 7", "encode out-point-inside-gop 8"])
    }

    @Test("without an IDR inside everything is encoded") func noIDR() {
        #expect(smart(50, 200) == ["encode no-idr 1 2 3 4"])
        let open = SyntheticPictures("R0 P1 R4 b2 b3 P5 R8 b6 b7")
        #expect(smart(40, 360, open) == ["encode no-idr 1 2 3 4 5 6 7 8"])
    }

    @Test("an open group is encoded up to the next IDR") func openGOP() {
        let open = SyntheticPictures("I0 P1 R4 b2 b3 P5 I6 P7")
        #expect(smart(0, 320, open) == ["copy 0 1 4 2 3 5 6 7"])
        #expect(smart(90, 320, open) == ["encode in-point-inside-gop 2 3 4 5", "copy 6 7"])
        #expect(smart(0, 200, open) == ["copy 0 1 4 2 3"])
        #expect(smart(0, 130, open) == ["copy 0 1", "encode out-point-inside-gop 2 3"])
    }

    @Test("a piece that does not begin with an IDR is encoded up to one") func pieces() {
        let broken = SyntheticPictures("I0 P1 | R4 P5 I6 P7")
        #expect(smart(0, 320, broken) == ["copy 0 1", "encode open-gop 4 5", "copy 6 7"])
    }

    @Test("an obstacle is the reason for encoding everything") func obstacle() {
        let plan = PicturePlan.smart(
            source.shown(280, 560), source.pictures[...], obstacles: CopyObstacles(everything: .interlaced))
        #expect(source.words(plan) == ["encode interlaced 7 8 9 10 11 12 13"])
        #expect(plan.copiedCount == 0 && plan.encodedCount == 7)
    }

    @Test("presentation that does not follow the groups is not trusted") func strangeOrder() {
        let strange = SyntheticPictures("I0 P9 I4 P5 P6")
        #expect(smart(0, 400, strange) == ["encode picture-order 0 4 5 6 9"])
    }

    @Test("a copy brings along what decoders need, and nothing else") func copy() {
        func copy(_ start: Int64, _ end: Int64) -> [String] {
            source.words(.copy(source.shown(start, end), source.pictures[...], obstacles: CopyObstacles()))
        }
        #expect(copy(280, 560) == ["copy 7 10 8 9 13 11 12"])
        // Everything from the IDR on; the reference behind the out point, without the pictures round it.
        #expect(copy(90, 180) == ["copy 0 3 1 2 6 4"])
        #expect(copy(90, 120) == ["copy 0 3 1 2"])
        let open = SyntheticPictures("R0 P1 R4 b2 b3 P5 R8 b6 b7")
        #expect(
            open.words(.copy(open.shown(160, 240), open.pictures[...], obstacles: CopyObstacles()))
                == ["copy 4 5"])
        #expect(
            open.words(.copy(open.shown(250, 360), open.pictures[...], obstacles: CopyObstacles()))
                == ["copy 4 5 8 6 7"])
    }

    @Test("encoding is split where decoding can begin, the same way always") func chunks() {
        let text = (0..<30).map { group in
            (0..<25).map { $0 == 0 ? "I\(group * 25)" : "P\(group * 25 + $0)" }.joined(separator: " ")
        }.joined(separator: " ")
        let source = SyntheticPictures(text)
        let plan = PicturePlan.encode(source.shown(100, 29_000), source.pictures[...], reason: .requested)
        #expect(plan.parts.count == 3)
        #expect(
            plan.parts.dropFirst().allSatisfy { part in
                source.pictures[Int(part.pictures[0])].pictureClass == .idr
            })
        #expect(source.numbers(plan.parts.flatMap(\.pictures)) == Array(2...724))
    }
}
