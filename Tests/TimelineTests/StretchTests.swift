import ExactTime
import Testing

@testable import Timeline

@Suite("Runs and stretches") struct StretchTests {
    typealias Run = SyntheticSnapshot.Run

    private func run(_ origin: Int64, isUnmarked: Bool, segments: [Int] = [25]) -> Run {
        Run(segments: segments, origin: origin, gop: 25, bFrames: 0, interval: 3600, isUnmarked: isUnmarked)
    }

    @Test("thousands of discontinuities are laid end to end without deep recursion", .timeLimit(.minutes(1)))
    func manyRuns() {
        let snapshot = SyntheticSnapshot((0..<4000).map { run(Int64($0 % 7) * 1_000_000, isUnmarked: false) })
        var timeline = Timeline(slots: snapshot.slots)
        var read: Set<Int> = []
        let last = snapshot.frames[snapshot.frames.count - 1]
        let position = snapshot.ask(&timeline, read: &read) { $0.position(at: last.start) }
        guard case .frame(let span) = position else {
            Issue.record("no frame: \(position)")
            return
        }
        #expect(span.start == last.start && span.end == last.end)
    }

    @Test("every segment starts anew, and no tag says so")
    func everySegmentJumps() {
        let snapshot = SyntheticSnapshot(
            (0..<40).map { run(Int64(90_000 + $0), isUnmarked: $0 > 0, segments: [50]) })
        for frame in stride(from: 0, to: snapshot.frames.count, by: 171) {
            var timeline = Timeline(slots: snapshot.slots)
            var read: Set<Int> = []
            let truth = snapshot.frames[frame]
            let position = snapshot.ask(&timeline, read: &read) { $0.position(at: truth.start) }
            guard case .frame(let span) = position else {
                Issue.record("no frame \(frame): \(position)")
                return
            }
            #expect(span.start == truth.start && span.segment == truth.segment, "frame \(frame)")
        }
    }

    @Test("EXTINF off by seconds every time is drift, not a jump")
    func wrongEverywhere() {
        let wrong = Run(
            segments: Array(repeating: 50, count: 64), origin: 7, gop: 50, bFrames: 2, interval: 3600,
            extinfError: MediaDuration(milliseconds: 4000))
        let snapshot = SyntheticSnapshot([wrong])
        var timeline = Timeline(slots: snapshot.slots)
        var read: Set<Int> = []
        let truth = snapshot.frames[3000]
        let position = snapshot.ask(&timeline, read: &read) { $0.position(at: truth.start) }
        guard case .frame(let span) = position else {
            Issue.record("no frame: \(position)")
            return
        }
        #expect(span.start == truth.start && span.segment == truth.segment)
        #expect(read.count <= 4, "read \(read.sorted())")
        let report = snapshot.ask(&timeline, read: &read) { $0.report() }
        #expect(report.segments.allSatisfy { !$0.isUnmarkedJump })
        #expect(report.maxDrift == MediaDuration(milliseconds: -4000 * 64))
    }

    @Test("the whole report marks each unmarked jump and places every frame as single questions do")
    func report() {
        let snapshot = SyntheticSnapshot([
            run(900_000_000, isUnmarked: false, segments: [25, 25, 25]),
            run(5_000, isUnmarked: true, segments: [25, 25]),
            run(400_000_000, isUnmarked: true, segments: [25, 25]),
            run(0, isUnmarked: false, segments: [25, 25]),
        ])
        var timeline = Timeline(slots: snapshot.slots)
        var read: Set<Int> = []
        let report = snapshot.ask(&timeline, read: &read) { $0.report() }
        #expect(report.segments.indices.filter { report.segments[$0].isUnmarkedJump } == [3, 5])
        for (number, segment) in report.segments.enumerated() {
            let frames = snapshot.frames.filter { $0.segment == number }
            #expect(segment.mediaStart == frames.first?.start)
            #expect(segment.mediaEnd == frames.last?.end)
            #expect(segment.drift == .zero)
        }
        #expect(report.videoEnd == snapshot.frames.last?.end)
    }

    @Test("zero by the playlist places every segment by EXTINF and cuts what is longer")
    func playlistZero() {
        let long = Run(
            segments: [25, 25, 25], origin: 3600, gop: 25, bFrames: 0, interval: 3600,
            extinfError: MediaDuration(milliseconds: -100))
        let snapshot = SyntheticSnapshot([long])
        var timeline = Timeline(slots: snapshot.slots, zero: .playlist)
        var read: Set<Int> = []
        // The second segment is placed at 900 ms, so the frame at 899 ms is the 23rd of the first one, cut to 900.
        let position = snapshot.ask(&timeline, read: &read) {
            $0.position(at: MediaInstant(milliseconds: 899))
        }
        guard case .frame(let span) = position else {
            Issue.record("no frame: \(position)")
            return
        }
        #expect(span.segment == 0 && span.index == 22)
        #expect(span.end == MediaInstant(milliseconds: 900))
        let next = snapshot.ask(&timeline, read: &read) { $0.position(at: MediaInstant(milliseconds: 900)) }
        guard case .frame(let second) = next else {
            Issue.record("no frame: \(next)")
            return
        }
        #expect(second.segment == 1 && second.index == 0)
    }
}

@Suite("Timestamps that start anew at regular distances") struct LoopTests {
    @Test("are found, and the answer does not depend on earlier questions", arguments: [2, 3, 4, 5, 8])
    func loops(count: Int) {
        let once = SyntheticSnapshot.Run(
            segments: [63, 78, 84, 75], origin: 133_200, gop: 25, bFrames: 0, interval: 3600)
        var again = once
        again.isUnmarked = true
        let snapshot = SyntheticSnapshot([once] + Array(repeating: again, count: count - 1))
        var asked = Timeline(slots: snapshot.slots)
        for frame in stride(from: snapshot.frames.count - 1, to: 0, by: -37) {
            let truth = snapshot.frames[frame]
            var read: Set<Int> = []
            var fresh = Timeline(slots: snapshot.slots)
            for position in [
                snapshot.ask(&fresh, read: &read) { $0.position(at: truth.start) },
                snapshot.ask(&asked, read: &read) { $0.position(at: truth.start) },
            ] {
                guard case .frame(let span) = position else {
                    Issue.record("no frame \(frame): \(position)")
                    return
                }
                #expect(span.start == truth.start && span.segment == truth.segment, "frame \(frame)")
            }
        }
    }
}
