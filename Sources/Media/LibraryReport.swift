/// One FFmpeg library: what Precut was compiled against and what it runs with.
public struct LibraryReport: Sendable, Hashable {
    /// `libavcodec`.
    public let name: String
    /// The version of the headers, `59.37.100`.
    public let compiledVersion: String
    /// The version of the loaded library.
    public let runtimeVersion: String
    /// The options FFmpeg was configured with.
    public let configuration: String
    /// The licence that follows from them: `GPL version 2 or later`.
    public let licence: String

    /// Whether the loaded library may be used with the headers: same major version, minor version not older
    /// (FFmpeg counts fixes alone in the third number).
    public var isCompatible: Bool {
        let compiled = compiledVersion.split(separator: ".").prefix(2).compactMap { Int($0) }
        let running = runtimeVersion.split(separator: ".").prefix(2).compactMap { Int($0) }
        return compiled.first == running.first && !running.lexicographicallyPrecedes(compiled)
    }
}
