internal import CFFmpeg
internal import CFFmpegShims
internal import ElementaryStreams

/// Encodes float samples to AAC-LC, MP3 or AC-3, with every sample accounted for.
///
/// Decoded, the frames give ``initialPadding`` samples that are none of the input's, then the input, then
/// ``trailingPadding`` samples to the end of the last frame: `frames x samplesPerFrame` in all. The same samples
/// and settings give the same bytes.
///
/// C: `avcodec_send_frame`, `avcodec_receive_packet`.
public struct AudioEncoder: ~Copyable {
    /// Samples that a decoder gives before the first one sent (priming): 1024 for AAC.
    public let initialPadding: Int
    /// Samples a channel in each frame: 1024 for AAC, 1152 or 576 for MP3, 1536 for AC-3.
    public let samplesPerFrame: Int
    /// AAC: the AudioSpecificConfig (ISO/IEC 14496-3 1.6.2.1); else empty.
    public let configuration: [UInt8]
    /// Samples that a decoder gives behind the last one sent; 0 before ``finish()``.
    public private(set) var trailingPadding = 0

    private let settings: AudioEncoderSettings
    private let isDelayed: Bool
    private let context: CodecContext
    private let packet: Packet
    /// Samples that wait for a whole frame, channel by channel.
    private var waiting: [[Float]]
    private var sentSamples = 0
    private var framesIn = 0
    private var framesOut = 0

    private init(
        settings: AudioEncoderSettings, isDelayed: Bool, context: consuming CodecContext,
        packet: consuming Packet
    ) {
        self.settings = settings
        self.isDelayed = isDelayed
        let fields = context.pointer.pointee
        initialPadding = Int(fields.initial_padding)
        samplesPerFrame = Int(fields.frame_size)
        configuration =
            settings.codec == .aac
            ? Array(
                UnsafeBufferPointer(
                    start: fields.extradata, count: fields.extradata == nil ? 0 : Int(fields.extradata_size)))
            : []
        waiting = Array(repeating: [], count: settings.channels)
        self.context = context
        self.packet = packet
    }

    /// Opens an encoder.
    ///
    /// - Throws: ``MediaError/encoderMissing(_:)`` where FFmpeg has none for the codec; ``MediaError/failed(_:)``
    ///   for settings that it cannot do.
    public static func open(_ settings: AudioEncoderSettings) throws(MediaError) -> AudioEncoder {
        LibraryLog.begin()
        let name =
            switch settings.codec {
            case .aac: "aac"
            case .mp3: "libmp3lame"
            case .ac3: "ac3"
            default: settings.codec.name
            }
        guard [.aac, .mp3, .ac3].contains(settings.codec), let encoder = avcodec_find_encoder_by_name(name)
        else { throw .encoderMissing(name) }
        guard (1...64).contains(settings.channels), let rate = Int32(exactly: settings.sampleRate), rate > 0
        else { throw .failed(.impossible("avcodec_open2", codec: settings.codec, pts: nil)) }
        let context = try CodecContext(encoder)
        let fields = context.pointer
        fields.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        fields.pointee.sample_rate = rate
        fields.pointee.time_base = AVRational(num: 1, den: rate)
        av_channel_layout_default(&fields.pointee.ch_layout, Int32(settings.channels))
        fields.pointee.bit_rate = Int64(settings.bitRate)
        fields.pointee.thread_count = 1
        fields.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        switch settings.codec {
        case .aac:
            // Noise is coded as it is, not as the instruction to make some.
            try set(context, "aac_pns", "0")
        case .mp3:
            // Every frame decodes by itself.
            try set(context, "reservoir", "0")
        default: break
        }
        try context.open(encoder)
        return AudioEncoder(
            settings: settings, isDelayed: encoder.pointee.capabilities & AV_CODEC_CAP_DELAY != 0,
            context: context, packet: try Packet())
    }

    private static func set(
        _ context: borrowing CodecContext, _ option: String, _ value: String
    ) throws(MediaError) {
        try FFmpegCall.check("av_opt_set") {
            av_opt_set(context.pointer.pointee.priv_data, option, value, 0)
        }
    }

