import Cutting
import Testing

@Suite("The sound of a clip is planned to the sample") struct SoundPlanTests {
    private static let aac = SoundPlan.Format(samplesPerUnit: 1024, preroll: .units(1))

    /// Units that follow on from each other, from `start` on.
    private func units(
        _ count: Int, from start: Int64, run: UInt16 = 0, format: UInt16 = 0, jitter: [Int64] = [0]
    ) -> [SoundUnit] {
        (0..<count).map {
            SoundUnit(
                position: start + Int64($0) * 1024 + jitter[$0 % jitter.count], size: 200, run: run,
                format: format)
        }
    }

    private func plan(
        _ units: [SoundUnit], length: Int64, mode: ClipMode = .smart,
        formats: [SoundPlan.Format] = [aac]
    ) -> SoundPlan {
        SoundPlan(
            units, SoundPlan.Request(formats: formats, sampleRate: 48_000, length: length, mode: mode))
    }

    @Test("copies the units that are heard, and one before them for the decoder") func copies() throws {
        let plan = plan(units(20, from: -3000), length: 5000)
        #expect(plan.action == .copy)
        let stretch = try #require(plan.stretches.first)
        // Units begin at -3000, -1976, -952, 72, ...; the one at -952 holds the in point.
        #expect(stretch.units == 2..<8)
        #expect(stretch.preroll == 1..<2)
        #expect(stretch.headTrim == 952)
        #expect(stretch.heard == 0..<5000)
    }

    @Test("an edge between two units takes neither too many nor too few") func edges() {
        let stretch = plan(units(20, from: -2048), length: 2048).stretches.first
        #expect(stretch?.units == 2..<4)
        #expect(stretch?.headTrim == 0)
        #expect(plan(units(20, from: -2048), length: 2049).stretches.first?.units == 2..<5)
        #expect(plan(units(20, from: -2047), length: 2048).stretches.first?.units == 1..<4)
    }

    @Test("sound that begins late or ends early is copied and says so") func lateAndEarly() {
        let plan = plan(units(3, from: 700), length: 10_000)
        #expect(plan.action == .copy)
        let heard: Range<Int64> = 700..<700 + 3 * 1024
        #expect(plan.heard == heard)
        #expect(plan.stretches.first?.preroll.isEmpty == true)
        #expect(plan.stretches.first?.headTrim == 0)
    }

    @Test("no sound in the range is no plan") func nothing() {
        #expect(plan([], length: 5000).action == .nothing)
        #expect(plan(units(4, from: 5000), length: 5000).action == .nothing)
        #expect(plan(units(4, from: -4096), length: 5000).action == .nothing)
        #expect(plan(units(4, from: 0), length: 0).heard == nil)
    }

    @Test("rounded timestamps are no splice, and do not add up", arguments: [[0, 1, -1], [0, 24, -20, 7]])
    func jitter(jitter: [Int64]) {
        let plan = plan(units(5000, from: -2000, jitter: jitter), length: 4_000_000)
        #expect(plan.action == .copy)
        // Nearer to the truth than the jitter is wide; rounding alone leaves less than a sample.
        let spread = (jitter.max() ?? 0) - (jitter.min() ?? 0)
        #expect((plan.stretches[0].position - -976).magnitude <= spread / 2)
    }

