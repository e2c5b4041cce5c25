/// Sizes of samples: one for all, or one each (`stsz`, `stz2`; ISO/IEC 14496-12 8.7.3).
enum SampleSizes: Sendable, Hashable {
    case equal(UInt32, count: Int)
    case each([UInt32])

    var count: Int {
        switch self {
        case .equal(_, let count): count
        case .each(let sizes): sizes.count
        }
    }

    /// - Precondition: 0 <= index < count.
    subscript(index: Int) -> UInt32 {
        switch self {
        case .equal(let size, _): size
        case .each(let sizes): sizes[index]
        }
    }

    mutating func append(_ size: UInt32) {
        switch self {
        case .each(var sizes):
            self = .each([])
            sizes.append(size)
            self = .each(sizes)
        case .equal(let common, let count):
            self = .each([UInt32](repeating: common, count: count) + [size])
        }
    }

    mutating func reserveCapacity(_ count: Int) {
        guard case .each(var sizes) = self else { return }
        self = .each([])
        sizes.reserveCapacity(count)
        self = .each(sizes)
    }

    /// The sum over `range`, wrapping beyond 64 bits.
    func total(of range: Range<Int>) -> UInt64 {
        switch self {
        case .equal(let size, _): UInt64(size) &* UInt64(range.count)
        case .each(let sizes): sizes[range].reduce(0) { $0 &+ UInt64($1) }
        }
    }

    /// The first `count` of them.
    func prefix(_ count: Int) -> SampleSizes {
        switch self {
        case .equal(let size, let all): .equal(size, count: Swift.min(count, all))
        case .each(let sizes): count < sizes.count ? .each(Array(sizes.prefix(count))) : self
        }
    }

    var storageByteCount: Int {
        switch self {
        case .equal: 0
        case .each(let sizes): sizes.capacity * MemoryLayout<UInt32>.stride
        }
    }
}
