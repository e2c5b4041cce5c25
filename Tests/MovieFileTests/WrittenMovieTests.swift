import ElementaryStreams
import Foundation
import Testing

@testable import MovieFile

@Suite("A written movie is what ffprobe reads") struct WrittenMovieTests {
    /// B-frames, AAC with its priming, 90 kHz.
    private static func makeSource(_ path: String, codec: [String] = ["-c:v", "libx264", "-bf", "2"]) throws {
        try Program.make(
            [
                "-f", "lavfi", "-i", "testsrc2=s=96x64:r=30000/1001:d=3", "-f", "lavfi", "-i",
                "anoisesrc=r=48000:d=3:seed=7",
            ] + codec + [
                "-preset", "ultrafast", "-g", "30", "-pix_fmt", "yuv420p", "-c:a", "aac",
                "-video_track_timescale", "90000", path,
            ])
    }

    private static func audioConfig(_ path: String, folder: String) throws -> [UInt8] {
        try Program.make(["-i", path, "-map", "0:a", "-c", "copy", "\(folder)/a.aac"])
        guard case .frame(let frame) = AudioSyntax.adts.header(try Program.bytes("\(folder)/a.aac"), at: 0)
        else { return [] }
        return frame.extradata
    }

    private static func avc(_ path: String, folder: String) throws -> AVCConfigurationRecord {
        try Program.make(["-i", path, "-map", "0:v", "-c", "copy", "\(folder)/v.h264"])
        let record = try AVCConfigurationRecord(
            parameterSets: CutMovie.parameterSets(try Program.bytes("\(folder)/v.h264")))
        // ffmpeg makes the same record of the same sets.
        let theirs = try MovieReader.read(MemorySource(Program.bytes(path))).tracks[0].sampleEntries[0]
        #expect(record.bytes == theirs.configuration)
        return record
    }

