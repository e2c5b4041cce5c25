/// One sample of a clip's picture track, its bytes waiting in the scratch file.
struct CodedSample: Sendable {
    /// Where its bytes lie.
    var offset: UInt64
    /// How many there are.
    var size: UInt32
    /// When it is shown, in ticks of 1/90000 s from the in point; negative for hidden pre-roll.
    var pts: Int64
    /// Decoding can begin here.
    var isSync: Bool
    /// The first 64 bits of the SHA-256 of its bytes.
    var digest: UInt64
}

/// One part of a plan, made.
struct CodedPart: Sendable {
    /// Its samples in decoding order.
    var samples: [CodedSample]
    /// From which sample on which parameter sets apply, beginning with the first sample.
    var parameterSets: [(sample: Int, sets: [[UInt8]])]
    /// Pictures of it that the decoder had complaints about.
    var damaged: Int
}
