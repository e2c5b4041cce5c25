import ElementaryStreams

extension FragmentedMP4 {
    /// How the samples of a track are coded: one entry of `stsd`.
    struct SampleEntry: Sendable {
        /// The codec, of the original format where the entry says that it is encrypted.
        var codec: Codec
        /// `encv`, `enca`, or another entry with a protection scheme: the samples' bytes mean nothing here.
        var isEncrypted = false
        /// `avcC` or `hvcC` as it stands, or the AudioSpecificConfig; else empty.
        var extradata: [UInt8] = []
        /// For H.264 and HEVC; `nil` where the record is missing or cut short.
        var parameterSets: ParameterSetRecord?
        /// For audio whose headers were understood.
        var audio: AudioFormat?
        /// Where coded frames tell more about the sound than the entry does.
        var audioSyntax: AudioSyntax?
        /// `pasp`, which takes precedence over the sequence parameter set as it does in libavformat.
        var sampleAspectRatio: AspectRatio?
    }
}
