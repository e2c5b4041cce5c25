/// What a playlist may use only from some protocol version on (RFC 8216 7; second edition 8).
public enum ProtocolFeature: Int, Sendable, Hashable, CaseIterable {
    /// IV of EXT-X-KEY: 2.
    case initializationVector
    /// EXTINF with a decimal point: 3.
    case decimalDurations
    /// EXT-X-BYTERANGE: 4.
    case byteRange
    /// EXT-X-I-FRAMES-ONLY: 4.
    case iFramesOnly
    /// METHOD=SAMPLE-AES: 5.
    case sampleAES
    /// KEYFORMAT and KEYFORMATVERSIONS: 5.
    case keyFormat
    /// EXT-X-MAP beside EXT-X-I-FRAMES-ONLY: 5.
    case mapWithIFramesOnly
    /// EXT-X-MAP without it: 6.
    case map
    /// SERVICE values of INSTREAM-ID: 7.
    case serviceInstreamID
    /// EXT-X-DEFINE: 8.
    case variables
    /// EXT-X-SKIP: 9.
    case skip
    /// EXT-X-SKIP that removes date ranges: 10.
    case skippedDateRanges
    /// QUERYPARAM of EXT-X-DEFINE: 11.
    case queryParameters
    /// Attributes that begin with REQ-: 12.
    case requiredAttributes
    /// INSTREAM-ID of renditions that are not closed captions: 13.
    case instreamIDBeyondCaptions

    /// The lowest EXT-X-VERSION that allows it.
    public var version: Int64 {
        switch self {
        case .initializationVector: 2
        case .decimalDurations: 3
        case .byteRange, .iFramesOnly: 4
        case .sampleAES, .keyFormat, .mapWithIFramesOnly: 5
        case .map: 6
        case .serviceInstreamID: 7
        case .variables: 8
        case .skip: 9
        case .skippedDateRanges: 10
        case .queryParameters: 11
        case .requiredAttributes: 12
        case .instreamIDBeyondCaptions: 13
        }
    }

    /// The highest version that any feature asks for.
    public static let newestVersion: Int64 = 13
}
