internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Media
internal import MovieFile

/// Decodes the sound of a clip, lays it out on the clip's time, and encodes it anew.
///
/// Sample 0 of what is encoded is the in point's, the last one the out point's: there is silence where the source has
/// nothing. Memory does not grow with the length.
struct SoundEncoding {
    /// What FFmpeg's AAC encoder puts in front of the sound, for a plan; the encoder itself says it for a track.
    static let priming: Int64 = 1024

    /// The encoded sound.
    struct Track {
        /// Samples heard.
        var length: Int64
        var sampleRate: Int
        var channels: Int
        /// Samples in front of them.
        var hidden: Int64
        /// The AudioSpecificConfig.
        var configuration: [UInt8]
        var samples: SampleTable
        /// Where each frame lies in the scratch file.
        var offsets: [UInt64]
    }

    /// What decoders put out.
    private struct Shape {
        var sampleRate: Int
        var channels: Int
    }

    private let sequence: SoundSequence
    private let scratch: ScratchFile

    /// The least that a channel is encoded with, in bits a second.
    private static let channelBitRate = 96_000
    /// So many units are tried until one can be decoded.
    private static let probeLimit = 256

    init(sequence: SoundSequence, scratch: ScratchFile) {
        self.sequence = sequence
        self.scratch = scratch
    }

    /// Encodes what is heard of `stretches`, and silence between them.
    func encode(
        _ stretches: [SoundStretch], isCancelled: () -> Bool
    ) throws(PrecutError) -> Track {
        let shape = try shape(of: stretches)
        guard shape.sampleRate.isMultiple(of: sequence.sampleRate) else {
            throw SoundTrackMaker.rateChange([sequence.sampleRate, shape.sampleRate])
        }
        // HE-AAC that is not signalled decodes to twice the rate that its headers state.
        let factor = Int64(shape.sampleRate / sequence.sampleRate)
        var sink = try SoundSink(
            AudioEncoderSettings(
                sampleRate: shape.sampleRate, channels: shape.channels,
                bitRate: max(bitRate(of: stretches), Self.channelBitRate * shape.channels)),
            scratch: scratch)
        for stretch in stretches {
            try sink.addSilence(upTo: stretch.heard.lowerBound * factor, isCancelled: isCancelled)
            try decode(stretch, shape, factor: factor, into: &sink, isCancelled: isCancelled)
        }
        let length = SoundSequence.length(of: sequence.range, sampleRate: shape.sampleRate)
        try sink.addSilence(upTo: length, isCancelled: isCancelled)
        try sink.finish()
        return track(of: sink, length: length, shape)
    }

    private func track(of sink: borrowing SoundSink, length: Int64, _ shape: Shape) -> Track {
        var samples = SampleTable()
        // The media ends where the sound ends; a frame that would be padding alone is left out.
        var left = sink.priming + length
        for size in sink.sizes where left > 0 {
            let duration = min(sink.samplesPerFrame, left)
            samples.append(TrackSample(size: size, duration: UInt32(clamping: duration)))
            left -= duration
        }
        return Track(
            length: length, sampleRate: shape.sampleRate, channels: shape.channels, hidden: sink.priming,
            configuration: sink.configuration, samples: samples,
            offsets: Array(sink.offsets.prefix(samples.count)))
    }

    private func bitRate(of stretches: [SoundStretch]) -> Int {
        var bytes: UInt64 = 0
        var samples: UInt64 = 0
        for unit in stretches.lazy.flatMap(\.units) {
            bytes += UInt64(sequence.units[unit].size)
            samples += UInt64(format(of: unit).samplesPerUnit)
        }
        let (bits, overflow) = (bytes * 8).multipliedReportingOverflow(by: UInt64(sequence.sampleRate))
        return overflow || samples == 0 ? 0 : Int(clamping: bits / samples)
    }

    private func format(of unit: Int) -> SoundFormat { sequence.formats[Int(sequence.units[unit].format)] }