    @Test(
        "packets, times, flags, edits, language, rotation, aspect, colour, metadata", .timeLimit(.minutes(2)))
    func everything() throws {
        try Program.withFolder { folder in
            let source = "\(folder)/source.mp4"
            try Self.makeSource(source, codec: ["-c:v", "libx264", "-bf", "2"])
            let cut = try CutMovie(source)
            let first = try #require(cut.probe.packets(ofStream: 0).first)
            let video = try cut.table(stream: 0)
            let audio = try cut.table(stream: 1)
            let entry = VideoSampleEntry(
                .avc(try Self.avc(source, folder: folder)), width: 96, height: 64,
                sampleAspectRatio: AspectRatio(4, 3),
                colour: ColourDescription(primaries: 9, transfer: 16, matrix: 9, isFullRange: true))
            let sound = AudioSampleEntry(
                .aac(specificConfig: try Self.audioConfig(source, folder: folder)), channels: 1,
                sampleRate: 48_000)
            let metadata = MovieMetadata(
                title: "Schnitt é", comment: "cut", encoder: "precut 1",
                items: [
                    .init(key: "precut.source", value: "https://example.com/a.m3u8"),
                    .init(key: "precut.startMs", value: "83456"),
                ])
            // The picture is shown from 0 on, the sound after 1024 samples of priming and 9 ticks later.
            let shown = video.duration
            let movie = MovieDescription(
                tracks: [
                    TrackDescription(
                        id: 1, timeScale: 90_000, language: "kor", rotation: .clockwise90,
                        sampleEntry: .video(entry), samples: video,
                        edits: [EditListEntry(segmentDuration: shown, mediaTime: first.pts)]),
                    TrackDescription(
                        id: 7, timeScale: 48_000, language: "eng", sampleEntry: .audio(sound),
                        samples: audio,
                        edits: [
                            EditListEntry(segmentDuration: 90_000, mediaTime: nil),
                            EditListEntry(segmentDuration: 90_000, mediaTime: 1024),
                        ], rollDistance: -1),
                ], metadata: metadata)
            let path = "\(folder)/written.mp4"
            try cut.write(movie, streams: [0, 1], to: path)

            let ignoring = try Probe.read(path, ignoringEdits: true)
            for stream in 0...1 {
                let expected = cut.probe.packets(ofStream: stream)
                let found = ignoring.packets(ofStream: stream)
                #expect(expected.map(\.pts) == found.map(\.pts))
                #expect(expected.map(\.dts) == found.map(\.dts))
                #expect(expected.map(\.duration) == found.map(\.duration))
                #expect(expected.map(\.isKey) == found.map(\.isKey))
                #expect(expected.map(\.dataHash) == found.map(\.dataHash))
            }

            let honouring = try Probe.read(path)
            let pictures = honouring.packets(ofStream: 0)
            #expect(pictures.filter { !$0.isDiscarded }.map(\.pts).min() == 0)
            #expect(pictures.map(\.pts) == cut.probe.packets(ofStream: 0).map { $0.pts - first.pts })
            let sounds = honouring.packets(ofStream: 1)
            // The whole first frame is hidden; the second begins where the empty edit ends.
            #expect(sounds.first { !$0.isDiscarded }?.pts == 48_000)

            let streams = honouring.streams
            #expect(streams.map(\.id) == ["0x1", "0x7"])
            #expect(streams.map { $0.tags?["language"] } == ["kor", "eng"])
            #expect(streams.map(\.codecTagString) == ["avc1", "mp4a"])
            #expect(streams.map(\.timeBase) == ["1/90000", "1/48000"])
            #expect(streams[0].sideDataList?.compactMap(\.rotation) == [-90])
            #expect(streams[0].sampleAspectRatio == "4:3")
            #expect(streams[0].colorPrimaries == "bt2020")
            #expect(streams[0].colorTransfer == "smpte2084")
            #expect(streams[0].colorSpace == "bt2020nc")
            #expect(streams[0].colorRange == "pc")
            #expect(honouring.format.duration == "3.003000")
            #expect(honouring.format.tags?["title"] == "Schnitt é")
            #expect(honouring.format.tags?["comment"] == "cut")
            #expect(honouring.format.tags?["encoder"] == "precut 1")
            #expect(honouring.format.tags?["precut.source"] == "https://example.com/a.m3u8")
            #expect(honouring.format.tags?["precut.startMs"] == "83456")
            #expect(honouring.format.tags?["creation_time"] == nil)

            for stream in ["v", "a"] {
                let options = ["-ignore_editlist", "1", "-noautorotate"]
                let expected = try Program.frameHashes(source, stream: stream, options: options)
                #expect(try Program.frameHashes(path, stream: stream, options: options) == expected)
                #expect(expected.count > 80)
            }

            // ffmpeg writes the same groups for the pre-roll of AAC.
            for type in ["sgpd", "sbgp"] {
                let own = try #require(Program.box(type, in: try Program.bytes(path)))
                #expect(own == Program.box(type, in: try Program.bytes(source)))
            }

            // The same bytes again, and the reader's view of the same file.
            let again = "\(folder)/again.mp4"
            try cut.write(movie, streams: [0, 1], to: again)
            #expect(try Program.bytes(path) == Program.bytes(again))
            let read = try MovieReader.read(MemorySource(Program.bytes(path)))
            #expect(read.isMovieBoxFirst)
            #expect(read.defects == [])
            #expect(read.metadata == metadata)
            #expect(read.statedDuration == max(shown, 180_000))
            #expect(read.tracks.map(\.statedTrackDuration) == [shown, 180_000])
            #expect(read.tracks.map(\.statedMediaDuration) == [video.duration, audio.duration])
            #expect(read.tracks.map(\.edits) == movie.tracks.map(\.edits))
            #expect(read.tracks.map(\.language) == ["kor", "eng"])
            #expect(read.tracks.map(\.rotation) == [.clockwise90, Rotation.none])
            #expect(read.tracks.map(\.rollDistance) == [nil, -1])
            #expect(read.tracks[0].sampleEntries[0].colour == entry.colour)
            #expect(read.tracks[0].sampleEntries[0].sampleAspectRatio == AspectRatio(4, 3))
            #expect(read.tracks[0].samples.table == video)
            #expect(read.tracks[1].samples.table == audio)
        }
    }

