internal import ElementaryStreams

/// The units cut out of one stream so far, before absent timestamps are derived.
struct StreamUnits {
    /// The most configurations that are kept: more are a sign of hostile bytes.
    static let configurationLimit = 256

    var accessUnits: [AccessUnit] = []
    /// Whether each unit's timestamps are its own.
    var isTimed: [Bool] = []
    /// The place of each unit in output order, where it states it; only for video.
    var orders: [PictureOrder?] = []
    var configurations: [DecoderConfiguration] = []
    var payload = DemuxedSegment.Payload()
    var defects: [Defect] = []
    /// The codec as the payload shows it, where it differs from the program map.
    var codec: Codec?

    /// The position of `configuration`, which is added where it is new; `nil` beyond the limit.
    mutating func position(of configuration: DecoderConfiguration) -> Int? {
        if let known = configurations.firstIndex(of: configuration) { return known }
        guard configurations.count < Self.configurationLimit else { return nil }
        configurations.append(configuration)
        return configurations.count - 1
    }

    /// Adds a unit, and its bytes where payload is kept.
    mutating func add(_ unit: AccessUnit, isTimed timed: Bool, payload bytes: ArraySlice<UInt8>?) {
        accessUnits.append(unit)
        isTimed.append(timed)
        guard let bytes else { return }
        let start = payload.bytes.count
        payload.bytes += bytes
        payload.ranges.append(start..<payload.bytes.count)
    }

    /// Adds bytes to the last unit, which there must be.
    mutating func extendLast(by size: Int, payload bytes: ArraySlice<UInt8>?) {
        accessUnits[accessUnits.count - 1].size += size
        guard let bytes, let last = payload.ranges.last else { return }
        payload.bytes += bytes
        payload.ranges[payload.ranges.count - 1] = last.lowerBound..<payload.bytes.count
    }

    /// Takes the last unit away again, which there must be.
    mutating func removeLast() {
        accessUnits.removeLast()
        isTimed.removeLast()
        _ = orders.popLast()
        if let range = payload.ranges.popLast() { payload.bytes.removeSubrange(range.lowerBound...) }
    }
}
