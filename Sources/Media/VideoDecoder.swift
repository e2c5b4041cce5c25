internal import CFFmpeg
public import ElementaryStreams

/// Decodes access units given as memory into exact pictures (libavcodec's H.264 and HEVC decoders).
public enum VideoDecoder {
    /// The greatest number of pixels of a picture that is decoded: 8192 x 8192. More is refused before any
    /// memory is taken for it.
    public static let pixelLimit = 8192 * 8192

    /// Decodes the pictures with the timestamps `wanted` and hands each to `body` once, as soon as it and all
    /// that was decoded before it are out.
    ///
    /// A picture is recognised by the pts that went in with its unit, never by counting, so it does not matter
    /// how long the decoder holds pictures back or what it leaves out. When the last wanted picture is out,
    /// decoding stops; after the last unit the decoder is drained. Pictures come in the decoder's output order,
    /// which is presentation order. Where two units have the same pts, the first picture out is taken.
    ///
    /// A unit that the decoder refuses does not end the job: what may rest on it is marked
    /// ``Picture/isDamaged``, and a wanted picture that never comes is an error at the end. Interlaced frames
    /// come out woven, both fields in one picture.
    ///
    /// - Parameters:
    ///   - codec: `.h264` or `.hevc`.
    ///   - configuration: Parameter sets in Annex B form, or an avcC/hvcC record (then the units' NAL units
    ///     carry length prefixes); empty where the units carry their parameter sets.
    ///   - units: Access units in decoding order, beginning at a random access point.
    ///   - wanted: The pts of the pictures to hand out, ascending.
    ///   - threads: Decoder threads; 1 is best for a single picture.
    ///   - isCancelled: Asked before each unit; `true` ends the job with ``MediaError/cancelled``.
    ///   - body: Receives the pictures; what it throws ends the job.
    /// - Throws: ``MediaError/noPicture(pts:cause:)`` for a wanted picture that did not come out, after `body`
    ///   had all others; ``MediaError/decoderMissing(_:)``, ``MediaError/tooLarge(width:height:)``,
    ///   ``MediaError/cancelled``, or ``MediaError/failed(_:)`` for what makes going on pointless.
    ///
    /// Synchronous, on the calling thread; any number of jobs may run beside each other.
    /// C: `avcodec_send_packet`, `avcodec_receive_frame`.
    public static func decode(
        codec: Codec, configuration: [UInt8], units: some Sequence<EncodedUnit>, wanted: [Int64],
        threads: Int = 1, isCancelled: () -> Bool = { false },
        body: (Picture) throws(MediaError) -> Void
    ) throws(MediaError) {
        guard !wanted.isEmpty else { return }
        LibraryLog.begin()
        var run = try DecodingRun.begin(
            codec: codec, configuration: configuration, wanted: wanted, threads: threads)
        for unit in units where !unit.mayBeDropped && !unit.payload.isEmpty {
            if isCancelled() { throw .cancelled }
            try run.send(unit)
            try run.receive(body)
            if run.hasEverything { break }
        }
        try run.drain(body)
    }
}