    /// Sends the next samples and takes out the frames that are ready.
    ///
    /// - Parameter channels: As many arrays as there are channels, all of the same length, whatever that is.
    /// - Throws: ``MediaError/failed(_:)``: with `AVERROR(EINVAL)` for another number of channels or unequal
    ///   lengths, which leave the encoder as it was. After any other failure it is of no more use.
    public mutating func send(_ channels: [[Float]]) throws(MediaError) -> [EncodedSound] {
        LibraryLog.begin()
        let count = channels.first?.count ?? 0
        guard channels.count == settings.channels, channels.allSatisfy({ $0.count == count }) else {
            throw .failed(.impossible("avcodec_send_frame", codec: settings.codec, pts: nil))
        }
        for index in channels.indices { waiting[index] += channels[index] }
        sentSamples += count
        return try encodeWholeFrames()
    }

    /// Says that no more samples follow and takes out the rest; the encoder takes nothing after that.
    ///
    /// - Returns: Frames up to the one with the last sample in it; none where no sample was sent.
    /// - Throws: ``MediaError/failed(_:)``.
    public mutating func finish() throws(MediaError) -> [EncodedSound] {
        LibraryLog.begin()
        guard sentSamples > 0 else { return [] }
        // An encoder that holds nothing back still writes late: silence pushes the last samples out.
        let needed = sentSamples + (isDelayed ? 0 : initialPadding)
        let missing =
            (needed + samplesPerFrame - 1) / samplesPerFrame * samplesPerFrame
            - framesIn * samplesPerFrame - (waiting.first?.count ?? 0)
        for index in waiting.indices { waiting[index] += Array(repeating: 0, count: missing) }
        var frames = try encodeWholeFrames()
        let result = FFmpegCall.code { avcodec_send_frame(context.pointer, nil) }
        guard result >= 0 else { throw failure("avcodec_send_frame", result) }
        frames += try receive()
        trailingPadding = framesOut * samplesPerFrame - initialPadding - sentSamples
        guard trailingPadding >= 0 else {
            throw .failed(.impossible("avcodec_receive_packet", codec: settings.codec, pts: nil))
        }
        return frames
    }

    private mutating func encodeWholeFrames() throws(MediaError) -> [EncodedSound] {
        var frames: [EncodedSound] = []
        let available = waiting.first?.count ?? 0
        var used = 0
        while available - used >= samplesPerFrame {
            let frame = try Frame.sound(like: context, count: samplesPerFrame)
            for index in waiting.indices {
                frame.setSamples(waiting[index][used..<used + samplesPerFrame], channel: index)
            }
            frame.pointer.pointee.pts = Int64(framesIn * samplesPerFrame)
            let result = FFmpegCall.code { avcodec_send_frame(context.pointer, frame.pointer) }
            guard result >= 0 else { throw failure("avcodec_send_frame", result) }
            framesIn += 1
            used += samplesPerFrame
            frames += try receive()
        }
        for index in waiting.indices { waiting[index].removeFirst(used) }
        return frames
    }

    private mutating func receive() throws(MediaError) -> [EncodedSound] {
        var frames: [EncodedSound] = []
        while true {
            let result = FFmpegCall.code { avcodec_receive_packet(context.pointer, packet.pointer) }
            if result == cffmpeg_error_again || result == cffmpeg_error_end { return frames }
            guard result >= 0 else { throw failure("avcodec_receive_packet", result) }
            let position = framesOut * samplesPerFrame - initialPadding
            // The encoder counts along; a frame left out or put in would show here.
            guard packet.pointer.pointee.pts == Int64(position) else {
                throw .failed(
                    .impossible(
                        "avcodec_receive_packet", codec: settings.codec, pts: packet.pointer.pointee.pts))
            }
            frames.append(
                EncodedSound(payload: packet.bytes(), position: position, sampleCount: samplesPerFrame))
            framesOut += 1
        }
    }

    private func failure(_ function: String, _ code: Int32) -> MediaError {
        .failed(FFmpegFailure(function: function, code: code, codec: settings.codec, pts: nil))
    }
}
