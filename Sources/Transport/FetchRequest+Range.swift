extension FetchRequest {
    /// Refuses a range that names no bytes.
    func checkRange() throws(TransportError) {
        if let range, range.isEmpty || range.lowerBound < 0 { throw .badRange }
    }

    /// The bytes of a resource of known size that the request means.
    ///
    /// - Throws: ``TransportError/rangeBeyondEnd(_:size:)`` where the resource ends too early.
    func range(inResourceOf size: Int64) throws(TransportError) -> Range<Int64> {
        guard let range else { return 0..<max(0, size) }
        guard range.lowerBound < size, range.upperBound <= size || endIsOpen else {
            throw .rangeBeyondEnd(location.redacted, size: size)
        }
        return range.lowerBound..<min(range.upperBound, size)
    }

    /// Whether the end of the resource is an end of the range that will do.
    var endIsOpen: Bool { mayEndEarly || range?.upperBound == .max }

    /// Whether compressed bytes may come: a range of them would be a range of something else.
    var offersCompression: Bool { acceptsCompression && range == nil }

    /// The value of the `Range` header without its unit, as `CURLOPT_RANGE` takes it.
    var rangeText: String? {
        range.map { "\($0.lowerBound)-" + ($0.upperBound == .max ? "" : String($0.upperBound - 1)) }
    }
}
