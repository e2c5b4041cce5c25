import Foundation
import TestSupport
import Testing

@Suite("The command among other processes") struct ProcessTests {
    private static let fixture = "media/ts_closed_gop_25"

    @Test("Ctrl-C and a polite end: 130, and nothing half-written is left", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) throws {
        let folder = try OutputFolder()
        let server = try TestServer { request in
            guard let bytes = FileManager.default.contents(atPath: Fixtures.path(Self.fixture) + request.path)
            else {
                return .status(404)
            }
            let isPlaylist = request.path.hasSuffix(".m3u8")
            return isPlaylist
                ? .bytes([UInt8](bytes)) : .slow([UInt8](bytes), bytes: 400, pause: .milliseconds(100))
        }
        let process = PrecutProgram.start(
            ["frame", server.url("/playlist.m3u8"), "500", "4500", "-o", folder.path + "/", "--json"],
            cache: folder.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        while server.log.count < 3, process.isRunning { usleep(10_000) }
        kill(process.processIdentifier, signal)
        let started = Date()
        process.waitUntilExit()
        #expect(Date().timeIntervalSince(started) < 5)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        let document = try JSONDocument(output.fileHandleForReading.readDataToEndOfFile())
        #expect(document["error"]?["code"]?.text == "interrupted")
        #expect(folder.names == [])
    }

    @Test("several at once on one cache folder do not disturb each other")
    func together() throws {
        let folder = try OutputFolder()
        let names = Truth.names.filter { $0.hasPrefix("ts_closed") || $0.hasPrefix("ts_open") }.prefix(4)
        func arguments(_ name: String, _ time: String) -> [String] {
            ["locate", Fixtures.path("media/\(name)/playlist.m3u8"), time, "--json"]
        }
        let questions = names.flatMap { name in
            ["500", "2500", "end-1", "3999"].map { arguments(name, $0) }
        }
        let expected = try questions.map { try PrecutProgram.run($0 + ["--no-cache"]).output }
        for _ in 0..<2 {
            let running = try questions.map { question in
                let process = PrecutProgram.start(question, cache: folder.path)
                let output = Pipe()
                process.standardOutput = output
                try process.run()
                return (process, output)
            }
            for (place, (process, output)) in running.enumerated() {
                let found = output.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                #expect(process.terminationStatus == 0)
                #expect(found == expected[place], "\(questions[place])")
            }
        }
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path("precut"))
        #expect(kept.allSatisfy { $0.hasSuffix(".idx") || $0 == "lock" }, "\(kept)")
        #expect(kept.count == names.count + 1)
        for (question, answer) in zip(questions, expected) {
            #expect(try PrecutProgram.run(question, cache: folder.path).output == answer)
        }
    }

    @Test("two hundred megabytes of junk are refused with little memory")
    func junk() throws {
        let served = try TestServer { _ in .endless([UInt8](repeating: 0xA5, count: 1 << 20)) }
        let folder = try OutputFolder()
        let path = folder.path("junk.m3u8")
        try Data().write(to: URL(fileURLWithPath: path))
        try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 200 << 20)
        for source in [served.url("/junk.m3u8"), path] {
            let run = try PrecutProgram.peakMemory(["analyze", source])
            #expect(run.exitCode == 65)
            #expect(run.kibibytes > 0 && run.kibibytes < Self.junkLimit, "\(run.kibibytes) KiB")
        }
    }

    /// The program with FFmpeg's libraries takes 40 MiB; no playlist may be larger than 64 MiB, and while it
    /// arrives its buffer may be copied once to grow.
    private static let junkLimit = (40 + 2 * 64 + 32) << 10
}
