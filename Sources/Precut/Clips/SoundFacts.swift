internal import Cutting
internal import ElementaryStreams
internal import ExactTime

/// What the sound of a clip is, or would be.
struct SoundFacts: Sendable, Hashable {
    /// What is heard, in samples from the in point: all of the clip, unless copied sound begins late or ends early.
    var heard: Range<Int64>
    /// Samples a second of the track.
    var sampleRate: Int
    /// How the track is coded.
    var codec: Codec
    /// Why it is encoded anew; `nil` where the coded bytes are the snapshot's own.
    var reason: EncodeReason?
    /// Samples at the track's head that the edit list hides: pre-roll and head trim, or the encoder's priming.
    var hiddenSamples: Int64
    /// Bytes of the source's units that are used.
    var sourceBytes: UInt64

    /// Whether the coded bytes are the snapshot's own.
    var isCopied: Bool { reason == nil }
    /// Samples heard.
    var sampleCount: Int64 { heard.upperBound - heard.lowerBound }

    /// By how much the sound comes late in a player that ignores edit lists; negative where it begins late in the
    /// clip and such a player begins it at once.
    var lateIgnoringEdits: MediaDuration { duration(hiddenSamples - heard.lowerBound) }

    /// When the first sample heard is due, the clip's in point being `inPoint`.
    func start(from inPoint: MediaInstant) -> MediaInstant { inPoint + duration(heard.lowerBound) }

    /// When the last sample heard ends.
    func end(from inPoint: MediaInstant) -> MediaInstant { inPoint + duration(heard.upperBound) }

    private func duration(_ samples: Int64) -> MediaDuration {
        MediaDuration(Rational(Int128(samples), Int128(max(sampleRate, 1))))
    }
}