    // MARK: Decoding

    private func decoder(of unit: Int) throws(PrecutError) -> AudioDecoder {
        let format = format(of: unit)
        do throws(MediaError) {
            return try AudioDecoder.open(
                codec: format.codec, configuration: format.configuration, format: format.audio)
        } catch {
            throw SoundTrackMaker.failure(error, format.codec)
        }
    }

    /// Rate and channels of the first sound that can be decoded.
    private func shape(of stretches: [SoundStretch]) throws(PrecutError) -> Shape {
        var reader = SoundReader(sequence, scratch)
        var refusal: FFmpegFailure?
        var tries = 0
        for stretch in stretches {
            var decoder = try decoder(of: stretch.units.lowerBound)
            for unit in stretch.preroll.lowerBound..<stretch.units.upperBound where tries < Self.probeLimit {
                tries += 1
                let block = try decode(unit, &decoder, &reader)
                if !block.isDamaged, block.sampleRate > 0 {
                    return Shape(sampleRate: block.sampleRate, channels: block.channels.count)
                }
                refusal = refusal ?? block.refusal
            }
        }
        let codec = stretches.first.map { format(of: $0.units.lowerBound).codec } ?? .aac
        throw SoundTrackMaker.undecodable(codec, refusal)
    }

    private func decode(
        _ unit: Int, _ decoder: inout AudioDecoder, _ reader: inout SoundReader
    ) throws(PrecutError) -> PCMBlock {
        let bytes = try reader.bytes(of: unit)
        do throws(MediaError) {
            return try decoder.decode(bytes)
        } catch {
            throw SoundTrackMaker.failure(error, format(of: unit).codec)
        }
    }

    private func decode(
        _ stretch: SoundStretch, _ shape: Shape, factor: Int64, into sink: inout SoundSink,
        isCancelled: () -> Bool
    ) throws(PrecutError) {
        var reader = SoundReader(sequence, scratch)
        var decoder = try decoder(of: stretch.units.lowerBound)
        for unit in stretch.preroll { _ = try decode(unit, &decoder, &reader) }
        let length = Int64(format(of: stretch.units.lowerBound).samplesPerUnit) * factor
        let heard = stretch.heard.lowerBound * factor..<stretch.heard.upperBound * factor
        var position = stretch.position * factor
        for unit in stretch.units {
            if isCancelled() { throw SoundTrackMaker.failure(.cancelled, .aac) }
            let block = try decode(unit, &decoder, &reader)
            guard block.isDamaged || block.sampleRate == shape.sampleRate else {
                throw SoundTrackMaker.rateChange([shape.sampleRate, block.sampleRate])
            }
            let part = max(position, heard.lowerBound)..<min(position + length, heard.upperBound)
            try sink.add(
                shaped(block, shape, Int(part.lowerBound - position)..<Int(part.upperBound - position)))
            position += length
        }
    }

    /// A part of a block with as many channels as the clip has, silent where the block has nothing.
    private func shaped(_ block: PCMBlock, _ shape: Shape, _ part: Range<Int>) -> [[Float]] {
        // Silence in place of a damaged unit may be of another rate.
        let isUsable = block.sampleRate == shape.sampleRate
        let end = isUsable ? min(max(block.sampleCount, part.lowerBound), part.upperBound) : part.lowerBound
        let sound = isUsable ? block.channels.map { Array($0[part.lowerBound..<end]) } : []
        return (0..<shape.channels).map { number in
            let channel =
                switch (sound.count, shape.channels) {
                case (1, 2): sound[0]
                case (2..., 1): mean(of: sound)
                default: sound.indices.contains(number) ? sound[number] : []
                }
            return channel + [Float](repeating: 0, count: part.count - channel.count)
        }
    }

    private func mean(of channels: [[Float]]) -> [Float] {
        (0..<(channels.first?.count ?? 0)).map { place in
            channels.reduce(0) { $0 + $1[place] } / Float(channels.count)
        }
    }
}
