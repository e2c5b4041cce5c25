import Precut
import Synchronization

/// What came of each instant, gathered in any order and kept in the one asked for; images are not kept.
final class FrameResults: Sendable {
    private let entries: Mutex<[(frame: ExtractedFrame, path: String?)?]>

    init(count: Int) { entries = Mutex(Array(repeating: nil, count: count)) }

    /// Adds a result and returns how many there are.
    func add(_ frame: ExtractedFrame, path: String?, at place: Int) -> Int {
        entries.withLock { entries in
            entries[place] = (frame.withoutImage, path)
            return entries.count { $0 != nil }
        }
    }

    /// Whether a file was written by this very command: the same instant twice, or work done anew.
    func wrote(_ path: String) -> Bool { entries.withLock { $0.contains { $0?.path == path } } }

    var inOrder: [(frame: ExtractedFrame, path: String?)] { entries.withLock { $0.compactMap { $0 } } }
}