    @Test("signed composition offsets need no edit list: the first picture is at 0 in both views")
    func signedOffsets() throws {
        try Program.withFolder { folder in
            let source = "\(folder)/source.mp4"
            try Self.makeSource(source)
            let cut = try CutMovie(source)
            let packets = cut.probe.packets(ofStream: 0)
            let shift = try #require(packets.first).pts
            let table = SampleTable(
                try packets.map {
                    TrackSample(
                        size: try #require(UInt32($0.size)), duration: UInt32(try #require($0.duration)),
                        compositionOffset: Int32($0.pts - shift - $0.dts), isSync: $0.isKey)
                })
            let movie = MovieDescription(tracks: [
                TrackDescription(
                    id: 1, timeScale: 90_000,
                    sampleEntry: .video(
                        VideoSampleEntry(.avc(try Self.avc(source, folder: folder)), width: 96, height: 64)),
                    samples: table)
            ])
            let path = "\(folder)/written.mp4"
            try cut.write(movie, streams: [0], to: path)
            for ignoring in [false, true] {
                let probe = try Probe.read(path, ignoringEdits: ignoring)
                #expect(probe.packets.map(\.pts) == packets.map { $0.pts - shift })
                #expect(probe.packets.allSatisfy { !$0.isDiscarded })
                #expect(probe.streams[0].durationTs == Int64(table.duration))
            }
            let read = try MovieReader.read(MemorySource(Program.bytes(path)))
            #expect(read.tracks[0].samples.map(\.pts) == packets.map { $0.pts - shift })
            #expect(read.compatibleBrands.map(\.name).contains("iso4"))
            #expect(Program.box("ctts", in: try Program.bytes(path))?.dropFirst(8).first == 1)
            // mvhd, tkhd and mdhd say the same in ticks of 1/90000.
            #expect(read.statedDuration == table.duration)
            #expect(read.tracks[0].statedTrackDuration == table.duration)
        }
    }

