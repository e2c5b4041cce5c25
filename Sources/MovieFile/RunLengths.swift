/// A list of numbers as runs of equal ones, in the form of `stts` and `ctts` (ISO/IEC 14496-12 8.6.1).
struct RunLengths<Value: FixedWidthInteger & Sendable>: Sendable, Hashable {
    /// `count` times the same `value`; the count is greater than zero.
    struct Run: Sendable, Hashable {
        var count: UInt32
        var value: Value
    }

    private(set) var runs: [Run] = []

    mutating func append(_ value: Value, count: UInt32 = 1) {
        guard count > 0 else { return }
        if let last = runs.last, last.value == value {
            let (sum, overflows) = last.count.addingReportingOverflow(count)
            if !overflows {
                runs[runs.count - 1].count = sum
                return
            }
        }
        runs.append(Run(count: count, value: value))
    }

    /// How many numbers there are; `Int.max` where that is more than fits.
    var count: Int {
        runs.reduce(0) { total, run in
            let (sum, overflows) = total.addingReportingOverflow(Int(run.count))
            return overflows ? Int.max : sum
        }
    }

    /// Bytes that the list holds on to.
    var storageByteCount: Int { runs.capacity * MemoryLayout<Run>.stride }

    /// Gives the numbers one after the other; behind the end the last one, or 0 where there is none.
    struct Cursor {
        private let runs: [Run]
        private var run = 0
        private var used: UInt32 = 0

        init(_ list: RunLengths) { runs = list.runs }

        mutating func next() -> Value {
            guard run < runs.count else { return runs.last?.value ?? 0 }
            let value = runs[run].value
            used += 1
            if used == runs[run].count {
                run += 1
                used = 0
            }
            return value
        }
    }
}
