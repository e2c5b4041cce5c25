import ElementaryStreams
import ExactTime
import Segments
import Testing

@Suite("Fragmented mp4 is read as ffprobe reads it") struct FragmentedMP4MediaTests {
    /// What both sides say about one packet.
    struct Packet: Hashable {
        var pts: Int64
        var dts: Int64
        var size: Int
        var position: Int
        var isKey: Bool
        var hash: String
    }

    @Test("packets of every segment", arguments: FragmentedMP4Media.all)
    func packets(media: FragmentedMP4Media) throws {
        let (initialization, segments) = try media.make()
        for bytes in segments {
            let demuxed = try FragmentedMP4.read(bytes, SegmentReading(initialization: initialization))
            #expect(demuxed.index.defects == [])
            #expect(demuxed.index.byteCount == bytes.count)
            #expect(demuxed.index.container == .fmp4)
            let probe = try FragmentedMP4Probe.of(initialization + bytes)
            try #require(probe.streams.count == demuxed.index.streams.count)
            for (number, stream) in demuxed.index.streams.enumerated() {
                let expected = probe.packets.filter { $0.streamIndex == number }
                let payload = demuxed.payloads[number]
                try #require(stream.accessUnits.count == expected.count)
                #expect(expected.count > 0)
                for (index, (unit, packet)) in zip(stream.accessUnits, expected).enumerated() {
                    let ours = Packet(
                        pts: unit.pts, dts: unit.dts, size: unit.size, position: unit.position,
                        isKey: stream.kind != .video || unit.picture.pictureClass.isRandomAccessPoint,
                        hash: FragmentedMP4Probe.hash(payload.bytes[payload.ranges[index]]))
                    let theirs = Packet(
                        pts: packet.pts, dts: packet.dts, size: try #require(Int(packet.size)),
                        position: try #require(Int(packet.pos)) - initialization.count,
                        isKey: packet.flags.hasPrefix("K"), hash: packet.dataHash)
                    #expect(ours == theirs, "packet \(index) of stream \(number)")
                    // ffprobe guesses its own durations (from frame rates, from the codec): what it says
                    // about the next packet's DTS is the truth.
                    if index + 1 < expected.count {
                        #expect(unit.duration == expected[index + 1].dts - packet.dts)
                    }
                }
            }
        }
    }

    @Test("streams and their formats", arguments: FragmentedMP4Media.all)
    func streams(media: FragmentedMP4Media) throws {
        let (initialization, segments) = try media.make()
        let bytes = try #require(segments.first)
        let index = try FragmentedMP4.read(
            bytes, SegmentReading(initialization: initialization, keepsPayload: false)
        ).index
        let probe = try FragmentedMP4Probe.of(initialization + bytes)
        for (stream, expected) in zip(index.streams, probe.streams) {
            #expect("0x" + String(stream.id, radix: 16) == expected.id)
            #expect(stream.kind.rawValue == expected.codecType)
            #expect(stream.codec.name == expected.codecName)
            #expect(stream.timeBase.description == expected.timeBase)
            #expect(stream.language ?? "und" == expected.tags?["language"])
            let turned = expected.sideDataList?.compactMap(\.rotation).first ?? 0
            #expect(stream.rotation == (360 - turned) % 360)
            let configuration = try #require(stream.configurations.first)
            #expect(stream.configurations.count == 1)
            if let hash = expected.extradataHash {
                #expect(FragmentedMP4Probe.hash(configuration.extradata) == hash)
            }
            if stream.kind == .video {
                let video = try #require(configuration.video)
                #expect(video.width == expected.width)
                #expect(video.height == expected.height)
                #expect(video.profile == expected.profile)
                let ratio = video.sampleAspectRatio
                #expect("\(ratio.horizontal):\(ratio.vertical)" == expected.sampleAspectRatio)
            } else {
                let audio = try #require(configuration.audio)
                #expect("\(audio.sampleRate)" == expected.sampleRate)
                #expect(audio.channels == expected.channels)
                #expect(stream.accessUnits.allSatisfy { $0.configuration == 0 })
            }
        }
    }

    @Test("a segment with a movie of its own needs no initialization section")
    func selfContained() throws {
        let media = FragmentedMP4Media.absoluteOffsets
        let (initialization, segments) = try media.make()
        let whole = try FragmentedMP4.read(initialization + segments[0], SegmentReading())
        let split = try FragmentedMP4.read(segments[0], SegmentReading(initialization: initialization))
        for (one, other) in zip(whole.index.streams, split.index.streams) {
            #expect(one.accessUnits.map(\.pts) == other.accessUnits.map(\.pts))
            #expect(
                one.accessUnits.map(\.position)
                    == other.accessUnits.map { $0.position + initialization.count })
        }
        #expect(whole.payloads.map(\.bytes) == split.payloads.map(\.bytes))
    }

    @Test("a segment out of the middle of a file with absolute offsets is read by its own bytes")
    func byteRange() throws {
        let (initialization, segments) = try FragmentedMP4Media.absoluteOffsets.make()
        let bytes = segments[0]
        let whole = try FragmentedMP4.read(bytes, SegmentReading(initialization: initialization))
        let video = try #require(whole.index.video)
        let second = try #require(video.accessUnits.dropFirst().first { $0.picture.pictureClass == .idr })
        let start =
            try #require(
                (0..<second.position).last { bytes[$0...].starts(with: "moof".utf8) }) - 4
        let part = try FragmentedMP4.read(
            Array(bytes[start...]), SegmentReading(initialization: initialization))
        let expected = video.accessUnits.filter { $0.position >= start }
        #expect(part.index.video?.accessUnits.map(\.position) == expected.map { $0.position - start })
        #expect(part.index.video?.accessUnits.map(\.pts) == expected.map(\.pts))
        #expect(part.index.video?.accessUnits.first?.picture.pictureClass == .idr)
    }

    @Test("negative composition offsets give the presentation times of the specification")
    func negativeOffsets() throws {
        let plain = FragmentedMP4Media(
            "",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=2 -c:v libx264 -preset ultrafast -g 25 -bf 3 -f mp4"
                + " -movflags frag_keyframe+delay_moov")
        let signed = FragmentedMP4Media("", plain.arguments.joined(separator: " ") + "+negative_cts_offsets")
        func presented(_ media: FragmentedMP4Media) throws -> [Int64] {
            let (initialization, segments) = try media.make()
            let bytes = segments[0]
            let index = try FragmentedMP4.read(bytes, SegmentReading(initialization: initialization)).index
            #expect(index.defects == [])
            let units = try #require(index.video).accessUnits
            let probe = try FragmentedMP4Probe.of(initialization + bytes)
            // ffprobe delays all by the same, so as to keep DTS below PTS.
            let delays = Set(zip(probe.packets, units).map { $0.pts - $1.pts })
            #expect(delays.count == 1)
            return units.map(\.pts)
        }
        // The same pictures: once an edit list takes the reordering delay back, once the offsets do.
        #expect(try presented(plain) == presented(signed))
        #expect(try presented(signed).min() == 0)
    }
}
