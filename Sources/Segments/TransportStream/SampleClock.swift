/// Counts samples from a timestamp on the 90 kHz clock, rounding each instant once.
struct SampleClock {
    /// One frame's place.
    struct Reading {
        let ticks: Int64
        let duration: Int64
        /// It follows from a timestamp through nothing but whole frames.
        let isExact: Bool
    }
    private static let ticksPerSecond: Int64 = 90_000

    private var origin: Int64 = 0
    private var samples: Int64 = 0
    private var rate: Int64 = 0
    private var isExact = false

    /// A timestamp for the next frame.
    mutating func set(_ ticks: Int64) {
        origin = ticks
        samples = 0
        isExact = true
    }

    /// Frames are missing: what follows is uncertain until the next timestamp.
    mutating func loseTrack() { isExact = false }

    /// The place of a frame of `samples` samples at `rate`, which is greater than zero, and goes on behind it.
    mutating func advance(samples count: Int, rate newRate: Int) -> Reading {
        if rate != Int64(newRate) {
            origin = now
            samples = 0
            rate = Int64(newRate)
        }
        let start = now
        samples += Int64(count)
        return Reading(ticks: start, duration: now - start, isExact: isExact)
    }

    private var now: Int64 {
        guard rate > 0 else { return origin }
        return origin + (samples * Self.ticksPerSecond * 2 + rate) / (rate * 2)
    }
}
