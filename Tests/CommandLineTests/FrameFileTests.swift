import Foundation
import TestSupport
import Testing

@Suite("The frame command's files") struct FrameFileTests {
    private static let plain = Fixtures.path("media/ts_closed_gop_25/playlist.m3u8")

    @Test("an existing file is kept, and --force replaces it")
    func existing() throws {
        let folder = try OutputFolder()
        try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path("a.jpg")))
        let arguments = ["frame", Self.plain, "1000", "-o", folder.path("a.jpg")]
        let refused = try PrecutProgram.run(arguments)
        #expect(refused.exitCode == 73)
        #expect(refused.output.isEmpty)
        #expect(try folder.bytes("a.jpg") == Data("old".utf8))
        #expect(try PrecutProgram.run(arguments + ["--force"]).exitCode == 0)
        #expect(try Tool.grayPicture(folder.path("a.jpg")).burnedNumber == 25)
        #expect(folder.names == ["a.jpg"])
    }

    @Test("in a folder, a file that exists stops the command; what was written is whole")
    func existingInFolder() throws {
        let folder = try OutputFolder()
        try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path("frame-4000.jpg")))
        let result = try PrecutProgram.run([
            "frame", Self.plain, "0", "4000", "-o", folder.path, "--jobs", "1",
        ])
        #expect(result.exitCode == 73)
        #expect(try folder.bytes("frame-4000.jpg") == Data("old".utf8))
        for name in folder.names where name != "frame-4000.jpg" {
            #expect(try Tool.grayPicture(folder.path(name)).burnedNumber == 0)
        }
    }

    @Test("the same instant twice is one file")
    func twice() throws {
        let folder = try OutputFolder()
        let result = try PrecutProgram.run(["frame", Self.plain, "1000", "1s", "1010", "-o", folder.path])
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(folder.names == ["frame-1000.jpg", "frame-1010.jpg"])
        #expect(try folder.bytes("frame-1000.jpg") == folder.bytes("frame-1010.jpg"))
    }

    @Test(
        "nothing is written where the question has no answer",
        arguments: [
            (["ts_closed_gop_25", "0", "6000"], 64), (["ts_closed_gop_25", "0", "--", "-1"], 64),
            (["ts_gap", "2500"], 1), (["ts_no_keyframe_at_start", "0"], 1), (["ts_audio_only", "0"], 65),
        ])
    func nothing(question: [String], exitCode: Int) throws {
        let folder = try OutputFolder()
        let source = Fixtures.path("media/\(question[0])/playlist.m3u8")
        let result = try PrecutProgram.run(["frame", source, "-o", folder.path + "/"] + question.dropFirst())
        #expect(Int(result.exitCode) == exitCode, "\(result.errorText)")
        #expect(folder.names == [])
    }

    @Test("a wrong key writes nothing")
    func wrongKey() throws {
        let folder = try OutputFolder()
        let copy = folder.path("snapshot")
        try FileManager.default.copyItem(atPath: Fixtures.path("media/ts_aes128"), toPath: copy)
        try Data("hush-key-4567890".utf8).write(to: URL(fileURLWithPath: copy + "/second.key"))
        let result = try PrecutProgram.run([
            "frame", copy + "/playlist.m3u8", "4500", "-o", folder.path("a.png"), "--json",
        ])
        #expect(result.exitCode == 65)
        #expect(try JSONDocument(result.output)["error"]?["code"]?.text == "wrong-key")
        #expect(!result.outputText.contains("hush"))
        #expect(folder.names == ["snapshot"])
    }

    @Test("a folder that nobody may write to")
    func unwritable() throws {
        // Root may write everywhere, so the command runs as nobody.
        guard getuid() == 0 else { return }
        let folder = try OutputFolder()
        let runs = [
            (["frame", Self.plain, "0", "-o", folder.path("a.jpg")], 73 as Int32, "Permission denied"),
            (["locate", folder.path("secret.m3u8"), "0"], 66, "may not be read"),
        ]
        try Data("#EXTM3U\n".utf8).write(to: URL(fileURLWithPath: folder.path("secret.m3u8")))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: folder.path("secret.m3u8"))
        for (arguments, exitCode, words) in runs {
            let result = try Tool.run(
                "setpriv",
                ["--reuid=65534", "--regid=65534", "--clear-groups", PrecutProgram.path] + arguments + [
                    "--no-cache"
                ])
            #expect(result.exitCode == exitCode, "\(result.errorText)")
            #expect(result.errorText.contains(words))
        }
        #expect(folder.names == ["secret.m3u8"])
    }

    @Test("a full disk, and a device stays a device")
    func full() throws {
        let result = try PrecutProgram.run([
            "frame", Self.plain, "0", "-o", "/dev/full", "--format", "png", "--force",
        ])
        #expect(result.exitCode == 73)
        #expect(result.errorText.contains("No space left on device"))
        #expect(try Tool.run("stat", ["-c", "%F", "/dev/full"]).outputText == "character special file\n")
        let refused = try PrecutProgram.run(["frame", Self.plain, "0", "-o", "/dev/null", "--format", "png"])
        #expect(refused.exitCode == 73)
    }

    // MARK: Formats and sizes

    @Test(
        "the ending or --format decides",
        arguments: [
            (["-o", "a.jpg"], "a.jpg", "mjpeg"), (["-o", "a.JPEG"], "a.JPEG", "mjpeg"),
            (["-o", "a.png"], "a.png", "png"),
            (["-o", "a.webp"], "a.webp", "webp"), (["-o", "a.jpg", "--format", "png"], "a.jpg", "png"),
            (["-o", "pictures/", "--format", "webp"], "pictures/frame-520.webp", "webp"),
            (["-o", "plain"], "plain", "mjpeg"),
        ])
    func formats(options: [String], name: String, codec: String) throws {
        let folder = try OutputFolder()
        let arguments = options.enumerated().map { $0.offset == 1 ? folder.path($0.element) : $0.element }
        let result = try PrecutProgram.run(["frame", Self.plain, "520"] + arguments)
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(try Self.probe(folder.path(name), "codec_name") == codec)
        #expect(try Tool.grayPicture(folder.path(name)).burnedNumber == 13)
    }

    /// Shapes: 288x160; 240x160 with samples 4:3, so 320x160 on screen; 288x160 turned by a right angle.
    @Test(
        "width and height follow the shape on screen",
        arguments: [
            ("ts_closed_gop_25", [], "288x160"), ("ts_closed_gop_25", ["--width", "144"], "144x80"),
            ("ts_closed_gop_25", ["--height", "320"], "576x320"),
            ("ts_closed_gop_25", ["--width", "100", "--height", "100"], "100x100"), ("ts_sar", [], "320x160"),
            ("ts_sar", ["--width", "160"], "160x80"), ("ts_sar", ["--height", "80"], "160x80"),
            ("fmp4_rotated_90", [], "160x288"), ("fmp4_rotated_90", ["--width", "80"], "80x144"),
            ("fmp4_rotated_90", ["--height", "144"], "80x144"), ("ts_portrait", [], "192x336"),
        ] as [(String, [String], String)])
    func sizes(fixture: String, options: [String], size: String) throws {
        let folder = try OutputFolder()
        let source = Fixtures.path("media/\(fixture)/playlist.m3u8")
        let document = try JSONDocument.run(["frame", source, "520", "-o", folder.path("a.png")] + options)
        let stated = ["width", "height"].compactMap { name -> String? in
            if case .integer(let number) = document["frames"]?[0]?[name] { String(number) } else { nil }
        }
        #expect(stated.joined(separator: "x") == size)
        #expect(try Self.probe(folder.path("a.png"), "width,height") == size)
        #expect(["1:1", "N/A", "0:1"].contains(try Self.probe(folder.path("a.png"), "sample_aspect_ratio")))
    }

    @Test("the screen's shape is ffprobe's")
    func shapes() throws {
        #expect(try Self.probe(Fixtures.path("media/ts_sar/segment0.ts"), "width,height") == "240x160")
        #expect(try Self.probe(Fixtures.path("media/ts_sar/segment0.ts"), "sample_aspect_ratio") == "4:3")
        let turned = Fixtures.path("media/fmp4_rotated_90/init.mp4")
        #expect(try Self.probe(turned, "width,height") == "288x160")
        #expect(["-90", "90"].contains(try Self.probe(turned, nil)))
    }

    @Test(
        "the same question gives the same bytes, however many jobs and in whatever order",
        arguments: ["jpg", "png", "webp"])
    func deterministic(ending: String) throws {
        let folder = try OutputFolder()
        let source = Fixtures.path("media/ts_open_gop/playlist.m3u8")
        let times = ["100", "1900", "2000", "3777", "5700"]
        for (name, order, jobs) in [("a", times, "1"), ("b", times, "4"), ("c", times.reversed(), "2")] {
            let output = folder.path("\(name)/{ms}.\(ending)")
            try FileManager.default.createDirectory(
                atPath: folder.path(name), withIntermediateDirectories: true)
            let result = try PrecutProgram.run(["frame", source] + order + ["-o", output, "--jobs", jobs])
            #expect(result.exitCode == 0, "\(result.errorText)")
        }
        for time in times {
            let bytes = try folder.bytes("a/\(time).\(ending)")
            #expect(try folder.bytes("b/\(time).\(ending)") == bytes)
            #expect(try folder.bytes("c/\(time).\(ending)") == bytes)
        }
    }

    /// Fields of the first picture stream, joined by `x`; its rotation where none is named.
    private static func probe(_ path: String, _ fields: String?) throws -> String {
        let entries = fields.map { "stream=\($0)" } ?? "stream_side_data=rotation"
        let result = try Tool.run(
            "ffprobe",
            ["-v", "error", "-select_streams", "v:0", "-show_entries", entries, "-of", "csv=p=0:s=x", path])
        let line = result.outputText.split(separator: "\n").first ?? ""
        return line.split(separator: "x").joined(separator: "x")
    }
}
