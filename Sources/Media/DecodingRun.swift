internal import CFFmpeg
internal import CFFmpegShims
internal import ElementaryStreams

/// One decoder from its first unit to the last wanted picture.
struct DecodingRun: ~Copyable {
    private let codec: Codec
    private let context: CodecContext
    private let packet: Packet
    private let scratch: Frame
    /// The wanted timestamps whose pictures have not come out.
    private var missing: Set<Int64>
    private var firstRefusal: FFmpegFailure?
    private var taint = Taint()
    private var pending = PendingPictures()
    /// A decoder that answers with errors for ever is asked no more than this often.
    private var errorsLeft = 1000

    private init(
        codec: Codec, context: consuming CodecContext, packet: consuming Packet, scratch: consuming Frame,
        wanted: [Int64]
    ) {
        self.codec = codec
        self.context = context
        self.packet = packet
        self.scratch = scratch
        missing = Set(wanted)
    }

    /// Opens the decoder.
    static func begin(
        codec: Codec, configuration: [UInt8], wanted: [Int64], threads: Int
    ) throws(MediaError) -> DecodingRun {
        guard let decoder = decoder(for: codec) else { throw .decoderMissing(codec) }
        let context = try CodecContext(decoder)
        try context.setExtradata(configuration)
        let fields = context.pointer
        fields.pointee.thread_count = Int32(clamping: max(threads, 1))
        // Without OUTPUT_CORRUPT, delayed pictures are lost when a run that began at a recovery point is
        // drained early; UNALIGNED lets the left edge be cropped at any sample, not only at aligned ones.
        fields.pointee.flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT | AV_CODEC_FLAG_UNALIGNED
        // H.264 without a stated reorder depth: assume the level's greatest instead of guessing upward, which
        // loses the pictures that come out late while the guess is too low.
        fields.pointee.strict_std_compliance = FF_COMPLIANCE_STRICT
        fields.pointee.max_pixels = Int64(VideoDecoder.pixelLimit)
        try context.open(decoder)
        return DecodingRun(
            codec: codec, context: context, packet: try Packet(), scratch: try Frame(), wanted: wanted)
    }

    /// Every wanted picture has come out of the decoder.
    var hasEverything: Bool { missing.isEmpty }

    /// Gives `unit` to the decoder; a refusal is remembered, not thrown.
    mutating func send(_ unit: EncodedUnit) throws(MediaError) {
        try packet.fill(unit)
        taint.enter(unit)
        pending.send(pts: unit.pts)
        let result = FFmpegCall.code { avcodec_send_packet(context.pointer, packet.pointer) }
        guard result < 0 else { return }
        if let size = OversizeProbe.measure(packet, codec: context) {
            throw .tooLarge(width: size.width, height: size.height)
        }
        pending.refuse()
        try refuse("avcodec_send_packet", result, pts: unit.pts)
    }

    /// Takes out what the decoder has ready.
    mutating func receive(_ body: (Picture) throws(MediaError) -> Void) throws(MediaError) {
        while try receiveOne() { try handOut(isFinal: false, body) }
    }

    /// Says that no more units follow, and takes out the rest.
    mutating func drain(_ body: (Picture) throws(MediaError) -> Void) throws(MediaError) {
        if !hasEverything || !pending.isEmpty {
            let result = FFmpegCall.code { avcodec_send_packet(context.pointer, nil) }
            if result < 0 { try refuse("avcodec_send_packet", result, pts: nil) }
            try receive(body)
            try handOut(isFinal: true, body)
        }
        if let pts = missing.min() { throw .noPicture(pts: pts, cause: firstRefusal) }
    }

    private mutating func handOut(
        isFinal: Bool, _ body: (Picture) throws(MediaError) -> Void
    ) throws(MediaError) {
        while let picture = pending.next(isFinal: isFinal) {
            if taint.covers(picture.pts) { picture.isDamaged = true }
            try body(picture)
        }
    }

    /// Takes out one picture; `false` where the decoder has none, or none any more.
    private mutating func receiveOne() throws(MediaError) -> Bool {
        let result = FFmpegCall.code { avcodec_receive_frame(context.pointer, scratch.pointer) }
        if result == cffmpeg_error_again || result == cffmpeg_error_end { return false }
        guard result >= 0 else {
            try refuse("avcodec_receive_frame", result, pts: nil)
            errorsLeft -= 1
            return errorsLeft > 0
        }
        let pts = scratch.pointer.pointee.pts
        let hasErrors = scratch.pointer.pointee.decode_error_flags != 0
        if hasErrors { taint.fault(at: pts) }
        guard missing.remove(pts) != nil else {
            pending.receive(pts: pts, nil)
            return true
        }
        let isCorrupt = scratch.pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
        let picture = Picture(try Frame(taking: scratch), isDamaged: hasErrors || isCorrupt)
        pending.receive(pts: pts, picture)
        return true
    }

    /// Remembers why the decoder refused something; lack of memory is no property of the input and is thrown.
    private mutating func refuse(_ function: String, _ code: Int32, pts: Int64?) throws(MediaError) {
        var failure = FFmpegFailure(function: function, code: code)
        failure.codec = codec
        failure.pts = pts
        if code == cffmpeg_error_no_memory { throw .failed(failure) }
        firstRefusal = firstRefusal ?? failure
        taint.fault(at: pts)
    }

    private static func decoder(for codec: Codec) -> UnsafePointer<AVCodec>? {
        switch codec {
        case .h264: avcodec_find_decoder_by_name("h264")
        case .hevc: avcodec_find_decoder_by_name("hevc")
        default: nil
        }
    }
}
