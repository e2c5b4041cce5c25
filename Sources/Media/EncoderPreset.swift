/// How much work an encoder puts into a picture: x264's and x265's presets, from the fastest on.
public enum EncoderPreset: String, Sendable, Hashable, CaseIterable {
    /// Least work, largest output.
    case ultrafast
    /// Between ``ultrafast`` and ``veryfast``.
    case superfast
    /// A good choice for the few pictures at the edges of a cut.
    case veryfast
    /// Between ``veryfast`` and ``fast``.
    case faster
    /// Between ``faster`` and ``medium``.
    case fast
    /// The encoders' own default.
    case medium
    /// Between ``medium`` and ``slower``.
    case slow
    /// Between ``slow`` and ``veryslow``.
    case slower
    /// The most that is still sensible.
    case veryslow
}
