internal import CFFmpeg
internal import CFFmpegShims
public import ElementaryStreams

/// Decodes AAC, MP3, AC-3 and E-AC-3 access units to float samples, one block for each unit, always.
///
/// The block of the n-th unit begins where the blocks before it end, so a unit's first sample has the unit's pts:
/// libavcodec's decoders hold nothing back. What encoders put in front of the sound (1024 samples for FFmpeg's AAC
/// encoder, 1105 for LAME, 256 for FFmpeg's AC-3) is part of the blocks and is never taken away, whatever the
/// stream says about it; a LAME or Xing header frame counts as one unit of silence.
///
/// A decoder's first block lacks the overlap with the unit before: to hear a stream from unit n on as a whole
/// decode has it, begin one unit earlier with AAC-LC, AC-3 and E-AC-3. HE-AAC's filters and the bit reservoir of
/// MP3 reach further back. Two kinds of noise are drawn from a generator that goes on from unit to unit, and so
/// differ between two entries: AAC's perceptual noise substitution, and AC-3's dither.
///
/// A discontinuity needs a new decoder: `avcodec_flush_buffers` leaves AAC's last window shape behind.
///
/// C: `avcodec_send_packet`, `avcodec_receive_frame`.
public struct AudioDecoder: ~Copyable {
    private let codec: Codec
    private let context: CodecContext
    private let packet: Packet
    private let scratch: Frame
    /// What the last sound unit had, or the caller stated: the shape of silence.
    private var format: AudioFormat

    private init(
        codec: Codec, format: AudioFormat, context: consuming CodecContext, packet: consuming Packet,
        scratch: consuming Frame
    ) {
        self.codec = codec
        self.format = format
        self.context = context
        self.packet = packet
        self.scratch = scratch
    }

    /// Opens a decoder.
    ///
    /// - Parameters:
    ///   - codec: `.aac`, `.mp3` (layers I to III), `.ac3` or `.other("eac3")`.
    ///   - configuration: AAC without ADTS headers: the AudioSpecificConfig. Empty for everything else.
    ///   - format: What the stream's headers say; used for units that give no sound. What the decoder says goes
    ///     before it.
    /// - Throws: ``MediaError/decoderMissing(_:)`` or ``MediaError/failed(_:)``.
    public static func open(
        codec: Codec, configuration: [UInt8], format: AudioFormat
    ) throws(MediaError) -> AudioDecoder {
        LibraryLog.begin()
        guard let decoder = decoder(for: codec) else { throw .decoderMissing(codec) }
        let context = try CodecContext(decoder)
        try context.setExtradata(configuration)
        context.pointer.pointee.thread_count = 1
        context.pointer.pointee.flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT
        // Nothing is skipped for us.
        context.pointer.pointee.flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL
        try context.open(decoder)
        return AudioDecoder(
            codec: codec, format: format, context: context, packet: try Packet(), scratch: try Frame())
    }

    /// Decodes one access unit.
    ///
    /// A unit that the decoder refuses or has no sound for becomes as much silence as the unit before it had
    /// sound (the stated format where there is none), marked ``PCMBlock/isDamaged``. HE-AAC comes at its full
    /// rate, 2048 samples a unit; where its signalling is implicit and the stream does not begin with it, the
    /// units before the first with spectral band replication come at the core's rate: ``PCMBlock/sampleRate``
    /// tells.
    ///
    /// - Parameter unit: An ADTS frame, raw AAC if a configuration was given, an MPEG audio or an AC-3 frame.
    /// - Throws: ``MediaError/failed(_:)`` only for what is not the unit's fault.
    public mutating func decode(_ unit: ArraySlice<UInt8>) throws(MediaError) -> PCMBlock {
        LibraryLog.begin()
        // Empty means the end to libavcodec.
        guard !unit.isEmpty else { return silence(nil) }
        try packet.fill(EncodedUnit(payload: unit, pts: 0, dts: 0, isKeyframe: true))
        let sent = FFmpegCall.code { avcodec_send_packet(context.pointer, packet.pointer) }
        guard sent >= 0 else { return silence(try refusal("avcodec_send_packet", sent)) }
        var channels: [[Float]] = []
        var isDamaged = false
        while true {
            let result = FFmpegCall.code { avcodec_receive_frame(context.pointer, scratch.pointer) }
            if result == cffmpeg_error_again || result == cffmpeg_error_end { break }
            guard result >= 0 else { return silence(try refusal("avcodec_receive_frame", result)) }
            let part = try scratch.planarSamples(codec: codec)
            // A unit holds several frames of sound only in E-AC-3, and all of one shape.
            if channels.count == part.count {
                for index in part.indices { channels[index] += part[index] }
            } else {
                isDamaged = !channels.isEmpty
                channels = part
            }
            let fields = scratch.pointer.pointee
            let isCorrupt = fields.flags & AV_FRAME_FLAG_CORRUPT != 0
            if fields.decode_error_flags != 0 || isCorrupt { isDamaged = true }
            format.sampleRate = Int(fields.sample_rate)
            format.channels = part.count
        }
        guard let count = channels.first?.count, count > 0 else { return silence(nil) }
        format.samplesPerFrame = count
        return PCMBlock(
            channels: channels, sampleRate: format.sampleRate, isDamaged: isDamaged, refusal: nil)
    }

    private func silence(_ refusal: FFmpegFailure?) -> PCMBlock {
        let channel = [Float](repeating: 0, count: max(format.samplesPerFrame, 0))
        return PCMBlock(
            channels: Array(repeating: channel, count: max(format.channels, 1)),
            sampleRate: format.sampleRate, isDamaged: true, refusal: refusal)
    }

    /// Lack of memory is no property of the unit and is thrown.
    private func refusal(_ function: String, _ code: Int32) throws(MediaError) -> FFmpegFailure {
        let failure = FFmpegFailure(function: function, code: code, codec: codec, pts: nil)
        if code == cffmpeg_error_no_memory { throw .failed(failure) }
        return failure
    }

    /// The decoders with float samples: libavcodec's `mp3` without more is the one for 16-bit integers.
    private static func decoder(for codec: Codec) -> UnsafePointer<AVCodec>? {
        switch codec {
        case .aac: avcodec_find_decoder_by_name("aac")
        case .mp3: avcodec_find_decoder_by_name("mp3float")
        case .ac3: avcodec_find_decoder_by_name("ac3")
        case .other("eac3"): avcodec_find_decoder_by_name("eac3")
        default: nil
        }
    }
}
