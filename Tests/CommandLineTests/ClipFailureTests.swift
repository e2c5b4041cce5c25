import Foundation
import TestSupport
import Testing

/// Whatever goes wrong, and whenever: the right exit code, and neither an output nor a temporary file.
@Suite("A clip that fails leaves nothing behind") struct ClipFailureTests {
    @Test(
        "ended while it encodes",
        arguments: [(SIGINT, 130), (SIGTERM, 130), (SIGKILL, SIGKILL)] as [(Int32, Int32)])
    func endedEncoding(signal: Int32, status: Int32) throws {
        let folder = try OutputFolder()
        let outputs = try OutputFolder()
        let source = try ClipSource.long(minutes: 5, in: folder.path("snapshot"))
        let process = PrecutProgram.start(
            [
                "clip", source, "--start", "1", "--end", "end-1", "--mode", "encode", "--preset", "veryslow",
                "-o", outputs.path("a.mp4"), "--json",
            ], cache: folder.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Payload is on its way into a file that has no name.
        while process.isRunning, Self.namelessBytes(of: process, in: outputs.path) == 0 { usleep(5_000) }
        #expect(outputs.names == [])
        usleep(300_000)
        kill(process.processIdentifier, signal)
        let started = Date()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(Date().timeIntervalSince(started) < 5)
        #expect(process.terminationReason == (signal == SIGKILL ? .uncaughtSignal : .exit))
        #expect(process.terminationStatus == status)
        if signal != SIGKILL { #expect(try JSONDocument(text)["error"]?["code"]?.text == "interrupted") }
        #expect(outputs.names == [])
    }

    @Test("interrupted while it reads")
    func interruptedReading() throws {
        let folder = try OutputFolder()
        let server = try ClipSource.server("ts_closed_gop_25", except: "/segment1.ts", .silence)
        let process = PrecutProgram.start(
            ["clip", server.url("/playlist.m3u8"), "--range", "100..5000", "-o", folder.path("a.mp4")],
            cache: nil)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while process.isRunning, !server.log.contains(where: { $0.request.path == "/segment1.ts" }) {
            usleep(5_000)
        }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(folder.names == [])
    }

    @Test(
        "the source dies mid-way",
        arguments: [
            ("smart", .status(404), 66), ("encode", .status(403), 66), ("copy", .status(503), 69),
            ("smart", .reset, 69), ("encode", .cutShort(junk, after: 1_000), 69), ("copy", .bytes(junk), 65),
        ] as [(String, TestServerResponse, Int32)])
    func sourceDies(mode: String, answer: TestServerResponse, exitCode: Int32) throws {
        let folder = try OutputFolder()
        let server = try ClipSource.server("ts_closed_gop_25", except: "/segment1.ts", answer)
        let document = try JSONDocument.run(
            [
                "clip", server.url("/playlist.m3u8"), "--range", "100..5000", "--mode", mode, "-o",
                folder.path("a.mp4"),
            ], exitCode: exitCode)
        #expect(document["error"]?["message"]?.text?.contains("segment 1") == true, "\(document)")
        #expect(folder.names == [])
    }

    private static let junk = [UInt8](repeating: 0x2A, count: 4_000)

    @Test("a segment that is gone from disk, and one that is cut short")
    func sourceOnDisk() throws {
        let folder = try OutputFolder()
        let copy = folder.path("snapshot")
        try FileManager.default.copyItem(atPath: Fixtures.path("media/ts_aes128"), toPath: copy)
        let segment = copy + "/segment1.ts"
        try FileHandle(forWritingTo: URL(fileURLWithPath: segment)).truncate(atOffset: 1_001)
        let arguments = [
            "clip", copy + "/playlist.m3u8", "--range", "100..3500", "-o", folder.path("a.mp4"),
        ]
        #expect(try PrecutProgram.run(arguments).exitCode == 65)
        try FileManager.default.removeItem(atPath: segment)
        #expect(try PrecutProgram.run(arguments).exitCode == 66)
        #expect(folder.names == ["snapshot"])
    }

    @Test("a gap is refused unless it is allowed")
    func gap() throws {
        let folder = try OutputFolder()
        let arguments = [
            "clip", ClipSource.fixture("ts_gap"), "--range", "1000..4500", "-o", folder.path("a.mp4"),
        ]
        let refused = try PrecutProgram.run(arguments)
        #expect(refused.exitCode == 65 || refused.exitCode == 1, "\(refused.errorText)")
        #expect(refused.errorText.contains("--allow-gaps"))
        #expect(folder.names == [])
        let allowed = try JSONDocument.run(arguments + ["--allow-gaps"])
        #expect(allowed["gaps"]?.elements.count == 1)
        #expect(folder.names == ["a.mp4"])
    }

    @Test(
        "a full disk", .enabled(if: canMount, "needs the right to mount"),
        arguments: ["smart", "encode", "copy"])
    func fullDisk(mode: String) throws {
        let folder = try OutputFolder()
        // The mount is seen by this one shell and goes with it. Enough room for some of the payload, not for all.
        let script = """
            mount -t tmpfs -o size=64k none "$1" || exit 99
            "$2" clip "$3" --range 100..5900 --mode "$4" -o "$1/a.mp4" --no-cache
            status=$?
            echo "left: $(ls -A "$1")"
            exit $status
            """
        let result = try Tool.run(
            "unshare",
            [
                "-m", "bash", "-c", script, "bash", folder.path, PrecutProgram.path,
                ClipSource.fixture("ts_closed_gop_25"), mode,
            ])
        #expect(result.exitCode == 73, "\(result.errorText)")
        #expect(result.errorText.contains("No space left on device"))
        #expect(result.errorText.contains("hint: free some space"))
        #expect(result.outputText == "left: \n")
    }

    @Test("a limit on the size of files")
    func sizeLimit() throws {
        let folder = try OutputFolder()
        let result = try Tool.run(
            "bash",
            [
                "-c", "ulimit -f 32; exec \"$0\" \"$@\"", PrecutProgram.path, "clip",
                ClipSource.fixture("ts_closed_gop_25"), "--range", "100..5900", "-o", folder.path("a.mp4"),
                "--no-cache",
            ])
        #expect(result.exitCode == 73, "\(result.errorText)")
        #expect(result.errorText.contains("File too large"))
        #expect(folder.names == [])
    }

    @Test(
        "a folder that nobody may write to",
        .enabled(if: geteuid() == 0, "runs the command as nobody, which the superuser alone can do"))
    func unwritable() throws {
        let folder = try OutputFolder()
        let server = try TestServer(directory: Fixtures.path("media/ts_closed_gop_25"))
        let result = try Tool.run(
            "setpriv",
            [
                "--reuid=65534", "--regid=65534", "--clear-groups", PrecutProgram.path, "clip",
                server.url("/playlist.m3u8"), "--range", "100..5900", "-o", folder.path("a.mp4"),
                "--no-cache",
            ])
        #expect(result.exitCode == 73, "\(result.errorText)")
        #expect(result.errorText.contains("Permission denied"))
        #expect(result.errorText.contains("hint: choose a folder that you may write to"))
        #expect(folder.names == [])
        // Known before the media was read.
        #expect(!server.log.contains { $0.request.path == "/segment1.ts" })
    }

    private static let canMount: Bool = {
        let result = try? Tool.run("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"])
        return result?.exitCode == 0
    }()

    /// Bytes in the nameless files that a process has open in a folder; proc(5) shows each as
    /// `/folder/#number (deleted)`.
    private static func namelessBytes(of process: Process, in folder: String) -> Int {
        let root = "/proc/\(process.processIdentifier)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.reduce(0) { sum, name in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: root + "/" + name)
            guard target?.hasPrefix(folder + "/") == true else { return sum }
            var status = stat()
            return stat(root + "/" + name, &status) == 0 ? sum + Int(status.st_size) : sum
        }
    }
}
