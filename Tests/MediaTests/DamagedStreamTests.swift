import ElementaryStreams
import Testing

@testable import Media

@Suite("What a decoder cannot do") struct DamagedStreamTests {
    @Test("a wanted pts that no unit has is an error that names it, after all others were given")
    func missing() throws {
        let clip = try ClipKind.pyramid.clip()
        var given: [Int64] = []
        let wanted = [clip.shown[3].pts, clip.shown[3].pts + 1, clip.shown[9].pts]
        #expect(throws: MediaError.noPicture(pts: clip.shown[3].pts + 1, cause: nil)) {
            try VideoDecoder.decode(
                codec: .h264, configuration: clip.configuration, units: clip.units.map(\.encoded),
                wanted: wanted
            ) { given.append($0.pts) }
        }
        #expect(given == [wanted[0], wanted[2]])
    }

    @Test("junk instead of a unit is named as the cause of the missing picture")
    func refused() throws {
        let clip = try ClipKind.baseline.clip()
        var units = clip.units.map(\.encoded)
        units[0].payload = [0, 0, 0, 200, 101, 1, 2, 3]
        let pts = units[0].pts
        #expect {
            _ = try clip.decode(units.prefix(1), wanted: [pts])
        } throws: { error in
            guard case .noPicture(pts, let cause?)? = error as? MediaError else { return false }
            #expect(cause.function == "avcodec_send_packet")
            #expect(cause.code == -1_094_995_529)
            #expect(cause.text == "Invalid data found when processing input")
            #expect(cause.logLine?.hasPrefix("h264: ") == true)
            #expect(cause.codec == .h264)
            #expect(cause.pts == pts)
            return true
        }
    }

    @Test("pictures behind a refused unit are marked until the next keyframe, the others are not")
    func damage() throws {
        let clip = try ClipKind.baseline.clip()
        var units = clip.units.map(\.encoded)
        units[5].payload = [0, 0, 0, 200, 65, 1, 2, 3]
        let next = try #require(units.indices.dropFirst(6).first { units[$0].isKeyframe })
        let wanted = clip.shown.map(\.pts).filter { $0 != units[5].pts }
        let decoded = try clip.decode(units, wanted: wanted)
        let expected = wanted.map { $0 > units[5].pts && $0 < units[next].pts }
        #expect(decoded.map(\.isDamaged) == expected)
        for (ours, theirs) in zip(decoded, clip.shown.filter { $0.pts != units[5].pts })
        where !ours.isDamaged { #expect(ours.pixels == theirs.pixels) }
    }

    @Test(
        "a picture whose unit was cut short, and those behind it, are marked until the next keyframe",
        arguments: [ClipKind.baseline, .pyramid, .interlaced, .tenBit])
    func cutShort(kind: ClipKind) throws {
        let clip = try kind.clip()
        let victim = 1
        var units = clip.units.map(\.encoded)
        // Half of the slice, under a length that says so: the NAL unit itself is whole.
        let slice = try #require(Clip.nalUnits(units[victim].payload).last)
        let half = slice.prefix(slice.count / 2)
        units[victim].payload = [0, 0, UInt8(half.count >> 8), UInt8(half.count & 255)] + half
        let next = try #require(units.indices.dropFirst(victim + 1).first { units[$0].isKeyframe })
        let decoded = try clip.decode(units, wanted: clip.shown.map(\.pts))
        #expect(decoded.first { $0.pts == units[victim].pts }?.isDamaged == true)
        for ours in decoded {
            let isSame = ours.pixels == clip.shown.first { $0.pts == ours.pts }?.pixels
            #expect(ours.isDamaged || isSame, "pts \(ours.pts)")
            if ours.pts >= units[next].pts { #expect(!ours.isDamaged, "pts \(ours.pts)") }
            // The same verdict where only this one is wanted, and no more is sent than it needs.
            let path = Array(units[...(units.firstIndex { $0.pts == ours.pts } ?? 0)])
            let alone = try clip.decode(path, wanted: [ours.pts])
            #expect(alone.map(\.isDamaged) == [ours.isDamaged], "pts \(ours.pts)")
        }
    }

    @Test("decoding begun between keyframes gives pictures that are marked")
    func noKeyframe() throws {
        let clip = try ClipKind.baseline.clip()
        let decoded = try clip.decode(clip.units[5...9].map(\.encoded), wanted: [clip.shown[8].pts])
        #expect(decoded.map(\.isDamaged) == [true])
    }

    @Test("pictures beyond the pixel limit are refused by their size")
    func tooLarge() throws {
        let clip = try ClipKind.baseline.clip()
        let bomb = SequenceParameterSet(sizeInBlocks: (1000, 1000)).rewriting(record: clip.configuration)
        var unit = clip.units[0].encoded
        unit.payload =
            Clip.nalUnits(unit.payload).last.map { [0, 0, UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
            ?? []
        #expect(throws: MediaError.tooLarge(width: 16000, height: 16000)) {
            _ = try clip.decode([unit], wanted: [unit.pts], configuration: bomb)
        }
    }

    @Test("a codec that is no video is refused by name", arguments: [Codec.aac, .other("av01")])
    func wrongCodec(codec: Codec) {
        #expect(throws: MediaError.decoderMissing(codec)) {
            try VideoDecoder.decode(codec: codec, configuration: [], units: [], wanted: [0]) { _ in }
        }
    }

    @Test("no unit and empty units give no picture; nothing wanted is done at once")
    func nothing() throws {
        let empty = EncodedUnit(payload: [], pts: 5, dts: 5, isKeyframe: true)
        for units in [[], [empty]] {
            #expect(throws: MediaError.noPicture(pts: 5, cause: nil)) {
                try VideoDecoder.decode(codec: .h264, configuration: [], units: units, wanted: [5]) { _ in }
            }
        }
        try VideoDecoder.decode(codec: .aac, configuration: [], units: [empty], wanted: []) { _ in }
    }

    @Test("random bytes as configuration and units never crash")
    func noise() throws {
        var random = SeededGenerator(state: 3)
        let clip = try ClipKind.pyramid.clip()
        for round in 0..<60 {
            var configuration = clip.configuration
            var units = clip.units.prefix(12).map(\.encoded)
            if round.isMultiple(of: 3) {
                configuration[Int(random.next() % UInt64(configuration.count))] ^= 0xFF
            }
            for index in units.indices where random.next() % 2 == 0 {
                var bytes = Array(units[index].payload)
                for _ in 0..<4 {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(random.next() & 255)
                }
                units[index].payload = bytes.prefix(Int(random.next() % UInt64(bytes.count)) + 1)[...]
            }
            do {
                _ = try clip.decode(units, wanted: units.map(\.pts).sorted(), configuration: configuration)
            } catch is MediaError {
                // Any of its cases will do; what counts is that it is one of them.
            }
        }
    }

    @Test("cancelling ends the job at the next unit")
    func cancelled() throws {
        let clip = try ClipKind.baseline.clip()
        var asked = 0
        #expect(throws: MediaError.cancelled) {
            try VideoDecoder.decode(
                codec: .h264, configuration: clip.configuration, units: clip.units.map(\.encoded),
                wanted: clip.shown.map(\.pts),
                isCancelled: {
                    asked += 1
                    return asked > 3
                }
            ) { _ in }
        }
        #expect(asked == 4)
    }

    @Test("an error of the receiver ends the job and comes out as it is")
    func receiverThrows() throws {
        let clip = try ClipKind.baseline.clip()
        #expect(throws: MediaError.unsupportedRotation(degrees: 1)) {
            try VideoDecoder.decode(
                codec: .h264, configuration: clip.configuration, units: clip.units.map(\.encoded),
                wanted: clip.shown.map(\.pts)
            ) { (_) throws(MediaError) in throw .unsupportedRotation(degrees: 1) }
        }
    }

    @Test("when any one FFmpeg call runs out of memory, the job ends with that call's name")
    func everyCallFails() throws {
        let clip = try ClipKind.pyramid.clip()
        let units = clip.units.prefix(6).map(\.encoded)
        var names: Set<String> = []
        for skipped in 0... {
            let plan = FailurePlan(after: skipped, code: -12)
            do {
                try FailurePlan.$current.withValue(plan) {
                    _ = try clip.decode(units, wanted: [units[0].pts])
                }
                #expect(!plan.hasStruck)
                break
            } catch MediaError.failed(let failure) {
                #expect(failure.code == -12)
                #expect(failure.text == "Cannot allocate memory")
                names.insert(failure.function)
            }
        }
        #expect(
            names.isSuperset(of: [
                "avcodec_alloc_context3", "av_mallocz", "avcodec_open2", "av_packet_alloc", "av_frame_alloc",
                "av_new_packet", "avcodec_send_packet", "avcodec_receive_frame", "av_image_copy_to_buffer",
            ]))
    }
}
