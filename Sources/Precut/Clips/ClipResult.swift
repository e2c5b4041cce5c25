public import Cutting
public import ElementaryStreams
public import ExactTime
public import Findings
public import Timeline

/// What a clip holds, or would hold. All instants are on the snapshot's axis.
public struct ClipResult: Sendable {
    /// The pictures.
    public struct Video: Sendable {
        /// How they are coded.
        public var codec: Codec
        /// The clock of ``firstPTS`` and ``lastPTS``.
        public var timeBase: TimeBase
        /// The first frame's timestamp as it stands in the stream.
        public var firstPTS: Int64
        /// The last frame's timestamp as it stands in the stream.
        public var lastPTS: Int64
        /// When the first frame shown appears in the snapshot.
        public var firstFrame: MediaInstant
        /// When the last frame shown appears in the snapshot.
        public var lastFrame: MediaInstant
        /// Where the clip's picture begins, after trimming.
        public var start: MediaInstant
        /// Where it ends, after trimming.
        public var end: MediaInstant
        /// The number of frames shown.
        public var frames: Int
        /// Those of them whose coded bytes are the snapshot's own.
        public var copiedFrames: Int
        /// Those of them that were encoded anew.
        public var encodedFrames: Int
        /// What a player that ignores edit lists shows.
        public var ignoringEdits: Unedited
    }

    /// What a player that ignores edit lists shows: everything that is in the file, from its beginning.
    public struct Unedited: Sendable, Hashable {
        /// When the first picture that it shows appears in the snapshot.
        public var firstFrame: MediaInstant
        /// By how much it begins too early; zero where both kinds of players show the same.
        public var early: MediaDuration
        /// The number of pictures it shows.
        public var frames: Int
        /// How long it plays.
        public var duration: MediaDuration
    }

    /// The sound.
    public struct Audio: Sendable {
        /// How it is coded in the clip.
        public var codec: Codec
        /// Where the clip's first sample lies in the snapshot.
        public var start: MediaInstant
        /// Where its last sample ends.
        public var end: MediaInstant
        /// Samples heard.
        public var samples: Int
        /// Samples a second.
        public var sampleRate: Int
        /// Whether the coded bytes are the snapshot's own; otherwise ``reason`` says why not.
        public var isCopied: Bool
        /// Why it was encoded anew.
        public var reason: EncodeReason?
        /// By how much the sound comes late in a player that ignores edit lists.
        public var lateIgnoringEdits: MediaDuration
    }

    /// What becomes of one group of pictures.
    public struct PlanEntry: Sendable, Hashable {
        /// What is done.
        public enum Action: String, Sendable, Hashable {
            /// Its coded pictures go into the clip as they are.
            case copy
            /// It is decoded and encoded anew.
            case encode
            /// It goes into the clip for decoding alone, hidden by the edit list.
            case hide
        }

        /// What is done.
        public var action: Action
        /// Why, where it is encoded.
        public var reason: EncodeReason?
        /// The segment in which it begins.
        public var segment: Int
        /// Where its shown part begins; of hidden pictures, where they begin.
        public var start: MediaInstant
        /// Where that ends.
        public var end: MediaInstant
        /// How many frames.
        public var frames: Int
        /// Bytes of the source's coded pictures that are used, as they lie in the segments.
        public var bytes: Int
    }

    /// A stretch without media inside the clip.
    public struct Gap: Sendable, Hashable {
        /// Where the last picture before it should have given way.
        public var start: MediaInstant
        /// Where pictures go on, or the clip ends.
        public var end: MediaInstant
    }

    /// The file; `nil` for a plan.
    public var path: String?
    /// How it was asked to be made.
    public var mode: ClipMode
    /// The axis's zero.
    public var zero: ZeroChoice
    /// The rule for the edges.
    public var rule: CutRule
    /// The in point asked for.
    public var requestedStart: MediaInstant
    /// The out point asked for.
    public var requestedEnd: MediaInstant
    /// The pictures; `nil` without.
    public var video: Video?
    /// The sound; `nil` without.
    public var audio: Audio?
    /// By how much sound lies later against the picture than in the snapshot, as read back from the file.
    public var skew: MediaDuration?
    /// How long the clip is: what `mvhd` says.
    public var duration: MediaDuration
    /// Bytes of the file; of a plan, the source bytes that it uses.
    public var bytes: Int
    /// The distinct media segments that were read for it, pre-roll and neighbours included.
    public var segmentsRead: Int
    /// The bytes that were read for all clips of the call, as they came over the wire or from disk.
    public var bytesRead: Int64
    /// The file was opened again and everything in it held against the plan.
    public var isVerified: Bool
    /// Group by group, in order of presentation.
    public var plan: [PlanEntry]
    /// What is missing inside the clip; empty unless gaps were allowed.
    public var gaps: [Gap]
    /// What the user should know: a length that the API would refuse, for one.
    public var findings: [Finding]
}
