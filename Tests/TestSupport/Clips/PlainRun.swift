internal import Foundation

/// The bytes of one run of a fixture, decrypted by the `openssl` program and put together for other programs to read.
public struct PlainRun: Sendable {
    /// Which run, from 0.
    public let number: Int
    /// The first of its segments.
    public let firstSegment: Int
    /// Initialization section and segments, one behind the other.
    public let bytes: [UInt8]

    /// The runs of a fixture, in order.
    ///
    /// - Throws: What Foundation throws for a file that is missing.
    public static func all(of truth: Truth) throws -> [PlainRun] {
        let folder = Fixtures.path("media/\(truth.fixture)/")
        let keys = try SegmentKey.all(in: folder + "playlist.m3u8")
        let head = (try? Data(contentsOf: URL(fileURLWithPath: folder + "init.mp4"))) ?? Data()
        let isSingleFile = truth.segments.count > 1 && Set(truth.segments.map(\.uri)).count == 1
        return try Set(truth.segments.map(\.run)).sorted().map { run in
            let segments = truth.segments.filter { $0.run == run }
            var bytes = head
            for segment in isSingleFile ? Array(segments.prefix(1)) : segments where !segment.gap {
                let stored = try Data(contentsOf: URL(fileURLWithPath: folder + segment.uri))
                bytes += try keys[segment.index]?.decrypt(stored, folder: folder) ?? stored
            }
            return PlainRun(number: run, firstSegment: segments.first?.index ?? 0, bytes: [UInt8](bytes))
        }
    }
}

/// The key of a segment, as its playlist states it.
private struct SegmentKey {
    var file: String
    /// 32 hexadecimal digits.
    var iv: String

    /// By segment; only the form that the fixtures use is understood.
    static func all(in playlist: String) throws -> [Int: SegmentKey] {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: playlist)), as: UTF8.self)
        var keys: [Int: SegmentKey] = [:]
        var (sequence, segment) = (0, 0)
        var current: (file: String, iv: String?)?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#EXT-X-MEDIA-SEQUENCE:") {
                sequence = Int(line.split(separator: ":")[1]) ?? 0
            } else if line.hasPrefix("#EXT-X-KEY:") {
                let file = line.split(separator: "\"")[1]
                let iv = line.range(of: "IV=0x").map { String(line[$0.upperBound...]) }
                current = (String(file), iv)
            } else if !line.hasPrefix("#") {
                if let current {
                    let number = String(sequence + segment, radix: 16)
                    let implicit = String(repeating: "0", count: 32 - number.count) + number
                    keys[segment] = SegmentKey(file: current.file, iv: current.iv ?? implicit)
                }
                segment += 1
            }
        }
        return keys
    }

    func decrypt(_ stored: Data, folder: String) throws -> Data {
        let key = try Data(contentsOf: URL(fileURLWithPath: folder + file))
        let digits = key.map { String(UInt32($0) + 0x100, radix: 16).dropFirst() }.joined()
        return try Tool.run(
            "openssl", ["enc", "-d", "-aes-128-cbc", "-K", digits, "-iv", iv], input: stored
        ).output
    }
}
