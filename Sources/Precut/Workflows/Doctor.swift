internal import Crypto
internal import Media
internal import Transport

/// Whether this machine can do the work.
public struct Diagnosis: Sendable {
    /// One thing that was looked at.
    public struct Check: Sendable {
        /// What: `libavcodec`, `H.264 decoder`.
        public let name: String
        /// What was found: a version, a name, `missing`.
        public let found: String
        /// Nothing is wrong with it.
        public let isGood: Bool
        /// The work cannot be done without it.
        public let isRequired: Bool
        /// What to do where it is not good.
        public let remedy: String?
    }

    /// All checks, in a fixed order.
    public let checks: [Check]

    /// Everything that is required is good.
    public var isGood: Bool { checks.allSatisfy { $0.isGood || !$0.isRequired } }

    /// Looks at the libraries and codecs; cheap, nothing is read or written but the cache folder's rights.
    public static func make() -> Diagnosis {
        var checks = MediaLibraries.report().map { library in
            Check(
                name: library.name, found: library.runtimeVersion, isGood: library.isCompatible,
                isRequired: true,
                remedy: library.isCompatible
                    ? nil
                    : "built against \(library.compiledVersion): build again (`swift package clean`, then `Scripts/precut`)"
            )
        }
        checks.append(
            Check(name: "libcurl", found: CurlLibrary.version, isGood: true, isRequired: true, remedy: nil))
        checks.append(
            Check(
                name: "libcrypto", found: CryptoLibrary.version, isGood: true, isRequired: true, remedy: nil))
        let codecs = MediaLibraries.codecs()
        func check(_ name: String, _ codec: String, isEncoder: Bool, isRequired: Bool) {
            let report = codecs.first { $0.name == codec }
            let isThere = (isEncoder ? report?.hasEncoder : report?.hasDecoder) ?? false
            checks.append(
                Check(
                    name: name, found: isThere ? codec : "missing", isGood: isThere, isRequired: isRequired,
                    remedy: isThere ? nil : "install an FFmpeg that has `\(codec)`; Debian's does"))
        }
        check("H.264 decoder", "h264", isEncoder: false, isRequired: true)
        check("HEVC decoder", "hevc", isEncoder: false, isRequired: false)
        check("JPEG encoder", "mjpeg", isEncoder: true, isRequired: true)
        check("PNG encoder", "png", isEncoder: true, isRequired: true)
        check("WebP encoder", "libwebp", isEncoder: true, isRequired: false)
        checks.append(cacheCheck)
        return Diagnosis(checks: checks)
    }

    private static var cacheCheck: Check {
        guard let folder = IndexCache.defaultDirectory else {
            return Check(
                name: "index cache", found: "no folder", isGood: false, isRequired: false,
                remedy: "set HOME or XDG_CACHE_HOME, or live without a cache")
        }
        let isWritable = (try? OutputFile.makeFolder(folder)) != nil && OutputFile.isWritable(folder)
        return Check(
            name: "index cache", found: folder, isGood: isWritable, isRequired: false,
            remedy: isWritable ? nil : "make `\(folder)` writable, or set XDG_CACHE_HOME")
    }
}
