/// The bytes of a playlist exactly as they came, and the lines in them.
public struct PlaylistText: Sendable, Hashable {
    /// Everything, byte order mark and line ends included.
    public let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Every line in order. Put one behind the other, their bytes are ``bytes``, but for a byte order mark.
    ///
    /// - Complexity: Reads the whole text at each call.
    public var lines: [PlaylistLine] {
        var scanner = LineScanner(bytes: bytes)
        var lines: [PlaylistLine] = []
        while let line = scanner.next() {
            lines.append(
                PlaylistLine(
                    number: line.number,
                    content: Array(bytes[line.rawStart..<line.rawEnd]),
                    ending: Array(bytes[line.rawEnd..<line.nextStart])))
        }
        return lines
    }
}
