import ElementaryStreams
import ExactTime
import Segments

/// A seeded source of random numbers (SplitMix64) and of indexes made of them.
struct IndexCodingRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of random length, so that small ones are as frequent as large ones.
    mutating func number() -> Int64 { Int64(bitPattern: next()) >> Int64.random(in: 0..<64, using: &self) }

    mutating func size() -> Int { Int(number() & .max) }

    mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &self) == 0 }

    mutating func list<Element>(_ most: Int, _ make: (inout Self) -> Element) -> [Element] {
        let count = Int.random(in: 0...most, using: &self)
        var elements: [Element] = []
        for _ in 0..<count { elements.append(make(&self)) }
        return elements
    }

    mutating func text() -> String {
        String(
            list(8) { random in ["a", "ß", "영", "🎬", " ", "\0"].randomElement(using: &random) ?? "x" }
                .joined())
    }

    mutating func index() -> SegmentIndex {
        let containers: [Container] = [.mpegTS, .fmp4, .packedAudio]
        return SegmentIndex(
            container: containers[Int.random(in: 0..<3, using: &self)], byteCount: size(),
            streams: list(3) { $0.stream() }, defects: list(6) { $0.defect() })
    }

    private mutating func stream() -> StreamIndex {
        let codecs: [Codec] = [.h264, .hevc, .aac, .mp3, .ac3, .id3, .other(text())]
        let kinds: [StreamKind] = [.video, .audio, .data]
        let bases = [TimeBase.mpeg, TimeBase(1, 48_000), TimeBase(1001, 30_000), TimeBase(4_294_967_295, 1)]
        let configurations = list(3) { $0.configuration() }
        return StreamIndex(
            id: Int(number()), kind: kinds[Int.random(in: 0..<3, using: &self)],
            codec: codecs[Int.random(in: 0..<7, using: &self)],
            timeBase: bases.compactMap { $0 }.randomElement(using: &self) ?? .mpeg,
            language: chance(2) ? nil : text(), configurations: configurations,
            rotation: 90 * Int.random(in: 0..<4, using: &self),
            accessUnits: list(40) { $0.accessUnit(configurations: configurations.count) })
    }

    private mutating func configuration() -> DecoderConfiguration {
        let video = VideoFormat(
            width: size(), height: size(), sampleAspectRatio: AspectRatio(size(), size()), profile: text(),
            level: size(), frameRate: chance(2) ? nil : FrameRate(number(), number()),
            bitDepth: size(), isInterlaced: chance(2), reorderDepth: chance(2) ? nil : size())
        let audio = AudioFormat(
            sampleRate: size(), channels: size(), samplesPerFrame: size(), profile: text())
        return DecoderConfiguration(
            extradata: list(60) { UInt8(truncatingIfNeeded: $0.next()) }, video: chance(2) ? video : nil,
            audio: chance(2) ? audio : nil)
    }

    private mutating func accessUnit(configurations: Int) -> AccessUnit {
        AccessUnit(
            pts: number(), dts: number(), duration: chance(3) ? nil : number(), position: size(),
            size: size(),
            picture: PictureFacts(
                pictureClass: PictureClass(rawValue: UInt8.random(in: 0..<4, using: &self)) ?? .predicted,
                isReference: chance(2), recoveryFrameCount: size(), isSkippedLeading: chance(2),
                isField: chance(2)),
            configuration: configurations == 0 || chance(4)
                ? nil : Int.random(in: 0..<configurations, using: &self),
            carriesParameterSets: chance(2), isInferred: chance(2))
    }

    private mutating func defect() -> Defect {
        switch Int.random(in: 0..<11, using: &self) {
        case 0: .continuity(pid: size(), count: size())
        case 1: .transportError(count: size())
        case 2: .junk(bytes: size(), position: size())
        case 3: .cutShort(position: size())
        case 4: .severalPrograms(count: size())
        case 5: .programMapChanged
        case 6: .missingTimestamps(stream: size(), count: size())
        case 7: .timestampJump(stream: size(), position: size(), ticks: number())
        case 8: .unsupportedStream(id: size(), name: text())
        case 9: .malformed(what: text(), position: size())
        default: .scrambled(stream: size())
        }
    }
}
