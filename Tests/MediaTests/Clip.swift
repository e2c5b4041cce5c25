import ElementaryStreams
import Media
import Testing

/// A short video made by the ffmpeg program, taken apart by ffprobe, with the pictures that ffmpeg decodes.
struct Clip {
    /// One access unit as ffprobe describes it.
    struct Unit {
        let encoded: EncodedUnit
        let isReference: Bool
    }

    /// One picture as ffmpeg decodes it.
    struct Shown {
        let pts: Int64
        let pixels: [UInt8]
    }

    let path: String
    let codec: Codec
    let configuration: [UInt8]
    let units: [Unit]
    let shown: [Shown]

    /// Encodes with `options` what `source` (a lavfi graph) shows, and reads the result back.
    init(
        _ source: String, _ options: [String], codec: Codec, decoding: [String] = []
    ) throws {
        let path = FFmpeg.freshPath("mp4")
        try FFmpeg.ffmpeg(
            ["-f", "lavfi", "-i", source] + options
                + ["-threads", "1", "-fps_mode", "passthrough", "-video_track_timescale", "90000", path])
        try self.init(path: path, codec: codec, decoding: decoding)
    }

    /// Reads an mp4 file.
    init(path: String, codec: Codec, decoding: [String] = []) throws {
        self.path = path
        self.codec = codec
        let bytes = try FFmpeg.run("cat", [path])
        configuration = try #require(Self.record(in: bytes, named: codec == .h264 ? "avcC" : "hvcC"))
        units = try FFmpeg.probe(path, "packet=pts,dts,size,pos,flags").map { row in
            let numbers = row.prefix(4).compactMap { Int64($0) }
            // ffprobe prints the fields in its own order: pts, dts, size, pos, flags.
            let payload = bytes[Int(numbers[3])..<Int(numbers[3] + numbers[2])]
            return Unit(
                encoded: EncodedUnit(
                    payload: payload, pts: numbers[0], dts: numbers[1], isKeyframe: row[4].hasPrefix("K")),
                isReference: Self.isReference(payload, codec))
        }
        let times = try FFmpeg.probe(path, "frame=pts").compactMap { $0.first.flatMap { Int64($0) } }
        let pixels = try FFmpeg.ffmpeg(
            decoding + ["-noautorotate", "-i", path, "-fps_mode", "passthrough", "-f", "rawvideo", "-"])
        let size = times.isEmpty ? 0 : pixels.count / times.count
        shown = times.enumerated().map { index, pts in
            Shown(pts: pts, pixels: Array(pixels[index * size..<(index + 1) * size]))
        }
    }

    /// The payload of the first box of this name, found by its letters.
    private static func record(in bytes: [UInt8], named name: String) -> [UInt8]? {
        let letters = Array(name.utf8)
        for place in bytes.indices.dropFirst(4).dropLast(4)
        where bytes[place] == letters[0] && Array(bytes[place..<place + 4]) == letters {
            let size = bytes[place - 4..<place].reduce(0) { $0 << 8 | Int($1) }
            return Array(bytes[place + 4..<place - 4 + size])
        }
        return nil
    }

    /// H.264 `nal_ref_idc`, or an HEVC sub-layer reference picture, of the first slice.
    private static func isReference(_ payload: ArraySlice<UInt8>, _ codec: Codec) -> Bool {
        for unit in nalUnits(payload) {
            guard let head = unit.first else { continue }
            if codec == .h264, [1, 5].contains(head & 31) { return head >> 5 & 3 != 0 }
            if codec == .hevc, head >> 1 & 63 < 32 { return head >> 1 & 63 >= 16 || head >> 1 & 1 == 1 }
        }
        return true
    }

    /// The NAL units behind 4-byte lengths.
    static func nalUnits(_ payload: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var rest = payload
        while rest.count > 4 {
            let size = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            result.append(rest.dropFirst(4).prefix(size))
            rest = rest.dropFirst(4 + size)
        }
        return result
    }
}