    /// What parts two pieces of sound, and what comes of it.
    @Test(
        "a splice is laid out anew, for the right reason",
        arguments: [
            (512, 0, EncodeReason.soundGap), (2048, 0, .soundGap), (300, 0, .unevenSound),
            (-300, 0, .unevenSound),
            (-5000, 1, .unevenSound), (100, 1, .unevenSound), (0, 0, nil), (1, 1, nil), (2, 1, .unevenSound),
        ])
    func splices(step: Int64, run: UInt16, reason: EncodeReason?) {
        let parts = units(10, from: 0) + units(10, from: 10_240 + step, run: run)
        let plan = plan(parts, length: 20_000)
        #expect(plan.action == reason.map { .encode($0) } ?? .copy)
        guard reason != nil else { return }
        let second = 10_240 + step
        #expect(
            plan.stretches.map(\.heard) == [0..<min(10_240, second), second..<min(20_000, second + 10_240)])
        // Another run has nothing that a decoder could begin with; a mere step does.
        let hasPreroll = run == 0 && step.magnitude < 512
        #expect(plan.stretches[1].preroll == (hasPreroll ? 9..<10 : 10..<10))
    }

    @Test("a clock that drifts is followed, never by more than the jitter that is allowed") func drift() {
        let parts = (0..<4000).map { SoundUnit(position: Int64($0) * 1025, size: 200) }
        let plan = plan(parts, length: 4_000_000)
        #expect(plan.action == .encode(.unevenSound))
        for stretch in plan.stretches {
            for (place, unit) in stretch.units.enumerated() {
                let laid = stretch.position + Int64(place) * 1024
                #expect((laid - Int64(unit) * 1025).magnitude <= 51)
            }
        }
    }

    @Test("modes and formats decide before continuity does") func reasons() {
        let whole = units(20, from: 0)
        #expect(plan(whole, length: 5000, mode: .encode).action == .encode(.requested))
        #expect(plan(whole, length: 5000, mode: .copy).action == .copy)
        var carriedNot = Self.aac
        carriedNot.isCarried = false
        #expect(plan(whole, length: 5000, formats: [carriedNot]).action == .encode(.soundNotCarried))
        let changing = units(3, from: 0) + units(10, from: 3072, format: 1)
        let formats = [Self.aac, Self.aac]
        #expect(plan(changing, length: 5000, formats: formats).action == .encode(.soundChanges))
        // A change outside of the range does not matter.
        #expect(plan(changing, length: 3000, formats: formats).action == .copy)
        #expect(plan(changing, length: 3000, formats: []).action == .nothing)
    }

    @Test("a bit reservoir is filled from as many units as hold its bytes") func reservoir() {
        let preroll = SoundPreroll.reservoir(overlap: 1)
        // 144 bytes hold 106 of main data: five units for 511 bytes, and one for the overlap.
        #expect(preroll.count(sizes: Array(repeating: 144, count: 20)) == 6)
        #expect(preroll.count(sizes: Array(repeating: 144, count: 5)) == nil)
        #expect(preroll.count(sizes: Array(repeating: 1000, count: 20)) == 2)
        #expect(preroll.count(sizes: Array(repeating: 20, count: 100)) == preroll.limit)
        #expect(SoundPreroll.units(3).count(sizes: [1, 1]) == nil)
        #expect(SoundPreroll.units(3).count(sizes: [1, 1, 1, 1]) == 3)
    }

    @Test("numbers made to do harm end in a plan", arguments: [Int64.min, -1, 0, 1, .max])
    func hostile(number: Int64) {
        let parts = [number, .max, 0, .min, 5, number].enumerated().map {
            SoundUnit(position: $1, size: .max, run: UInt16($0 % 2), format: UInt16($0 % 3))
        }
        let formats = [Self.aac, SoundPlan.Format(samplesPerUnit: .max, preroll: .units(.min)), Self.aac]
        for length in [Int64.min, 0, 1, 48_000, .max] {
            let plan = SoundPlan(
                parts, SoundPlan.Request(formats: formats, sampleRate: .min, length: length))
            #expect(plan.stretches.allSatisfy { !$0.units.isEmpty && !$0.heard.isEmpty })
        }
    }

    /// Random splices against a slow layout that paints each unit's samples in order.
    @Test("what is heard is what painting the units one over the other gives", arguments: 0..<200)
    func painted(seed: Int) {
        var random = SeededGenerator(state: UInt64(seed))
        let formats = [SoundPlan.Format(samplesPerUnit: 10, preroll: .units(1))]
        var parts: [SoundUnit] = []
        var position = Int64.random(in: -60...30, using: &random)
        for run in 0..<UInt16.random(in: 1...4, using: &random) {
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                parts.append(SoundUnit(position: position, size: 1, run: run))
                position += 10
            }
            position += Int64.random(in: 2...30, using: &random) * (Bool.random(using: &random) ? 1 : -1)
        }
        let length = Int64.random(in: 1...120, using: &random)
        let plan = SoundPlan(
            parts, SoundPlan.Request(formats: formats, sampleRate: 0, length: length))
        var expected = [Int?](repeating: nil, count: Int(length))
        for (number, unit) in parts.enumerated() {
            // A later run silences what an earlier one had behind its beginning.
            if number > 0, parts[number - 1].run != unit.run {
                for place in Int(max(0, min(length, unit.position)))..<Int(length) { expected[place] = nil }
            }
            for sample in unit.position..<unit.position + 10 where (0..<length).contains(sample) {
                expected[Int(sample)] = number
            }
        }
        var laid = [Int?](repeating: nil, count: Int(length))
        for stretch in plan.stretches {
            for sample in stretch.heard {
                laid[Int(sample)] = stretch.units.lowerBound + Int((sample - stretch.position) / 10)
            }
        }
        #expect(laid == expected)
    }
}

/// SplitMix64: random numbers that a printed seed brings back.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
