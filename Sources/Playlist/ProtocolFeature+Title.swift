extension ProtocolFeature {
    /// The feature in the words of the format.
    var title: String {
        switch self {
        case .initializationVector: "IV of EXT-X-KEY"
        case .decimalDurations: "an EXTINF with a decimal point"
        case .byteRange: "EXT-X-BYTERANGE"
        case .iFramesOnly: "EXT-X-I-FRAMES-ONLY"
        case .sampleAES: "METHOD=SAMPLE-AES"
        case .keyFormat: "KEYFORMAT or KEYFORMATVERSIONS"
        case .mapWithIFramesOnly: "EXT-X-MAP in an I-frame playlist"
        case .map: "EXT-X-MAP"
        case .serviceInstreamID: "an INSTREAM-ID of SERVICE"
        case .variables: "EXT-X-DEFINE"
        case .skip: "EXT-X-SKIP"
        case .skippedDateRanges: "RECENTLY-REMOVED-DATERANGES"
        case .queryParameters: "QUERYPARAM of EXT-X-DEFINE"
        case .requiredAttributes: "an attribute that begins with REQ-"
        case .instreamIDBeyondCaptions: "INSTREAM-ID of a rendition that is not closed captions"
        }
    }
}
