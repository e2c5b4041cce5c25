import TestSupport
import Testing

@Suite("Memory does not grow with what passes through") struct MemoryTests {
    /// The program with FFmpeg's libraries, and segments under way.
    private static let base = 64 << 10
    /// An hour at 25 frames a second is 90,000 pictures, of which the index keeps 50 bytes each and the timeline as
    /// much; doubled, because arrays grow by doubling. The media itself is 49 MB an hour, its sound not indexed.
    private static let perHour = 90_000 * 2 * 50 * 2 / 1024

    @Test("an hour more costs the index of an hour, not the media")
    func analysis() throws {
        let short = try peak(minutes: 10)
        let long = try peak(minutes: 60)
        #expect(short > 0 && short < Self.base, "\(short) KiB")
        #expect(long - short < Self.perHour, "\(short) KiB, then \(long) KiB")
    }

    private func peak(minutes: Int) throws -> Int {
        let recording = try LongRecording(.plain, duration: minutes * 60, nullPackets: 0)
        let run = try PrecutProgram.peakMemory(["analyze", recording.url, "--no-cache", "--json"])
        #expect(run.exitCode == 0)
        #expect(recording.server.log.count == 1 + recording.segmentCount)
        return run.kibibytes
    }
}
