/// Which units of sound go into a clip, and whether as they are.
///
/// Timestamps are rounded: to 1/90000 s in MPEG-TS, and to a millisecond before that where the sound came over
/// RTMP. Samples are not: a unit begins where the one before it ends. So a stretch of units is placed once, in the
/// middle of what its timestamps say, and its units follow each other by their sample counts; rounding cannot add
/// up. Only where a timestamp parts from the count by more than rounding can explain does a new stretch begin.
public struct SoundPlan: Sendable, Hashable {
    /// What becomes of the sound.
    public enum Action: Sendable, Hashable {
        /// No sound lies in the range.
        case nothing
        /// The units go into the clip as they are; there is one stretch.
        case copy
        /// The sound is decoded, laid out and encoded anew.
        case encode(EncodeReason)
    }

    /// What becomes of the sound.
    public let action: Action
    /// What is heard, in order and without overlap: where two stretches overlap, the later one is heard.
    public let stretches: [SoundStretch]

    /// What all units of one format have in common.
    public struct Format: Sendable, Hashable {
        /// Samples of a decoded unit, 1...65536.
        public var samplesPerUnit: Int
        /// What a decoder needs in front.
        public var preroll: SoundPreroll
        /// mp4 can carry the units as they are.
        public var isCarried: Bool

        /// Describes a format; lengths outside of 1...65536 are held there.
        public init(samplesPerUnit: Int, preroll: SoundPreroll, isCarried: Bool = true) {
            self.samplesPerUnit = min(max(samplesPerUnit, 1), 65_536)
            self.preroll = preroll
            self.isCarried = isCarried
        }
    }

    /// What a plan rests on.
    public struct Request: Sendable, Hashable {
        /// What ``SoundUnit/format`` counts; nothing is planned where a unit's format is not here.
        public var formats: [Format]
        /// Samples a second, the same for all formats.
        public var sampleRate: Int
        /// Samples from the in point to the out point.
        public var length: Int64
        /// How clips are made; ``ClipMode/encode`` copies no sound.
        public var mode: ClipMode

        /// States what is known of the sound and wanted of the clip.
        public init(formats: [Format], sampleRate: Int, length: Int64, mode: ClipMode = .smart) {
            self.formats = formats
            self.sampleRate = sampleRate
            self.length = length
            self.mode = mode
        }

        /// How far the timestamps of a run may part from its sample count: a millisecond, the grain of RTMP, and
        /// a sample at either end for the rounding of positions.
        public var jitter: Int64 { Int64(max(sampleRate, 0) / 1000 + 2) }
    }

    /// How far two runs may part and still be joined, in samples: the rounding of positions alone.
    static let seam: Int64 = 1

    /// Plans the sound of a clip.
    ///
    /// - Parameters:
    ///   - units: What there is around the range, pre-roll included: run behind run, each by position. All have a
    ///     format that `request` describes.
    ///   - request: What is known and wanted.
    /// - Complexity: Linear in the number of units.
    public init(_ units: [SoundUnit], _ request: Request) {
        let layout = SoundLayout(units, request)
        stretches = layout.stretches
        if stretches.isEmpty {
            action = .nothing
        } else if let reason = layout.obstacle {
            action = .encode(reason)
        } else {
            action = .copy
        }
    }

    /// Where sound begins and ends in the clip, in samples from the in point; `nil` without sound.
    public var heard: Range<Int64>? {
        guard let first = stretches.first, let last = stretches.last else { return nil }
        return first.heard.lowerBound..<max(first.heard.lowerBound, last.heard.upperBound)
    }
}
