internal import Foundation

/// A folder for what programs leave, removed with the last reference to it.
final class ScratchFolder: Sendable {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/probe-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The path of a file in it.
    func path(_ name: String) -> String { folder + "/" + name }
}
