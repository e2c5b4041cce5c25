internal import Foundation

/// Sound as the `ffmpeg` program decodes it: the first channel, with the time of its first sample.
public struct DecodedSound: Sendable {
    /// One channel.
    public var samples: [Float]
    /// Where the first sample lies, counted in samples from the file's zero.
    public var start: Int64
    /// Samples a second.
    public var rate: Int64
    /// Where timestamps do not follow on from sample counts, as positions in ``samples``.
    public var jumps: [Int]
    /// Where each stretch between jumps begins, counted in samples from the file's zero.
    public var origins: [Int64]

    /// What ffmpeg needs to write the sound of a stream into a folder.
    static func arguments(_ folder: ScratchFolder, stream: String) -> [String] {
        let output = ["-map", stream, "-af", "pan=mono|c0=c0", "-c:a", "pcm_f32le"]
        return output + ["-f", "f32le", folder.path("sound.f32")]
            + output + ["-f", "framecrc", folder.path("sound.times")]
    }

    /// Reads what ffmpeg wrote.
    init(_ folder: ScratchFolder) throws {
        let listing = try FrameListing(folder.path("sound.times"))
        let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("sound.f32")))
        // Little endian, as every machine that runs these tests.
        samples = [Float](unsafeUninitializedCapacity: data.count / 4) { buffer, count in
            count = data.copyBytes(to: buffer) / 4
        }
        start = listing.entries.first?.pts ?? 0
        rate = listing.timeScale
        jumps = []
        origins = [start]
        var expected = start
        var position = 0
        for entry in listing.entries {
            if abs(entry.pts - expected) > 1 {
                jumps.append(position)
                origins.append(entry.pts)
            }
            expected = entry.pts + Int64(entry.size / 4)
            position += entry.size / 4
        }
    }

    /// Where the last sample ends, counted in samples from the file's zero.
    public var end: Int64 { start + Int64(samples.count) }
}
