import ElementaryStreams
import Media
import Testing

/// Noise that never repeats, and streams that the ffmpeg program made of it.
struct Sound {
    let sampleRate: Int
    let channels: [[Float]]

    /// Independent noise in each channel, from a seed, at half of full scale.
    init(sampleRate: Int, channels: Int, count: Int, seed: UInt64 = 11) {
        self.sampleRate = sampleRate
        self.channels = (0..<channels).map { channel in
            var random = SeededGenerator(state: seed &+ UInt64(channel) &* 977)
            return (0..<count).map { _ in
                Float(Int(random.next() >> 40 & 0xFFFF) - 0x8000) / Float(0x10000)
            }
        }
    }

    /// Given samples.
    init(sampleRate: Int, channels: [[Float]]) {
        self.sampleRate = sampleRate
        self.channels = channels
    }

    var count: Int { channels.first?.count ?? 0 }

    /// The samples in a file that ffmpeg reads with the returned options.
    func input() throws -> [String] {
        var bytes: [UInt8] = []
        for index in 0..<count {
            for channel in channels {
                withUnsafeBytes(of: channel[index].bitPattern.littleEndian) { bytes += $0 }
            }
        }
        let path = try FFmpeg.file(bytes, "f32")
        return ["-f", "f32le", "-ar", String(sampleRate), "-ac", String(channels.count), "-i", path]
    }

    /// A file of coded sound, encoded by ffmpeg with `options`.
    func encoded(_ options: [String], _ ending: String) throws -> String {
        let path = FFmpeg.freshPath(ending)
        try FFmpeg.ffmpeg(try input() + options + ["-fflags", "+bitexact", path])
        return path
    }

    /// The coded frames of a file, by ffprobe.
    static func units(_ path: String) throws -> [ArraySlice<UInt8>] {
        let bytes = try FFmpeg.run("cat", [path])
        return try FFmpeg.text(
            "ffprobe", ["-v", "error", "-of", "csv=p=0", "-show_entries", "packet=size,pos", path]
        )
        .split(separator: "\n")
        .map { line in
            let numbers = line.split(separator: ",").compactMap { Int($0) }
            return bytes[numbers[1]..<numbers[1] + numbers[0]]
        }
    }

    /// What ffmpeg decodes of a file, channel by channel; nothing that a container or header says is skipped.
    static func decodedByFFmpeg(_ path: String, channels: Int) throws -> [[Float]] {
        let isMovie = path.hasSuffix("mp4")
        let bytes = try FFmpeg.ffmpeg(
            (isMovie ? ["-ignore_editlist", "1"] : [])
                + ["-flags2", "+skip_manual", "-i", path, "-f", "f32le", "-c:a", "pcm_f32le", "-"])
        var result: [[Float]] = Array(repeating: [], count: channels)
        for place in stride(from: 0, to: bytes.count / 4, by: 1) {
            let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place * 4 + $1]) << UInt32($1 * 8) }
            result[place % channels].append(Float(bitPattern: pattern))
        }
        return result
    }

    /// By how many samples `heard` is late against `original`, by cross-correlation around the middle.
    static func delay(of heard: [Float], against original: [Float], within range: Range<Int>) -> Int? {
        let window = 1024
        let start = original.count / 2
        guard original.count >= start + window, heard.count >= start + range.upperBound + window else {
            return nil
        }
        var best: (delay: Int, sum: Float)?
        for delay in range {
            var sum: Float = 0
            for index in start..<start + window { sum += original[index] * heard[index + delay] }
            if sum > best?.sum ?? 0 { best = (delay, sum) }
        }
        return best?.delay
    }
}
