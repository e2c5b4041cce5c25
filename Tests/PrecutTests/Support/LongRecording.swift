import Foundation
import Synchronization
import TestSupport

/// A snapshot of four hours that does not exist: a loopback server makes each of its segments when it is asked.
///
/// Every segment is the first one of a fixture with its timestamps moved; the burned numbers therefore start anew
/// in each. Bytes without meaning (null packets, a `free` box) make the segments as large as real ones.
final class LongRecording: Sendable {
    /// How the segments are packaged.
    enum Packaging: String, CaseIterable, Sendable {
        case plain, encrypted, fragmentedMP4, byteRanges
    }

    static let playlistTarget = "/recording.m3u8?token=playlist"
    /// Frames a second of both fixtures.
    static let frameRate = 25

    let packaging: Packaging
    /// Seconds in the recording.
    let duration: Int
    let server: TestServer
    /// Seconds in a segment.
    let segmentSeconds: Int
    /// Bytes in a segment, as served.
    let segmentBytes: Int
    let playlistBytes: Int

    var segmentCount: Int { duration / segmentSeconds }
    var url: String { server.url(Self.playlistTarget) }

    /// - Parameters:
    ///   - packaging: How the segments are packaged.
    ///   - duration: Seconds in the recording.
    ///   - extinf: What the playlist claims about each segment; `nil` for the truth.
    ///   - nullPackets: How many null packets stand behind each packet.
    ///   - firstTimestamp: Added to every timestamp, in ticks of 90 kHz.
    init(
        _ packaging: Packaging, duration: Int = 4 * 3600, extinf: String? = nil, nullPackets: Int = 10,
        firstTimestamp: Int64 = 0
    ) throws {
        self.packaging = packaging
        self.duration = duration
        let media: any SegmentMaker =
            switch packaging {
            case .plain, .byteRanges:
                PatchedTransportStream(try Self.transportStream(nullPackets), firstTimestamp: firstTimestamp)
            case .encrypted:
                EncryptedSegments(
                    PatchedTransportStream(
                        try Self.transportStream(nullPackets), firstTimestamp: firstTimestamp))
            case .fragmentedMP4: try PatchedFragments(padding: 200_000)
            }
        segmentSeconds = media.seconds
        segmentBytes = media.byteCount
        let count = duration / media.seconds
        let playlist = Self.playlist(packaging, of: media, count: count, extinf: extinf)
        playlistBytes = playlist.utf8.count
        let initialization = try Fixtures.bytes("media/fmp4/init.mp4")
        server = try TestServer { request in
            switch request.path {
            case "/recording.m3u8": return .bytes(Array(playlist.utf8), type: "application/vnd.apple.mpegurl")
            case "/key": return .bytes(EncryptedSegments.key)
            case "/init.mp4": return .bytes(initialization)
            case "/all.ts": return Self.answerRange(request, of: media, count: count)
            default:
                guard let number = Int(request.path.dropFirst("/segment".count)) else { return .status(404) }
                return .bytes(media.segment(number))
            }
        }
    }

    private static func transportStream(_ nullPackets: Int) throws -> TransportStreamPatch {
        TransportStreamPatch(
            try Fixtures.bytes("media/ts_closed_gop_25/segment0.ts"), nullPackets: nullPackets)
    }

    private static func playlist(
        _ packaging: Packaging, of media: any SegmentMaker, count: Int, extinf: String?
    ) -> String {
        let (seconds, bytes) = (media.seconds, media.byteCount)
        var text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:\(seconds)\n#EXT-X-PLAYLIST-TYPE:VOD\n"
        if packaging == .encrypted {
            text += "#EXT-X-KEY:METHOD=AES-128,URI=\"key?token=key\",IV=0x\(EncryptedSegments.ivText)\n"
        }
        if packaging == .fragmentedMP4 { text += "#EXT-X-MAP:URI=\"init.mp4?token=init\"\n" }
        for number in 0..<count {
            text += "#EXTINF:\(extinf ?? "\(seconds).000"),\n"
            if packaging == .byteRanges {
                text += "#EXT-X-BYTERANGE:\(bytes)@\(number * bytes)\nall.ts?token=all\n"
            } else {
                text += "segment\(number)?token=s\(number)\n"
            }
        }
        return text + "#EXT-X-ENDLIST\n"
    }

