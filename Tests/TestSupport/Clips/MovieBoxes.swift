internal import Foundation

/// What the boxes of an mp4 file say about durations and edit lists: a second reading of ISO/IEC 14496-12, written
/// for the tests alone and shorter than any reader that plays.
public struct MovieBoxes: Sendable {
    /// One entry of an edit list (`elst`, 8.6.6).
    public struct Edit: Sendable, Hashable {
        /// In ticks of the movie.
        public var duration: Int64
        /// In ticks of the media; -1 for an empty edit.
        public var mediaTime: Int64
    }

    /// One track.
    public struct Track: Sendable, Hashable {
        /// `vide` or `soun`.
        public var handler: String
        /// `tkhd`, in ticks of the movie.
        public var duration: Int64
        /// Ticks a second of `mdhd`.
        public var mediaTimeScale: Int64
        /// `mdhd`, in its own ticks.
        public var mediaDuration: Int64
        /// Empty without an edit list.
        public var edits: [Edit]

        /// How long its edit list plays, in ticks of the movie; `nil` without one.
        public var editedDuration: Int64? { edits.isEmpty ? nil : edits.reduce(0) { $0 + $1.duration } }
    }

    /// The types of the boxes of the file, in order.
    public let topLevel: [String]
    /// Ticks a second of `mvhd`.
    public let timeScale: Int64
    /// `mvhd`, in its own ticks.
    public let duration: Int64
    /// In the order of the file.
    public let tracks: [Track]

    /// The first track of pictures.
    public var video: Track? { tracks.first { $0.handler == "vide" } }
    /// The first track of sound.
    public var sound: Track? { tracks.first { $0.handler == "soun" } }

    /// `moov` stands before the payload.
    public var isMovieFirst: Bool {
        guard let movie = topLevel.firstIndex(of: "moov"), let data = topLevel.firstIndex(of: "mdat") else {
            return false
        }
        return movie < data
    }

    /// Reads a file's boxes; `nil` where there is no movie.
    public init?(_ file: [UInt8]) {
        let top = Self.children(of: file, 0..<file.count)
        topLevel = top.map(\.type)
        guard let movie = top.first(where: { $0.type == "moov" }) else { return nil }
        let inside = Self.children(of: file, movie.content)
        guard let header = inside.first(where: { $0.type == "mvhd" }) else { return nil }
        (timeScale, duration) = Self.clock(file, header.content)
        tracks = inside.filter { $0.type == "trak" }.map { Self.track(file, $0.content) }
    }

    private static func track(_ file: [UInt8], _ content: Range<Int>) -> Track {
        let boxes = children(of: file, content)
        func find(_ path: String...) -> Range<Int>? {
            var level = boxes
            var found: Range<Int>?
            for type in path {
                guard let box = level.first(where: { $0.type == type }) else { return nil }
                found = box.content
                level = children(of: file, box.content)
            }
            return found
        }
        var track = Track(handler: "", duration: 0, mediaTimeScale: 1, mediaDuration: 0, edits: [])
        if let box = find("tkhd") {
            let isLong = file[box.lowerBound] == 1
            track.duration = integer(file, box.lowerBound + (isLong ? 28 : 20), isLong ? 8 : 4)
        }
        if let box = find("mdia", "mdhd") { (track.mediaTimeScale, track.mediaDuration) = clock(file, box) }
        if let box = find("mdia", "hdlr") {
            track.handler = String(decoding: file[box.lowerBound + 8..<box.lowerBound + 12], as: UTF8.self)
        }
        if let box = find("edts", "elst") {
            let isLong = file[box.lowerBound] == 1
            for entry in 0..<Int(integer(file, box.lowerBound + 4, 4)) {
                let place = box.lowerBound + 8 + entry * (isLong ? 20 : 12)
                let mediaTime = integer(file, place + (isLong ? 8 : 4), isLong ? 8 : 4)
                track.edits.append(
                    Edit(
                        duration: integer(file, place, isLong ? 8 : 4),
                        mediaTime: isLong ? mediaTime : Int64(Int32(truncatingIfNeeded: mediaTime))))
            }
        }
        return track
    }

    /// Time scale and duration, which stand alike in `mvhd` and `mdhd`.
    private static func clock(_ file: [UInt8], _ box: Range<Int>) -> (Int64, Int64) {
        file[box.lowerBound] == 1
            ? (integer(file, box.lowerBound + 20, 4), integer(file, box.lowerBound + 24, 8))
            : (integer(file, box.lowerBound + 12, 4), integer(file, box.lowerBound + 16, 4))
    }

    private static func integer(_ file: [UInt8], _ place: Int, _ length: Int) -> Int64 {
        file[place..<place + length].reduce(0) { $0 << 8 | Int64($1) }
    }

    private static func children(of file: [UInt8], _ range: Range<Int>) -> [(
        type: String, content: Range<Int>
    )] {
        var boxes: [(type: String, content: Range<Int>)] = []
        var place = range.lowerBound
        while place + 8 <= range.upperBound {
            var size = Int(integer(file, place, 4))
            var head = 8
            if size == 1, place + 16 <= range.upperBound {
                size = Int(integer(file, place + 8, 8))
                head = 16
            }
            if size == 0 { size = range.upperBound - place }
            guard size >= head, place + size <= range.upperBound else { break }
            let type = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
            boxes.append((type, place + head..<place + size))
            place += size
        }
        return boxes
    }
}
