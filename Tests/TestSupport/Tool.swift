public import Foundation

/// Runs programs that are not ours: the oracles of the tests.
public enum Tool {
    /// What a program left behind.
    public struct Result: Sendable {
        /// The exit code; for a program ended by a signal, 128 plus the signal's number.
        public var exitCode: Int32
        /// All of its standard output.
        public var output: Data
        /// All of its standard error as text.
        public var errorText: String
        /// The time limit ended it.
        public var timedOut: Bool

        /// The standard output as text.
        public var outputText: String { String(decoding: output, as: UTF8.self) }
    }

    /// Why a picture could not be had.
    public enum Failure: Error, Sendable {
        /// The program's exit code and its standard error.
        case program(exitCode: Int32, errorText: String)
        /// The program gave something else than expected.
        case unexpectedOutput(String)
    }

    /// An 8-bit gray picture, row by row without padding.
    public struct GrayPicture: Sendable, Equatable {
        /// `width * height` samples.
        public var samples: [UInt8]
        /// Samples in a row.
        public var width: Int
        /// Rows.
        public var height: Int

        /// The number in the picture, see ``BurnedNumber``.
        public var burnedNumber: Int? { BurnedNumber.read(samples, width: width, height: height) }
    }

    /// Runs a program, found on `PATH` unless its name holds a slash, and waits for its end.
    ///
    /// - Parameters:
    ///   - program: Name or path.
    ///   - arguments: Passed as they are; no shell takes part.
    ///   - input: Its standard input, else empty.
    ///   - environment: Set in addition to the test's own variables.
    ///   - directory: Its working directory, else the test's own.
    ///   - limit: Seconds after which it is killed.
    /// - Throws: What Foundation throws where the program cannot be started. An exit code is no error.
    public static func run(
        _ program: String, _ arguments: [String], input: Data? = nil, environment: [String: String] = [:],
        directory: String? = nil, limit: Int = 60
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.contains("/") ? program : "/usr/bin/env")
        process.arguments = program.contains("/") ? arguments : [program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }

        // Files instead of pipes: no pipe can fill up and no grandchild can hold one open.
        let folder = FileManager.default.temporaryDirectory.appending(path: "tool-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (inputFile, outputFile, errorFile) = (
            folder.appending(path: "input"), folder.appending(path: "output"), folder.appending(path: "error")
        )
        try (input ?? Data()).write(to: inputFile)
        try Data().write(to: outputFile)
        try Data().write(to: errorFile)
        let handles = [
            try FileHandle(forReadingFrom: inputFile), try FileHandle(forWritingTo: outputFile),
            try FileHandle(forWritingTo: errorFile),
        ]
        // Foundation keeps processes, and with them their handles, and crashes in `Process.run` once some 1350
        // descriptors are open: it copies the last entry of a full page of /proc/self/fd beyond its end.
        defer { for handle in handles { try? handle.close() } }
        process.standardInput = handles[0]
        process.standardOutput = handles[1]
        process.standardError = handles[2]

        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let timedOut = ended.wait(timeout: .now() + .seconds(limit)) == .timedOut
        if timedOut {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let signalled = process.terminationReason == .uncaughtSignal
        return Result(
            exitCode: process.terminationStatus + (signalled ? 128 : 0),
            output: try Data(contentsOf: outputFile),
            errorText: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self), timedOut: timedOut)
    }

    /// Decodes an image file to gray with the `ffmpeg` program, at its stored size.
    ///
    /// - Throws: ``Failure`` where `ffmpeg` or `ffprobe` cannot read the file.
    public static func grayPicture(_ path: String) throws -> GrayPicture {
        let size = try run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of",
                "csv=p=0", path,
            ])
        guard size.exitCode == 0 else {
            throw Failure.program(exitCode: size.exitCode, errorText: size.errorText)
        }
        let numbers = size.outputText.split(whereSeparator: { $0 == "," || $0.isNewline }).compactMap {
            Int($0)
        }
        guard numbers.count == 2 else { throw Failure.unexpectedOutput(size.outputText) }
        let picture = try run(
            "ffmpeg",
            [
                "-v", "error", "-noautorotate", "-i", path, "-frames:v", "1", "-pix_fmt", "gray",
                "-f", "rawvideo", "pipe:1",
            ])
        guard picture.exitCode == 0 else {
            throw Failure.program(exitCode: picture.exitCode, errorText: picture.errorText)
        }
        guard picture.output.count == numbers[0] * numbers[1] else {
            throw Failure.unexpectedOutput("\(picture.output.count) bytes for \(numbers)")
        }
        return GrayPicture(samples: [UInt8](picture.output), width: numbers[0], height: numbers[1])
    }
}
