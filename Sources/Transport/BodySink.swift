/// Takes the body of one answer: the bytes that were asked for and no more.
///
/// A server that ignores the range and sends everything is read up to the end of the range, then cut off.
struct BodySink: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Whether the answer is one that brings the bytes.
    let isWanted: Bool
    let isPartial: Bool
    /// Length of the whole resource, where the head states it.
    let totalSize: Int64?
    /// Bytes that the answer is to bring after those skipped, where that is known.
    let expectedCount: Int64?
    private var toSkip: Int64
    private let takeLimit: Int64
    /// Whether the answer goes on after the last byte wanted, as far as its head tells.
    private let goesOnBeyond: Bool
    private let sizeLimit: Int64
    private let place: RedactedLocation
    private var discarded = 0

    /// An error page is read this far, so that the connection can be used again.
    private static let discardLimit = 64 << 10
    private static let reservationLimit: Int64 = 64 << 20

    enum Verdict { case more, enough, failed(TransportError) }

    /// Judges the head of an answer to `request`.
    init(_ head: ResponseHead, for request: FetchRequest, place: RedactedLocation) throws(TransportError) {
        self.place = place
        sizeLimit = request.sizeLimit
        isWanted = [200, 203, 206].contains(head.status)
        isPartial = head.status == 206
        guard isWanted else {
            (totalSize, expectedCount, toSkip, takeLimit, goesOnBeyond) = (nil, nil, 0, 0, false)
            return
        }
        if head.isEncoded, !request.offersCompression { throw .badContentEncoding(place) }
        let length = head.isEncoded ? nil : head.contentLength
        if isPartial {
            let answer = try Self.checkedRange(head, for: request, place: place)
            (totalSize, toSkip) = (answer.size, 0)
            expectedCount = answer.range.upperBound - answer.range.lowerBound
            if let length, length != expectedCount { throw .wrongRange(place) }
        } else {
            totalSize = length
            toSkip = request.range?.lowerBound ?? 0
            if let length {
                let range = try request.range(inResourceOf: length)
                expectedCount = range.upperBound - range.lowerBound
            } else {
                expectedCount = nil
            }
        }
        takeLimit = expectedCount ?? request.range.map { $0.upperBound - $0.lowerBound } ?? .max
        let end = toSkip.addingReportingOverflow(takeLimit)
        goesOnBeyond = !isPartial && !end.overflow && end.partialValue != length
        if let expectedCount, expectedCount > sizeLimit { throw .tooLarge(place, limit: sizeLimit) }
        bytes.reserveCapacity(Int(min(expectedCount ?? 0, Self.reservationLimit)))
    }

    private static func checkedRange(
        _ head: ResponseHead, for request: FetchRequest, place: RedactedLocation
    ) throws(TransportError) -> (range: Range<Int64>, size: Int64?) {
        guard let asked = request.range, let answer = head.contentRange, let range = answer.range,
            range.lowerBound == asked.lowerBound, range.upperBound <= asked.upperBound
        else { throw .wrongRange(place) }
        if range.upperBound < asked.upperBound {
            // Less than asked for is right only where the resource ends.
            guard answer.size == range.upperBound || (answer.size == nil && request.endIsOpen) else {
                throw .wrongRange(place)
            }
            guard request.endIsOpen else { throw .rangeBeyondEnd(place, size: answer.size) }
        }
        return (range, answer.size)
    }

    /// Takes the next bytes of the body.
    mutating func receive(_ chunk: UnsafeRawBufferPointer) -> Verdict {
        guard isWanted else {
            discarded += chunk.count
            return discarded > Self.discardLimit ? .enough : .more
        }
        let skipped = min(toSkip, Int64(chunk.count))
        toSkip -= skipped
        let rest = chunk[Int(skipped)...]
        let taken = min(Int64(rest.count), takeLimit - Int64(bytes.count))
        guard Int64(bytes.count) + taken <= sizeLimit else {
            return .failed(.tooLarge(place, limit: sizeLimit))
        }
        bytes.append(contentsOf: rest.prefix(Int(taken)))
        if taken < rest.count { return isPartial ? .failed(.wrongRange(place)) : .enough }
        // No wait for bytes that nobody wants; but a body that ends here leaves its connection usable.
        return goesOnBeyond && Int64(bytes.count) == takeLimit ? .enough : .more
    }

    /// Judges a body that has ended where the connection says it does.
    ///
    /// - Throws: ``TransportError/cutShort(_:received:expected:)`` where the stated bytes are missing,
    ///   ``TransportError/rangeBeyondEnd(_:size:)`` where a body of unstated length ends inside the range.
    func checkEnd(for request: FetchRequest) throws(TransportError) {
        guard isWanted else { return }
        let count = Int64(bytes.count)
        if let expectedCount {
            guard count == expectedCount else {
                throw .cutShort(place, received: count, expected: expectedCount)
            }
        } else if let range = request.range {
            let size = toSkip > 0 ? range.lowerBound - toSkip : range.lowerBound + count
            _ = try request.range(inResourceOf: size)
        }
    }
}
