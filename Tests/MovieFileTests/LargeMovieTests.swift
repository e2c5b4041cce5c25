import ElementaryStreams
import Foundation
import Testing

@testable import MovieFile

@Suite("Large movies") struct LargeMovieTests {
    private static let sound = SampleEntry.audio(
        AudioSampleEntry(.aac(specificConfig: [0x11, 0x90]), channels: 2, sampleRate: 48_000))

    @Test("beyond 4 GiB offsets and mdat have 64 bits, and ffprobe finds the last samples")
    func longOffsets() throws {
        try Program.withFolder { folder in
            let size: UInt32 = 16 << 20
            let table = SampleTable((0..<300).map { _ in TrackSample(size: size, duration: 48_000) })
            let movie = MovieDescription(tracks: [
                TrackDescription(id: 1, timeScale: 48_000, sampleEntry: Self.sound, samples: table)
            ])
            let writer = try MovieWriter(movie)
            let header = try writer.headerBytes(payloadSize: 300 * UInt64(size))
            let path = "\(folder)/large.mp4"
            try Program.write(header, to: path)
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.truncate(atOffset: UInt64(header.count) + writer.plan.payloadSize)
            try handle.close()
            let last = (296..<300).map { "\(size),\(UInt64(header.count) + UInt64($0) * UInt64(size))" }
            #expect(
                try Program.packetPlaces(path, options: ["-read_intervals", "296.5%"]).suffix(4) == last[...])

            let source = SparseSource(head: header, size: UInt64(header.count) + writer.plan.payloadSize)
            let read = try MovieReader.read(source)
            #expect(read.defects == [])
            #expect(read.tracks[0].samples.suffix(4).map { "\($0.size),\($0.offset)" } == last)
        }
    }

    @Test("the limit of 32 bits lies at the end of the file")
    func exactLimit() throws {
        for (excess, hasLongOffsets) in [(0, false), (1, true)] {
            let probe = try MovieWriter(Self.movie(sizes: [1, 1]))
            let overhead = try probe.headerBytes(payloadSize: 2).count
            let size = UInt32.max - UInt32(overhead) - 7 + UInt32(excess)
            let writer = try MovieWriter(Self.movie(sizes: [size, 7]))
            let header = try writer.headerBytes(payloadSize: UInt64(size) + 7)
            #expect(
                header.indices.contains { header[$0...].starts(with: Array("co64".utf8)) } == hasLongOffsets)
            let read = try MovieReader.read(
                SparseSource(head: header, size: UInt64(header.count) + UInt64(size) + 7))
            #expect(read.tracks[0].samples.map(\.offset).first == UInt64(header.count))
            #expect(read.defects == [])
        }
    }

    private static func movie(sizes: [UInt32]) -> MovieDescription {
        MovieDescription(tracks: [
            TrackDescription(
                id: 1, timeScale: 48_000, sampleEntry: sound,
                samples: SampleTable(sizes.map { TrackSample(size: $0, duration: 1024) }))
        ])
    }

    @Test("the tables of four hours take at most 16 MiB, the header at most 10 MiB")
    func fourHours() throws {
        var video = SampleTable()
        let offsets: [Int32] = [3003, 9009, 0, 0]
        for index in 0..<432_000 {
            video.append(
                TrackSample(
                    size: UInt32(2000 + index % 977), duration: 3003, compositionOffset: offsets[index % 4],
                    isSync: index % 60 == 0))
        }
        var audio = SampleTable()
        for index in 0..<675_000 { audio.append(TrackSample(size: UInt32(300 + index % 97), duration: 1024)) }
        #expect(video.storageByteCount + audio.storageByteCount <= 16 << 20)
        let record = try AVCConfigurationRecord(
            parameterSets: [[0x67, 66, 0xC0, 30, 0xDA], [0x68, 0xCE, 0x3C, 0x80]])
        let movie = MovieDescription(tracks: [
            TrackDescription(
                id: 1, timeScale: 90_000,
                sampleEntry: .video(VideoSampleEntry(.avc(record), width: 1280, height: 720)), samples: video),
            TrackDescription(id: 2, timeScale: 48_000, sampleEntry: Self.sound, samples: audio),
        ])
        let writer = try MovieWriter(movie)
        let header = try writer.headerBytes(payloadSize: video.payloadSize + audio.payloadSize)
        #expect(header.count <= 10 << 20)
        // Chunks of up to half a second, 14 pictures or 23 audio frames, in turns.
        #expect(writer.plan.runs.count == (432_000 + 13) / 14 + (675_000 + 22) / 23)
        let turns = zip(writer.plan.runs, writer.plan.runs.dropFirst()).filter { $0.track != $1.track }
        #expect(turns.count > writer.plan.runs.count * 9 / 10)
        let read = try MovieReader.read(
            SparseSource(head: header, size: UInt64(header.count) + writer.plan.payloadSize))
        #expect(read.tracks.map(\.samples.table) == [video, audio])
        #expect(read.tracks.reduce(0) { $0 + $1.samples.storageByteCount } <= 16 << 20)
    }
}

/// A file whose payload is never read.
private struct SparseSource: ByteSource {
    let head: [UInt8]
    let size: UInt64

    func read(at offset: UInt64, count: Int) throws(MovieReadError) -> [UInt8] {
        MemorySource(head).read(at: offset, count: count)
    }
}
