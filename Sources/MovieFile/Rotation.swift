/// The quarter turns, clockwise, by which a player turns the coded picture (the matrix of `tkhd`,
/// ISO/IEC 14496-12 8.3.2).
public enum Rotation: Int, Sendable, Hashable, CaseIterable {
    /// Shown as it is coded.
    case none = 0
    /// Turned right; `ffprobe` says -90.
    case clockwise90 = 90
    /// Upside down.
    case clockwise180 = 180
    /// Turned left; `ffprobe` says 90.
    case clockwise270 = 270

    /// The matrix a, b, u, c, d, v, x, y, w as stored: 16.16, the third column 2.30.
    ///
    /// - Parameters:
    ///   - width: Of the picture before it is turned, so that it comes to lie in the positive quadrant.
    ///   - height: As `width`.
    func matrix(width: Int32, height: Int32) -> [Int32] {
        let one: Int32 = 0x10000
        let unit: Int32 = 0x4000_0000
        switch self {
        case .none: return [one, 0, 0, 0, one, 0, 0, 0, unit]
        case .clockwise90: return [0, one, 0, -one, 0, 0, height &<< 16, 0, unit]
        case .clockwise180: return [-one, 0, 0, 0, -one, 0, width &<< 16, height &<< 16, unit]
        case .clockwise270: return [0, -one, 0, one, 0, 0, 0, width &<< 16, unit]
        }
    }

    /// Reads a matrix; `nil` for anything but quarter turns (mirrored, sheared, other angles).
    init?(matrix: [Int32]) {
        guard matrix.count == 9 else { return nil }
        switch (matrix[0].signum(), matrix[1].signum(), matrix[3].signum(), matrix[4].signum()) {
        case (1, 0, 0, 1), (0, 0, 0, 0): self = .none
        case (0, 1, -1, 0): self = .clockwise90
        case (-1, 0, 0, -1): self = .clockwise180
        case (0, -1, 1, 0): self = .clockwise270
        default: return nil
        }
    }

    /// The turn that is this one and then `other`.
    func followed(by other: Rotation) -> Rotation {
        Rotation(rawValue: (rawValue + other.rawValue) % 360) ?? .none
    }
}
