internal import ElementaryStreams
internal import Media
internal import MovieFile

/// Takes samples in order, and leaves AAC in a scratch file.
struct SoundSink: ~Copyable {
    private var encoder: AudioEncoder
    private let scratch: ScratchFile
    private let channels: Int
    /// Frames that wait to be written together.
    private var bytes: [UInt8] = []
    private(set) var sizes: [UInt32] = []
    private(set) var offsets: [UInt64] = []
    /// Samples so far.
    private(set) var sampleCount: Int64 = 0

    private static let writeSize = 1 << 18
    private static let silenceSize = 8192

    init(_ settings: AudioEncoderSettings, scratch: ScratchFile) throws(PrecutError) {
        channels = settings.channels
        self.scratch = scratch
        do throws(MediaError) {
            encoder = try AudioEncoder.open(settings)
        } catch {
            throw SoundTrackMaker.failure(error, settings.codec)
        }
    }

    /// Samples that a decoder gives before the first one sent.
    var priming: Int64 { Int64(encoder.initialPadding) }
    /// Samples of a frame.
    var samplesPerFrame: Int64 { Int64(encoder.samplesPerFrame) }
    /// The AudioSpecificConfig.
    var configuration: [UInt8] { encoder.configuration }

    /// Adds silence up to a position; nothing where that has been passed.
    mutating func addSilence(upTo position: Int64, isCancelled: () -> Bool) throws(PrecutError) {
        while sampleCount < position {
            if isCancelled() { throw SoundTrackMaker.failure(.cancelled, .aac) }
            let count = Int(min(position - sampleCount, Int64(Self.silenceSize)))
            try add(Array(repeating: [Float](repeating: 0, count: count), count: channels))
        }
    }

    /// Adds samples, an array for each channel.
    mutating func add(_ samples: [[Float]]) throws(PrecutError) {
        do throws(MediaError) {
            let frames = try encoder.send(samples)
            sampleCount += Int64(samples.first?.count ?? 0)
            keep(frames)
        } catch {
            throw SoundTrackMaker.failure(error, .aac)
        }
        if bytes.count >= Self.writeSize { try write() }
    }

    /// Ends the sound: all frames are in the scratch file behind this.
    mutating func finish() throws(PrecutError) {
        do throws(MediaError) {
            keep(try encoder.finish())
        } catch {
            throw SoundTrackMaker.failure(error, .aac)
        }
        try write()
    }

    private mutating func keep(_ frames: [EncodedSound]) {
        for frame in frames {
            // From the beginning of what waits; its place in the file is known when it is written.
            offsets.append(UInt64(bytes.count))
            sizes.append(UInt32(clamping: frame.payload.count))
            bytes += frame.payload
        }
    }

    private var written = 0

    private mutating func write() throws(PrecutError) {
        guard !bytes.isEmpty else { return }
        let start = try scratch.append(bytes)
        for frame in written..<offsets.count { offsets[frame] += start }
        written = offsets.count
        bytes.removeAll(keepingCapacity: true)
    }
}
