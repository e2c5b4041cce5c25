/// Builds boxes by hand, for what no muxer at hand writes.
enum FragmentedMP4Builder {
    static func number(_ value: UInt64, bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
    }

    static func u32(_ values: UInt32...) -> [UInt8] { values.flatMap { number(UInt64($0), bytes: 4) } }
    static func u64(_ value: UInt64) -> [UInt8] { number(value, bytes: 8) }

    static func box(_ type: String, _ content: [UInt8]...) -> [UInt8] {
        let content = content.flatMap { $0 }
        return u32(UInt32(content.count + 8)) + Array(type.utf8) + content
    }

    /// A box with version and flags.
    static func full(
        _ type: String, version: UInt8 = 0, flags: UInt32 = 0, _ content: [UInt8]...
    ) -> [UInt8] {
        box(type, [version] + number(UInt64(flags), bytes: 3), content.flatMap { $0 })
    }

    /// What a movie of one or more tracks says.
    struct Track {
        var id: UInt32 = 1
        var handler = "meta"
        var timeScale: UInt32 = 1000
        var entry = FragmentedMP4Builder.box("mett", [UInt8](repeating: 0, count: 8))
        var edits: [UInt8] = []
        var matrix: [UInt32] = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000]
        var isLong = false
        var language: UInt16 = 0x55C4
        /// Description index, duration, size, flags.
        var defaults: [UInt32] = [1, 10, 4, 0]
    }

    static func movie(timeScale: UInt32 = 600, _ tracks: Track...) -> [UInt8] {
        var content = full("mvhd", u32(0, 0, timeScale, 0), [UInt8](repeating: 0, count: 80))
        for track in tracks {
            let times = track.isLong ? u64(1) + u64(2) : u32(1, 2)
            let version: UInt8 = track.isLong ? 1 : 0
            content += box(
                "trak",
                full(
                    "tkhd", version: version, times, u32(track.id, 0), track.isLong ? u64(0) : u32(0),
                    [UInt8](repeating: 0, count: 16), track.matrix.flatMap { u32($0) }, u32(0, 0)),
                track.edits.isEmpty ? [] : box("edts", track.edits),
                box(
                    "mdia",
                    full(
                        "mdhd", version: version, times, u32(track.timeScale),
                        track.isLong ? u64(0) : u32(0), number(UInt64(track.language), bytes: 2), [0, 0]),
                    full("hdlr", u32(0), Array(track.handler.utf8), u32(0, 0, 0), [0]),
                    box("minf", box("stbl", full("stsd", u32(1), track.entry)))))
        }
        content += box(
            "mvex",
            tracks.flatMap { track in
                full("trex", u32(track.id), track.defaults.flatMap { u32($0) })
            })
        return box("moov", content)
    }

    /// A `moof` of the given `traf` contents.
    static func fragment(_ trafs: [UInt8]...) -> [UInt8] {
        box("moof", full("mfhd", u32(1)), trafs.flatMap { box("traf", $0) })
    }

    /// `tfhd` that counts data from the `moof`.
    static func header(track: UInt32 = 1, flags: UInt32 = 0x02_0000, _ fields: [UInt8]...) -> [UInt8] {
        full("tfhd", flags: flags, u32(track), fields.flatMap { $0 })
    }

    static func time(_ time: UInt64, isLong: Bool = false) -> [UInt8] {
        full("tfdt", version: isLong ? 1 : 0, isLong ? u64(time) : u32(UInt32(truncatingIfNeeded: time)))
    }

    /// `elst` of (duration, media time, rate) entries.
    static func edits(_ entries: (UInt64, Int64, UInt32)..., isLong: Bool = false) -> [UInt8] {
        full(
            "elst", version: isLong ? 1 : 0, u32(UInt32(entries.count)),
            entries.flatMap { duration, time, rate in
                isLong
                    ? u64(duration) + u64(UInt64(bitPattern: time)) + u32(rate)
                    : u32(UInt32(duration), UInt32(bitPattern: Int32(time)), rate)
            })
    }
}
