import Foundation
import Precut
import Synchronization
import TestSupport
import Testing

/// The pictures' own numbers are the oracle: burned in before encoding, read back by another decoder.
@Suite("Every frame of every fixture is the right one") struct FrameTruthTests {
    static let fixtures = Truth.names.filter { (try? Truth.load($0))?.video != nil }

    private struct Question {
        var instant: MediaInstant
        var frame: Int
    }

    @Test(
        "at its first instant, a millisecond beside its edges, in its middle; in any order",
        arguments: fixtures)
    func everyInstant(name: String) async throws {
        let truth = try Truth.load(name)
        let questions = questions(truth)
        var generator = SystemRandomNumberGenerator()
        for order in [questions, questions.reversed(), questions.shuffled(using: &generator)] {
            try await check(order, truth: truth)
        }
    }

    @Test("alone, by a program that has read nothing yet", arguments: fixtures)
    func cold(name: String) async throws {
        let truth = try Truth.load(name)
        for frame in stride(from: 0, to: truth.frames.count, by: 7) {
            try await check(
                [Question(instant: truth.frames[frame].start.instant, frame: frame)], truth: truth)
        }
    }

    private func questions(_ truth: Truth) -> [Question] {
        var questions: [Question] = []
        let millisecond = MediaDuration(milliseconds: 1)
        for (number, frame) in truth.frames.enumerated() {
            let start = frame.start.instant
            let end = frame.end.instant
            let middle = start + MediaDuration((end - start).seconds * Rational(1, 2))
            let candidates = [start, start + millisecond, middle, end - millisecond]
            questions += candidates.filter { start <= $0 && $0 < end }.map {
                Question(instant: $0, frame: number)
            }
            // One millisecond before the frame is the frame before, unless nothing is there.
            let before = start - millisecond
            if number > 0, truth.frames[number - 1].end.instant == start,
                truth.frames[number - 1].start.instant <= before
            {
                questions.append(Question(instant: before, frame: number - 1))
            }
        }
        return questions
    }

    private func check(_ questions: [Question], truth: Truth) async throws {
        let snapshot = try await Snapshot.fixture(truth)
        let answers = Mutex<[Int: ExtractedFrame]>([:])
        let request = FrameRequest(times: questions.map(\.instant.expression))
        try await snapshot.extractFrames(request) { place, frame in
            answers.withLock { $0[place] = frame }
        }
        let found = answers.withLock { $0 }
        var images: [String: [UInt8]] = [:]
        for (place, question) in questions.enumerated() {
            let expected = truth.frames[question.frame]
            let label = "\(truth.fixture) frame \(expected.number) at \(question.instant.millisecondsText) ms"
            switch found[place] {
            case .picture(let picture):
                // What is left of a frame that was cut short may be shown, but never as if it were whole.
                #expect(expected.decodable || picture.isDamaged, "\(label) should not be decodable")
                if !expected.decodable { continue }
                compare(picture.frame, expected, label)
                images[picture.sha256] = picture.bytes
            case .undecodable(_, let span):
                #expect(!expected.decodable, "\(label) should be decodable")
                compare(span, expected, label)
            case .gap, nil: Issue.record("\(label): no frame")
            }
        }
        let numbers = try burnedNumbers(images)
        for (place, question) in questions.enumerated() {
            guard case .picture(let picture) = found[place], !picture.isDamaged else { continue }
            #expect(
                numbers[picture.sha256] == truth.frames[question.frame].number,
                "\(truth.fixture) at \(question.instant.millisecondsText) ms")
        }
    }

    private func compare(_ span: FrameSpan, _ expected: Truth.Frame, _ label: String) {
        #expect(span.start == expected.start.instant, "\(label): start")
        #expect(span.end == expected.end.instant, "\(label): end")
        #expect(span.segment == expected.segment, "\(label): segment")
        #expect(span.isKeyframe == expected.key, "\(label): keyframe")
    }

    /// Decodes the images with the ffmpeg program, all in one run, and reads their numbers.
    private func burnedNumbers(_ images: [String: [UInt8]]) throws -> [String: Int] {
        guard !images.isEmpty else { return [:] }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var numbers: [String: Int] = [:]
        var bySize: [String: [String]] = [:]
        for (hash, bytes) in images {
            // Dimensions from the JPEG's start-of-frame header: one run of ffmpeg takes one size.
            bySize[jpegSize(bytes).map { "\($0.width)x\($0.height)" } ?? "?", default: []].append(hash)
        }
        for (size, hashes) in bySize {
            let parts = size.split(separator: "x").compactMap { Int($0) }
            try #require(parts.count == 2)
            let joined = folder.appendingPathComponent("\(size).mjpeg")
            try Data(hashes.flatMap { images[$0] ?? [] }).write(to: joined)
            let result = try Tool.run(
                "ffmpeg",
                [
                    "-v", "error", "-f", "mjpeg", "-i", joined.path, "-vsync", "passthrough", "-f",
                    "rawvideo", "-pix_fmt", "gray", "-",
                ])
            let samples = [UInt8](result.output)
            try #require(samples.count == parts[0] * parts[1] * hashes.count, "\(result.errorText)")
            for (place, hash) in hashes.enumerated() {
                let picture = Array(
                    samples[(place * parts[0] * parts[1])..<((place + 1) * parts[0] * parts[1])])
                numbers[hash] = number(in: picture, width: parts[0], height: parts[1])
            }
        }
        return numbers
    }

    /// The number in a picture, which may have been turned by its track's matrix.
    private func number(in picture: [UInt8], width: Int, height: Int) -> Int? {
        if let number = BurnedNumber.read(picture, width: width, height: height) { return number }
        var turned = picture
        for row in 0..<height {
            for column in 0..<width {
                // A quarter turn anticlockwise undoes the clockwise one.
                turned[(width - 1 - column) * height + row] = picture[row * width + column]
            }
        }
        return BurnedNumber.read(turned, width: height, height: width)
    }

    private func jpegSize(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var position = 2
        while position + 9 < bytes.count, bytes[position] == 0xFF {
            let marker = bytes[position + 1]
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            if (0xC0...0xC2).contains(marker) {
                return (
                    Int(bytes[position + 7]) << 8 | Int(bytes[position + 8]),
                    Int(bytes[position + 5]) << 8 | Int(bytes[position + 6])
                )
            }
            position += 2 + length
        }
        return nil
    }
}
