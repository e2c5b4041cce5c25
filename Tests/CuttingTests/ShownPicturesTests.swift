import Cutting
import ExactTime
import Testing

@Suite("Which pictures a clip shows") struct ShownPicturesTests {
    private let source = SyntheticPictures("I0 P3 b1 b2 P6 b4 b5 I7 P8")

    @Test("the one on screen at the in point to the last that starts before the out point, trimmed")
    func edges() {
        let shown = source.shown(50, 250)
        #expect(source.numbers(shown.order) == [1, 2, 3, 4, 5, 6])
        #expect(shown.times == [0, 2700, 6300, 9900, 13500, 17100])
        #expect(shown.length == 18000)
        #expect(shown.duration(ofRank: 0) == 2700)
        #expect(shown.duration(ofRank: 5) == 900)
        #expect(shown.holes.isEmpty)
    }

    @Test("edges on frames take nothing of the neighbours")
    func exactEdges() {
        #expect(source.numbers(source.shown(80, 240).order) == [2, 3, 4, 5])
        #expect(source.numbers(source.shown(80, 241).order) == [2, 3, 4, 5, 6])
        #expect(source.numbers(source.shown(79, 240).order) == [1, 2, 3, 4, 5])
    }

    @Test("an instant inside one frame is one picture")
    func oneFrame() {
        let shown = source.shown(85, 86)
        #expect(source.numbers(shown.order) == [2])
        #expect(shown.times == [0])
        #expect(shown.length == 90)
    }

    @Test("adjacent clips show every picture, and one that the border cuts twice")
    func adjacent() {
        for border in Int64(1)..<359 {
            let first = source.shown(0, border)
            let second = source.shown(border, 360)
            let isOnEdge = border % 40 == 0
            #expect(
                first.order.count + second.order.count == 9 + (isOnEdge ? 0 : 1), "border at \(border) ms")
            #expect(first.length + second.length == 360 * 90)
        }
    }

    @Test("a missing stretch is a hole, over which the picture before it stands")
    func hole() {
        let source = SyntheticPictures("I0 P1 P2 | I10 P11")
        let shown = source.shown(40, 440)
        #expect(source.numbers(shown.order) == [1, 2, 10])
        #expect(shown.holes == [ShownPictures.Hole(start: 7200, end: 32400)])
        #expect(shown.duration(ofRank: 1) == 28800)
    }

    @Test("pictures that nobody can decode are holes too")
    func undecodable() {
        let source = SyntheticPictures("P0 P1 R4 b2 b3 P5")
        let shown = source.shown(0, 240)
        #expect(source.numbers(shown.order) == [4, 5])
        #expect(shown.holes == [ShownPictures.Hole(start: 0, end: 14400)])
        #expect(shown.times == [0, 18000])
    }

    @Test("leading pictures of an open group are there where the group before is")
    func leading() {
        let source = SyntheticPictures("I0 P1 R4 b2 b3 P5")
        #expect(source.numbers(source.shown(0, 240).order) == [0, 1, 2, 3, 4, 5])
        #expect(source.shown(0, 240).holes.isEmpty)
    }

    @Test("a clip that ends behind the last picture has a hole at its end")
    func trailingHole() {
        let shown = source.shown(300, 500)
        #expect(source.numbers(shown.order) == [7, 8])
        #expect(shown.holes == [ShownPictures.Hole(start: 5400, end: 18000)])
    }
}
