import Precut

/// An analysis for people: a summary, the segments as a table, the findings.
struct AnalysisText {
    /// A longer table shows its head and tail, unless segments were asked for.
    static let rowLimit = 40

    private let analysis: SnapshotAnalysis
    private let segments: Range<Int>?
    private let listsKeyframes: Bool

    init(_ analysis: SnapshotAnalysis, segments: Range<Int>?, listsKeyframes: Bool) {
        self.analysis = analysis
        self.segments = segments
        self.listsKeyframes = listsKeyframes
    }

    var text: String { [summary, table, findings].filter { !$0.isEmpty }.joined(separator: "\n") }

    // MARK: Summary

    private var summary: String {
        let playlist = analysis.playlist
        let kind = playlist.playlistType.map { $0 == .vod ? "VOD" : "EVENT" } ?? "no type"
        var lines = [
            ("source", analysis.source),
            (
                "playlist",
                "\(playlist.segments.count) segments, version \(playlist.version ?? 1), \(kind), \(playlist.hasEndList ? "ended" : "not ended (live)")"
            ),
        ]
        if let variant = analysis.variant {
            let size = variant.resolution.map { ", \($0.width)x\($0.height)" } ?? ""
            lines.append(
                ("variant", "\(publicText(ofURI: variant.uri)) (\(variant.bandwidth ?? 0) bit/s\(size))"))
        }
        lines.append(("playlist clock", length(analysis.playlistStarts.last ?? .zero)))
        if let report = analysis.report {
            if let end = report.videoEnd ?? report.audioEnd { lines.append(("media clock", length(end))) }
            lines.append(("largest drift", "\(signed(report.maxDrift)) ms (media minus playlist clock)"))
            lines.append(("zero", zeroText))
            lines.append(("ends", endsText(report)))
        }
        for (number, stream) in analysis.streams.enumerated() {
            lines.append((number == 0 ? "streams" : "", streamText(stream)))
        }
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }

    private func length(_ end: MediaInstant) -> String { "\(end.clockText) (\(end.millisecondsText) ms)" }

    private var zeroText: String {
        switch analysis.zero {
        case .video: "0 ms is the first video frame"
        case .audio: "0 ms is the first audio sample"
        case .earliest: "0 ms is the earlier of first frame and first sample"
        case .playlist: "0 ms is the playlist clock's start; every segment is placed by EXTINF"
        }
    }

    private func endsText(_ report: TimelineReport) -> String {
        var ends: [String] = []
        if let video = report.videoEnd { ends.append("video \(video.millisecondsText) ms") }
        if let audio = report.audioEnd { ends.append("audio \(audio.millisecondsText) ms") }
        ends.append("playlist \(report.playlistEnd.millisecondsText) ms")
        return ends.joined(separator: ", ")
    }

    private func streamText(_ stream: StreamSummary) -> String {
        var parts = ["\(stream.kind.rawValue) \(stream.codec.name)"]
        if let video = stream.video {
            parts[0] += " \(video.profile)"
            var size = "\(video.width)x\(video.height)"
            if video.sampleAspectRatio != .square {
                size += " (samples \(video.sampleAspectRatio.horizontal):\(video.sampleAspectRatio.vertical))"
            }
            parts.append(size)
        }
        if let rate = stream.frameRate {
            parts.append(
                rate.denominator == 1 ? "\(rate.numerator) fps" : "\(rate.numerator)/\(rate.denominator) fps")
        }
        if let audio = stream.audio {
            if !audio.profile.isEmpty { parts[0] += " \(audio.profile)" }
            parts.append(
                "\(audio.sampleRate) Hz, \(audio.channels) \(audio.channels == 1 ? "channel" : "channels")")
        }
        if let language = stream.language { parts.append(language) }
        parts.append("\(stream.units) \(stream.kind == .data ? "units" : "frames")")
        if let start = stream.start { parts.append("from \(start.millisecondsText) ms") }
        if stream.isSeparate { parts.append("in its own segments") }
        return parts.joined(separator: ", ")
    }

    // MARK: Segments

    private var shown: [Int] {
        if let segments { return Array(segments) }
        let count = analysis.playlist.segments.count
        guard count > Self.rowLimit, !listsKeyframes else { return Array(0..<count) }
        return Array(0..<Self.rowLimit / 2) + Array(count - Self.rowLimit / 2..<count)
    }

    private var table: String {
        let hasMedia = analysis.report != nil
        var columns: [(String, TextTable.Alignment)] = [
            ("segment", .right), ("playlist start", .right), ("length", .right),
        ]
        if hasMedia {
            columns += [
                ("media start", .right), ("drift", .right), ("frames", .right), ("keyframes", .right),
                ("bytes", .right),
            ]
        }
        columns.append(("", .left))
        var table = TextTable(columns)
        let numbers = shown
        for (place, number) in numbers.enumerated() {
            if place > 0, numbers[place - 1] + 1 < number {
                table.add(["…"] + Array(repeating: "", count: columns.count - 1))
            }
            table.add(row(number, hasMedia: hasMedia))
        }
        var text = table.text
        if numbers.count < analysis.playlist.segments.count, segments == nil {
            text += "(\(analysis.playlist.segments.count - numbers.count) more: --segments A..B, or --json)\n"
        }
        return text
    }

    private func row(_ number: Int, hasMedia: Bool) -> [String] {
        let segment = analysis.playlist.segments[number]
        var row = [
            String(number), analysis.playlistStarts[number].millisecondsText,
            segment.duration.millisecondsText,
        ]
        if hasMedia {
            let facts = analysis.report?.segments[number]
            let keyframes = facts?.keyframes ?? []
            row += [
                facts?.mediaStart?.millisecondsText ?? "-", facts?.drift.map(signed) ?? "-",
                String(facts?.frames ?? 0),
                listsKeyframes
                    ? keyframes.map(\.millisecondsText).joined(separator: " ") : String(keyframes.count),
                String(analysis.segmentBytes[number]),
            ]
        }
        var marks: [String] = []
        if segment.isDiscontinuity { marks.append("discontinuity") }
        if segment.isGap { marks.append("gap") }
        if analysis.report?.segments[number].isUnmarkedJump == true { marks.append("unmarked jump") }
        return row + [marks.joined(separator: ", ")]
    }

    private func signed(_ duration: MediaDuration) -> String {
        (duration > .zero ? "+" : "") + duration.millisecondsText
    }

    // MARK: Findings

    /// Findings of one rule are shown together: a few places, then their number.
    private var findings: String {
        guard !analysis.findings.isEmpty else { return "no findings\n" }
        var order: [Rule] = []
        var groups: [Rule: [Finding]] = [:]
        for finding in analysis.findings {
            if groups[finding.rule] == nil { order.append(finding.rule) }
            groups[finding.rule, default: []].append(finding)
        }
        order.sort { ($1.severity, $0.code) < ($0.severity, $1.code) }
        var text = ""
        for rule in order {
            let group = groups[rule] ?? []
            for finding in group.prefix(3) {
                let place = finding.line.map { " (line \($0))" } ?? ""
                text += "\(finding.severity.rawValue) \(rule.code): \(finding.message)\(place)\n"
            }
            if group.count > 3 { text += "  … and \(group.count - 3) more of \(rule.code)\n" }
        }
        return text + "precut explain CODE says more about each\n"
    }
}