    @Test("two pairs of parameter sets in one avcC decode as the two streams they come from")
    func twoParameterSets() throws {
        try Program.withFolder { folder in
            let first = "\(folder)/first.mp4"
            let second = "\(folder)/second.mp4"
            try Self.makeSource(
                first, codec: ["-c:v", "libx264", "-bf", "0", "-x264-params", "sps-id=1:cabac=0"])
            try Self.makeSource(
                second,
                codec: [
                    "-c:v", "libx264", "-bf", "0", "-profile:v", "high", "-x264-params", "cabac=1:8x8dct=1",
                ])
            let parts = try [CutMovie(first), CutMovie(second)]
            let sets = try [first, second].flatMap { path in
                let record = try Self.avc(path, folder: folder)
                return record.sequenceParameterSets + record.pictureParameterSets
            }
            let record = try AVCConfigurationRecord(parameterSets: sets)
            #expect(record.sequenceParameterSets.count == 2)
            #expect(record.pictureParameterSets.count == 2)
            #expect(try AVCConfigurationRecord(bytes: record.bytes) == record)
            let table = SampleTable(
                try parts.flatMap { part in
                    try part.probe.packets(ofStream: 0).map {
                        TrackSample(
                            size: try #require(UInt32($0.size)), duration: 3003, isSync: $0.isKey)
                    }
                })
            let movie = MovieDescription(tracks: [
                TrackDescription(
                    id: 1, timeScale: 90_000,
                    sampleEntry: .video(VideoSampleEntry(.avc(record), width: 96, height: 64)), samples: table
                )
            ])
            let writer = try MovieWriter(movie)
            var file = try writer.headerBytes(payloadSize: table.payloadSize)
            for part in parts {
                for sample in part.probe.packets(ofStream: 0).indices {
                    file += try part.payload(stream: 0, sample: sample)
                }
            }
            try Program.write(file, to: "\(folder)/joined.mp4")
            let expected = try [first, second].flatMap { try Program.frameHashes($0, stream: "v") }
            #expect(try Program.frameHashes("\(folder)/joined.mp4", stream: "v") == expected)
        }
    }

    @Test("HEVC, MP3 and AC-3 have sample entries that ffmpeg decodes", arguments: ["hevc", "mp3", "ac3"])
    func otherCodecs(codec: String) throws {
        try Program.withFolder { folder in
            let source = "\(folder)/source.mp4"
            let entry: SampleEntry
            if codec == "hevc" {
                try Program.make([
                    "-f", "lavfi", "-i", "testsrc2=s=128x96:d=1", "-c:v", "libx265", "-x265-params",
                    "log-level=none:bframes=2", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", "-tag:v",
                    "hvc1", source,
                ])
                try Program.make(["-i", source, "-c", "copy", "\(folder)/v.hevc"])
                let sets = CutMovie.parameterSets(try Program.bytes("\(folder)/v.hevc"), hevc: true)
                let record = try HEVCConfigurationRecord(parameterSets: sets)
                // What ffmpeg wrote of the same stream, up to the arrays, but for the parts left unknown.
                let theirs = try MovieReader.read(MemorySource(Program.bytes(source)))
                    .tracks[0].sampleEntries[0].configuration
                #expect(Array(record.bytes[..<13]) == Array(theirs[..<13]))
                #expect(Array(record.bytes[16..<22]) == Array(theirs[16..<22]))
                #expect(record.bytes.count > 22)
                entry = .video(VideoSampleEntry(.hevc(record), width: 128, height: 96))
            } else {
                let rate = codec == "mp3" ? 44_100 : 48_000
                try Program.make([
                    "-f", "lavfi", "-i", "anoisesrc=r=\(rate):d=1:seed=3", "-ac", codec == "mp3" ? "2" : "6",
                    "-c:a", codec == "mp3" ? "libmp3lame" : "ac3", source,
                ])
                let cut = try CutMovie(source)
                let frame = Array(try cut.payload(stream: 0, sample: 0))
                if codec == "ac3" {
                    let box = try AC3SpecificBox(firstFrame: frame)
                    let theirs = try MovieReader.read(MemorySource(Program.bytes(source)))
                    #expect(theirs.tracks[0].sampleEntries[0].configuration == box.bytes)
                    entry = .audio(AudioSampleEntry(.ac3(box), channels: 6, sampleRate: rate))
                } else {
                    entry = .audio(AudioSampleEntry(.mp3, channels: 2, sampleRate: rate))
                }
            }
            let cut = try CutMovie(source)
            let scale = try #require(UInt32(cut.probe.streams[0].timeBase.dropFirst(2)))
            let movie = MovieDescription(tracks: [
                TrackDescription(
                    id: 3, timeScale: scale, sampleEntry: entry, samples: try cut.table(stream: 0))
            ])
            let path = "\(folder)/written.mp4"
            try cut.write(movie, streams: [0], to: path)
            let probe = try Probe.read(path, ignoringEdits: true)
            #expect(probe.streams[0].codecName == cut.probe.streams[0].codecName)
            #expect(probe.streams[0].channels == cut.probe.streams[0].channels)
            #expect(probe.packets.map(\.dataHash) == cut.probe.packets.map(\.dataHash))
            #expect(probe.packets.map(\.pts) == cut.probe.packets.map(\.pts))
            let options = ["-ignore_editlist", "1"]
            #expect(
                try Program.frameHashes(path, stream: "0", options: options)
                    == Program.frameHashes(source, stream: "0", options: options))
            let read = try MovieReader.read(MemorySource(Program.bytes(path)))
            #expect(read.tracks[0].sampleEntries[0].codec.name == codec)
        }
    }
}