    /// One file of two gigabytes that is never made as a whole; a range must lie in one segment.
    private static func answerRange(
        _ request: TestServerRequest, of media: any SegmentMaker, count: Int
    ) -> TestServerResponse {
        let bounds = (request.headers["range"] ?? "").drop { $0 != "=" }.dropFirst().split(separator: "-")
            .compactMap { Int($0) }
        guard bounds.count == 2, bounds[0] / media.byteCount == bounds[1] / media.byteCount else {
            return .status(416)
        }
        let number = bounds[0] / media.byteCount
        let start = number * media.byteCount
        let total = count * media.byteCount
        return TestServerResponse(
            status: 206, headers: [("Content-Range", "bytes \(bounds[0])-\(bounds[1])/\(total)")],
            body: Array(media.segment(number)[bounds[0] - start...bounds[1] - start]))
    }
}

/// Makes the segments of a ``LongRecording``.
protocol SegmentMaker: Sendable {
    var seconds: Int { get }
    var byteCount: Int { get }
    func segment(_ number: Int) -> [UInt8]
}

/// MPEG-TS segments of two seconds.
struct PatchedTransportStream: SegmentMaker {
    let seconds = 2
    private let patch: TransportStreamPatch
    private let firstTimestamp: Int64

    init(_ patch: TransportStreamPatch, firstTimestamp: Int64) {
        self.patch = patch
        self.firstTimestamp = firstTimestamp
    }

    var byteCount: Int { patch.byteCount }

    func segment(_ number: Int) -> [UInt8] { patch.moved(by: firstTimestamp + Int64(number) * 180_000) }
}

/// The same, encrypted by the `openssl` program; what has been made is kept.
final class EncryptedSegments: SegmentMaker {
    static let key: [UInt8] = Array("0123456789abcdef".utf8)
    static let ivText = "000102030405060708090A0B0C0D0E0F"
    private let plain: PatchedTransportStream
    private let made = Mutex<[Int: [UInt8]]>([:])

    init(_ plain: PatchedTransportStream) { self.plain = plain }

    var seconds: Int { plain.seconds }
    /// PKCS#7 fills up to the next whole block.
    var byteCount: Int { plain.byteCount / 16 * 16 + 16 }

    func segment(_ number: Int) -> [UInt8] {
        if let known = made.withLock({ $0[number] }) { return known }
        let bytes = OpenSSL.encrypted(plain.segment(number), key: Self.key, iv: Self.ivText)
        made.withLock { $0[number] = bytes }
        return bytes
    }
}

/// fMP4 segments of one second, with a `free` box behind the media.
struct PatchedFragments: SegmentMaker {
    let seconds = 1
    private let bytes: [UInt8]
    /// Where the 64-bit decode time of each track fragment stands, and its ticks a second (ISO/IEC 14496-12, 8.8.12).
    private let decodeTimes: [(place: Int, rate: UInt64)]

    init(padding: Int) throws {
        let segment = try Fixtures.bytes("media/fmp4/segment0.m4s")
        let size = UInt32(padding + 8)
        let header = (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) } + Array("free".utf8)
        bytes = segment + header + [UInt8](repeating: 0, count: padding)
        let boxes = segment.indices.dropLast(20).filter { segment[$0..<$0 + 4].elementsEqual("tfdt".utf8) }
        // The fixture's tracks: pictures at 12,800 ticks a second, sound at 48,000.
        decodeTimes = zip(boxes, [12_800, 48_000]).map { (place: $0 + 8, rate: $1) }
    }

    var byteCount: Int { bytes.count }

    func segment(_ number: Int) -> [UInt8] {
        var copy = bytes
        for (place, rate) in decodeTimes {
            let old = (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(copy[place + $1]) }
            let new = old + UInt64(number) * rate
            for byte in 0..<8 {
                copy[place + byte] = UInt8(truncatingIfNeeded: new >> (56 - 8 * UInt64(byte)))
            }
        }
        return copy
    }
}
