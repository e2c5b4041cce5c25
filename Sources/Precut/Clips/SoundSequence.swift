internal import Cutting
internal import ElementaryStreams
internal import ExactTime

/// The units of one clip in the order in which they are heard, and where their bytes lie.
struct SoundSequence: Sendable {
    /// The clip, on the media clock.
    let range: TimeRange
    /// ISO 639-2 language where the container states one.
    let language: String?
    /// What ``SoundUnit/format`` counts.
    let formats: [SoundFormat]
    /// Run behind run, each by position; all of one rate.
    private(set) var units: [SoundUnit]
    /// For each unit, the place of its first byte in the scratch file.
    private(set) var offsets: [UInt64]
    /// Samples a second by the headers.
    private(set) var sampleRate = 0

    /// Puts units in order.
    ///
    /// - Parameters:
    ///   - range: The clip.
    ///   - formats: What the units' formats count.
    ///   - units: As they came.
    ///   - offsets: Theirs.
    ///   - order: The segments' shares of `units`, in the order of the playlist.
    /// - Throws: Where the sound that is heard has more than one rate.
    init(
        range: TimeRange, formats: [SoundFormat], units: [SoundUnit], offsets: [UInt64], order: [Range<Int>],
        language: String?
    ) throws(PrecutError) {
        self.range = range
        self.formats = formats
        self.language = language
        self.units = units
        self.offsets = offsets
        if !Self.isInOrder(order) || !Self.isSorted(units) { sort(order) }
        try keepOneRate()
    }

    /// Samples from the in point to the out point, to the nearest.
    var length: Int64 { Self.length(of: range, sampleRate: sampleRate) }

    /// The samples of a span, to the nearest.
    static func length(of range: TimeRange, sampleRate: Int) -> Int64 {
        Int64(
            clamping: (range.duration.seconds * Rational(Int128(sampleRate))).rounded(.nearestTiesUp))
    }

    private static func isInOrder(_ order: [Range<Int>]) -> Bool {
        zip(order, order.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }
    }

    private static func isSorted(_ units: [SoundUnit]) -> Bool {
        zip(units, units.dropFirst()).allSatisfy {
            $0.run != $1.run || $0.format != $1.format || $0.position <= $1.position
        }
    }

    /// By run, as the playlist has them, and inside a run by position.
    private mutating func sort(_ order: [Range<Int>]) {
        var places: [(run: Int, position: Int64, unit: Int)] = []
        places.reserveCapacity(units.count)
        var run = 0
        for unit in order.joined() {
            if let last = places.last, units[last.unit].run != units[unit].run { run += 1 }
            places.append((run, units[unit].position, unit))
        }
        places.sort { ($0.run, $0.position, $0.unit) < ($1.run, $1.position, $1.unit) }
        units = places.map { [units] in units[$0.unit] }
        offsets = places.map { [offsets] in offsets[$0.unit] }
    }

    private mutating func keepOneRate() throws(PrecutError) {
        var rates: Set<Int> = []
        for unit in units {
            let format = formats[Int(unit.format)]
            let length = Self.length(of: range, sampleRate: format.audio.sampleRate)
            if unit.position + Int64(format.samplesPerUnit) > 0, unit.position < length {
                rates.insert(format.audio.sampleRate)
            }
        }
        guard rates.count < 2 else { throw SoundTrackMaker.rateChange(rates.sorted()) }
        sampleRate = rates.first ?? units.first.map { formats[Int($0.format)].audio.sampleRate } ?? 0
        let kept = units.indices.filter { formats[Int(units[$0].format)].audio.sampleRate == sampleRate }
        guard kept.count < units.count else { return }
        units = kept.map { [units] in units[$0] }
        offsets = kept.map { [offsets] in offsets[$0] }
    }
}
