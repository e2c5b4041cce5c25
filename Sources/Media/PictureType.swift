internal import CFFmpeg

/// How a picture was predicted.
public enum PictureType: String, Sendable, Hashable {
    /// From itself alone.
    case intra = "I"
    /// From other pictures, one at a time.
    case predicted = "P"
    /// From two pictures at a time.
    case bidirectional = "B"
    /// The decoder does not say, or a kind of its own.
    case other = "?"

    init(_ type: AVPictureType) {
        self =
            switch type {
            case AV_PICTURE_TYPE_I: .intra
            case AV_PICTURE_TYPE_P: .predicted
            case AV_PICTURE_TYPE_B: .bidirectional
            default: .other
            }
    }
}
