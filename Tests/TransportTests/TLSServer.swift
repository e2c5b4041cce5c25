import Foundation

/// `openssl s_server` on loopback with a certificate that nobody has signed: the oracle for what is offered
/// and refused in the handshake.
final class TLSServer {
    let port: UInt16
    private let process = Process()
    private let output = Pipe()
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (key, certificate) = (folder.path + "/key.pem", folder.path + "/certificate.pem")
        let maker = Process()
        maker.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        maker.arguments =
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
            ]
            + ["-subj", "/CN=localhost", "-days", "2", "-keyout", key, "-out", certificate]
        maker.standardError = FileHandle.nullDevice
        try maker.run()
        maker.waitUntilExit()

        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "timeout", "-s", "KILL", "20", "openssl", "s_server", "-accept", "127.0.0.1:0", "-key", key,
                "-cert", certificate,
            ]
            + ["-alpn", "h2,http/1.1", "-www", "-naccept", "1"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // "ACCEPT 127.0.0.1:40567"
        var text = ""
        var found: UInt16?
        while found == nil {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw CocoaError(.executableLoad) }
            text += String(decoding: data, as: UTF8.self)
            let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .first { $0.hasPrefix("ACCEPT") }
            found = line.flatMap { $0.split(separator: ":").last }.flatMap { UInt16($0) }
        }
        port = found ?? 0
    }

    /// Waits for the one connection that the server serves to end, and returns everything that it printed.
    func finish() -> String {
        let rest = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
        return String(decoding: rest, as: UTF8.self)
    }
}
