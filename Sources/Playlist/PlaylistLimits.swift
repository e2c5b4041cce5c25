/// How much a playlist may ask of the reader; what goes beyond is refused or cut, never followed.
///
/// Memory and time stay proportional to the bytes given, whatever they say.
public struct PlaylistLimits: Sendable, Hashable {
    /// The largest playlist that is read, in bytes.
    public var maximumBytes: Int
    /// The most lines that are read.
    public var maximumLines: Int
    /// The most bytes that one URI or attribute value may have after its variables are replaced.
    public var maximumValueBytes: Int
    /// The most bytes that replacing variables may produce in the whole playlist.
    public var maximumExpansionBytes: Int

    /// Sets the limits; each default is far above any real playlist.
    public init(
        maximumBytes: Int = 64 << 20, maximumLines: Int = 1_000_000, maximumValueBytes: Int = 64 << 10,
        maximumExpansionBytes: Int = 16 << 20
    ) {
        self.maximumBytes = maximumBytes
        self.maximumLines = maximumLines
        self.maximumValueBytes = maximumValueBytes
        self.maximumExpansionBytes = maximumExpansionBytes
    }

    /// The defaults: 64 MiB, a million lines.
    public static let standard = PlaylistLimits()

    /// The most attributes that are read from one tag.
    static let attributesPerTag = 128
    /// The most keys that are in force at once: one for each KEYFORMAT, of which services use four or five.
    static let keysInForce = 8
    /// The most offences of one kind that are kept with their places.
    static let offencesPerKind = 1000
}
