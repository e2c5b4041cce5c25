import Precut
import TestSupport

extension Snapshot {
    /// Opens a fixture without a cache, so that every test stands alone.
    static func fixture(_ truth: Truth, zero: ZeroChoice = .video) async throws -> Snapshot {
        try await Snapshot.open(truth.playlistPath, options: SnapshotOptions(zero: zero, cacheDirectory: nil))
    }
}

extension TruthTime {
    /// The same instant in the program's own type.
    var instant: MediaInstant {
        MediaInstant(MediaDuration(Rational(Int128(numerator), Int128(denominator))))
    }
    /// The same span in the program's own type.
    var span: MediaDuration { MediaDuration(Rational(Int128(numerator), Int128(denominator))) }
}

extension MediaInstant {
    /// A time as somebody could have typed it.
    var expression: TimeExpression { TimeExpression(anchor: .start, offset: sinceZero) }
}
