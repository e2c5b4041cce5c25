import Foundation

/// The `openssl` program as the oracle: nothing of this project takes part in its answer.
enum OpenSSLProgram {
    /// Encrypts with `openssl enc -aes-128-cbc`, padded unless told otherwise.
    static func encrypt(_ plain: [UInt8], key: [UInt8], iv: [UInt8], padded: Bool = true) throws -> [UInt8] {
        let keys = ["-K", hexadecimal(key), "-iv", hexadecimal(iv)]
        return try run(["enc", "-aes-128-cbc"] + keys + (padded ? [] : ["-nopad"]), input: plain)
    }

    /// Hashes with `openssl dgst -sha256 -binary`.
    static func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
        try run(["dgst", "-sha256", "-binary"], input: bytes)
    }

    private static func run(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (source, result) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try Data(input).write(to: source)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let files =
            arguments[0] == "dgst"
            ? ["-out", result.path, source.path]
            : ["-in", source.path, "-out", result.path]
        process.arguments = ["openssl"] + arguments + files
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
        return [UInt8](try Data(contentsOf: result))
    }
}
