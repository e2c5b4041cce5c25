import Foundation
import TestSupport

extension Fixtures {
    /// The bytes of one file below `Fixtures/`.
    static func bytes(_ relative: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(relative))))
    }
}
