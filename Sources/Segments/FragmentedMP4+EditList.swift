import ExactTime

extension FragmentedMP4 {
    /// What an edit list does to a fragmented track's timestamps (ISO/IEC 14496-12, 8.6.6).
    ///
    /// Fragments have no end that an edit could refer to, so only shifts mean anything: leading empty edits
    /// delay the track by their length, and the first normal edit's media time becomes the instant at which
    /// it is shown. The edit's own length and everything behind it are left aside, as libavformat does.
    struct EditList: Sendable, Hashable {
        /// Length of the leading empty edits, in the movie's time scale.
        private var emptyDuration: Int128 = 0
        /// Media time of the first normal edit, in the track's time scale.
        private var mediaTime: Int64 = 0
        /// The list says more than a shift: a rate, several normal edits, no normal edit, numbers out of range.
        private(set) var isBeyondShift = false

        /// No edits: no shift.
        init() {}

        /// Reads the content of an `elst` box.
        init(_ fields: Fields) {
            var fields = fields
            let isLong = fields.u8() == 1
            fields.skip(3)
            let count = fields.u32()
            var sawNormal = false
            for _ in 0..<count {
                let duration = fields.u32or64(isLong: isLong)
                let time = isLong ? Int64(bitPattern: fields.u64()) : Int64(fields.i32())
                let rate = fields.u32()
                guard !fields.isOverrun else {
                    isBeyondShift = true
                    return
                }
                if time == -1, !sawNormal {
                    emptyDuration += Int128(duration)
                } else if !sawNormal, (0...timestampLimit).contains(time) {
                    sawNormal = true
                    mediaTime = time
                    if rate != 0x0001_0000 { isBeyondShift = true }
                } else {
                    isBeyondShift = true
                    return
                }
            }
            if count > 0, !sawNormal { isBeyondShift = true }
        }

        /// How many ticks later than its decoding time says the track is presented; `nil` where the list asks
        /// for more than 64 bits can hold.
        ///
        /// An empty edit that is no whole number of ticks is rounded to the nearest tick: movie time scales
        /// are often 1000, and nothing finer was written down.
        func shift(timeBase: TimeBase, movieTimeScale: UInt32) -> Int64? {
            guard emptyDuration != 0 else { return -mediaTime }
            guard movieTimeScale > 0 else { return nil }
            let delay = MediaDuration(Rational(emptyDuration, Int128(movieTimeScale)))
            guard let ticks = timeBase.ticks(in: delay, rounding: .nearestTiesUp), ticks <= timestampLimit
            else { return nil }
            return ticks - mediaTime
        }
    }

    /// No timestamp is read whose size is above this, so that the difference of two always fits in 64 bits.
    static let timestampLimit: Int64 = 1 << 61
}
