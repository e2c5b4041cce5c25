internal import Foundation

/// What ffmpeg's `framecrc` muxer writes: a line for every decoded frame.
struct FrameListing {
    struct Entry {
        var pts: Int64
        /// Bytes of the decoded frame.
        var size: Int
    }

    /// Ticks a second.
    var timeScale: Int64 = 90_000
    var entries: [Entry] = []

    init(_ path: String) throws {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#tb 0: ") {
                let parts = line.dropFirst(7).split(separator: "/").compactMap { Int64($0) }
                guard parts.count == 2, parts[0] == 1 else {
                    throw ClipProbe.Failure.unexpectedOutput(String(line))
                }
                timeScale = parts[1]
            }
            guard !line.hasPrefix("#") else { continue }
            let fields = line.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count >= 6, let pts = Int64(fields[2]), let size = Int(fields[4]) else {
                throw ClipProbe.Failure.unexpectedOutput(String(line))
            }
            entries.append(Entry(pts: pts, size: size))
        }
    }
}
