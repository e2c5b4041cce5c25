internal import ElementaryStreams
internal import ExactTime
internal import Findings
internal import Segments
internal import Timeline

/// What analysis keeps of each segment's index while it passes by.
actor SegmentSurvey {
    private struct Stream {
        var index: StreamIndex
        var units: Int
        var isSeparate: Bool
        var firstSegment: Int
        var frameInterval: Int64?
        /// The stream's own first and last instant in the first and the last segment that hold it.
        var start: MediaDuration?
        var end: MediaDuration?
        var lastSegment: Int
    }

    private struct Note {
        var bytes: Int
        var defects: [Defect]
        var keyframes: Int
        var startsWithKeyframe: Bool
        /// Frames at the head that need pictures from before the segment.
        var dependentHead: Int
        var units: Int
        var hasVideo: Bool
        /// The video's codec where it is one that is not decoded.
        var unsupported: Codec?
        var refreshesGradually: Bool
        var formats: [VideoFormat]
        var sound: AudioFormat?
        var duplicates: Int
    }

    /// So many segments may fail on the server's side before the whole analysis does.
    private static let refusalLimit = 8

    private var notes: [Int: Note] = [:]
    private var refusals = 0
    private(set) var failures: [Int: PrecutError] = [:]
    /// By kind and place among its kind: PIDs may change at a discontinuity.
    private var streams: [String: Stream] = [:]

    var count: Int { notes.count + failures.count }

    func note(_ index: SegmentIndex, of segment: Int) {
        let main = index.video ?? index.audio
        let units = main?.accessUnits ?? []
        let stamps = units.map(\.pts).sorted()
        notes[segment] = Note(
            bytes: index.byteCount, defects: index.defects,
            keyframes: units.count { $0.picture.pictureClass.isRandomAccessPoint },
            startsWithKeyframe: units.first?.picture.pictureClass.isRandomAccessPoint ?? true,
            dependentHead: dependentHead(units),
            units: units.count, hasVideo: index.video != nil,
            unsupported: index.video.map(\.codec).flatMap { $0 == .h264 || $0 == .hevc ? nil : $0 },
            refreshesGradually: units.contains { $0.picture.recoveryFrameCount > 0 },
            formats: index.video?.configurations.compactMap(\.video) ?? [],
            sound: index.audio?.configurations.lazy.compactMap(\.audio).first,
            duplicates: zip(stamps, stamps.dropFirst()).count { $0 == $1 })
        noteStreams(index, of: segment, isSeparate: false)
    }

    /// The units before the first random access point, and its leading pictures that refer past it.
    private func dependentHead(_ units: [AccessUnit]) -> Int {
        guard let first = units.firstIndex(where: { $0.picture.pictureClass.isRandomAccessPoint }) else {
            return units.count
        }
        let point = units[first]
        guard point.picture.pictureClass != .idr else { return first }
        // HEVC marks the leading pictures that cannot be decoded; in H.264 all of them may refer past the point.
        let isMarked = point.picture.pictureClass == .cra
        let leading = units[(first + 1)...].count {
            $0.pts < point.pts && (!isMarked || $0.picture.isSkippedLeading)
        }
        return first + leading
    }

    /// Notes a segment that cannot be loaded; a server that has refused too many of them is down, and asking it
    /// for thousands more, each with its retries, would take hours.
    func noteFailure(_ error: PrecutError, of segment: Int) throws(PrecutError) {
        failures[segment] = error
        guard error.kind == .unavailable else { return }
        refusals += 1
        if refusals > Self.refusalLimit { throw error }
    }

    func noteAudioRendition(_ index: SegmentIndex, of segment: Int) {
        noteStreams(index, of: segment, isSeparate: true)
    }

    private func noteStreams(_ index: SegmentIndex, of segment: Int, isSeparate: Bool) {
        var places: [StreamKind: Int] = [:]
        for stream in index.streams {
            let place = places[stream.kind, default: 0]
            places[stream.kind] = place + 1
            let name = "\(isSeparate ? "separate " : "")\(stream.kind.rawValue) \(place)"
            var summary = stream
            summary.accessUnits = []
            var entry =
                streams[name]
                ?? Stream(
                    index: summary, units: 0, isSeparate: isSeparate, firstSegment: segment,
                    lastSegment: segment)
            entry.units += stream.accessUnits.count
            if segment <= entry.firstSegment || entry.index.configurations.isEmpty {
                entry.firstSegment = segment
                entry.index = summary
                entry.frameInterval = commonInterval(stream)
                entry.start = stream.accessUnits.first.map { stream.timeBase.duration($0.pts) }
            }
            if segment >= entry.lastSegment, let last = stream.accessUnits.last {
                entry.lastSegment = segment
                entry.end = stream.timeBase.duration(last.pts) + stream.timeBase.duration(last.duration ?? 0)
            }
            streams[name] = entry
        }
    }

    private func commonInterval(_ stream: StreamIndex) -> Int64? {
        guard stream.kind == .video else { return nil }
        let stamps = stream.accessUnits.map(\.pts).sorted()
        var counts: [Int64: Int] = [:]
        for (earlier, later) in zip(stamps, stamps.dropFirst()) where later > earlier {
            counts[later - earlier, default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    func bytes(count: Int) -> [Int] { (0..<count).map { notes[$0]?.bytes ?? 0 } }

    func streams(report: TimelineReport) -> [StreamSummary] {
        let order: [StreamKind] = [.video, .audio, .data]
        let sorted = streams.sorted { left, right in
            let kinds = (
                order.firstIndex(of: left.value.index.kind), order.firstIndex(of: right.value.index.kind)
            )
            return (kinds.0 ?? 9, left.value.isSeparate ? 1 : 0, left.key)
                < (kinds.1 ?? 9, right.value.isSeparate ? 1 : 0, right.key)
        }
        return sorted.map { _, stream in
            let format = stream.index.configurations.lazy.compactMap(\.video).first
            let isVideo = stream.index.kind == .video
            let isAudio = stream.index.kind == .audio
            return StreamSummary(
                kind: stream.index.kind, codec: stream.index.codec, timeBase: stream.index.timeBase,
                language: stream.index.language, video: format,
                audio: stream.index.configurations.lazy.compactMap(\.audio).first,
                frameRate: frameRate(stream, format: format), units: stream.units,
                start: isVideo
                    ? report.videoStart
                    : isAudio ? instant(stream, \.start, \.firstSegment, report.audioStart) : nil,
                end: isVideo
                    ? report.videoEnd
                    : isAudio ? instant(stream, \.end, \.lastSegment, report.audioEnd) : nil,
                isSeparate: stream.isSeparate)
        }
    }

    /// An edge of an audio stream on the axis: as far from the main one's edge as their timestamps are, where both
    /// lie in the same segment; `nil` where they do not.
    private func instant(
        _ stream: Stream, _ edge: KeyPath<Stream, MediaDuration?>, _ segment: KeyPath<Stream, Int>,
        _ main: MediaInstant?
    ) -> MediaInstant? {
        let prefix = stream.isSeparate ? "separate " : ""
        guard let first = streams["\(prefix)audio 0"], first.index.id != stream.index.id else { return main }
        guard let main, first[keyPath: segment] == stream[keyPath: segment], let own = stream[keyPath: edge],
            let reference = first[keyPath: edge]
        else { return nil }
        return main + (own - reference)
    }

    private func frameRate(_ stream: Stream, format: VideoFormat?) -> FrameRate? {
        if let stated = format?.frameRate { return stated.reduced }
        let base = stream.index.timeBase
        guard let interval = stream.frameInterval, interval > 0 else { return nil }
        return FrameRate(base.denominator, base.numerator &* interval).reduced
    }

    /// What is noteworthy inside the segments.
    ///
    /// - Parameters:
    ///   - segments: Those with media, in order.
    ///   - runStarts: The segments before which decoding begins anew.
    func findings(segments: [Int], runStarts: Set<Int>) -> [Finding] {
        var findings: [Finding] = []
        var format: VideoFormat?
        var sound: AudioFormat?
        var isRefreshNoted = false
        var isInterlaceNoted = false
        var isCodecNoted = false
        for segment in segments {
            if let failure = failures[segment] {
                findings.append(
                    Finding(.segmentUnreadable, "segment \(segment): \(failure.message)", segment: segment))
                continue
            }
            guard let note = notes[segment] else { continue }
            findings += note.defects.map { Finding($0, segment: segment) }
            if note.units == 0 {
                findings.append(Finding(.noTimedMedia, "segment \(segment) holds no frame", segment: segment))
            }
            guard note.hasVideo, note.units > 0 else { continue }
            if let codec = note.unsupported {
                if !isCodecNoted {
                    isCodecNoted = true
                    let message = "the video is coded as \(codec.name); only H.264 and HEVC are decoded"
                    findings.append(
                        Finding(.unsupportedStream, message, severity: .error, segment: segment))
                }
                continue
            }
            findings += keyframeFindings(note, segment: segment, isFirst: runStarts.contains(segment))
            if note.duplicates > 0 {
                let message = "segment \(segment) has \(note.duplicates) frames with the PTS of another one"
                findings.append(Finding(.duplicateTimestamps, message, segment: segment))
            }
            for next in note.formats {
                if let format, format.width != next.width || format.height != next.height {
                    let message =
                        "picture size changes from \(format.width)x\(format.height) to \(next.width)x\(next.height)"
                    findings.append(Finding(.formatChange, message, segment: segment))
                }
                format = next
                if next.isInterlaced, !isInterlaceNoted {
                    isInterlaceNoted = true
                    findings.append(Finding(.interlaced, "pictures may be coded as fields", segment: segment))
                }
            }
            if let next = note.sound {
                if let sound, sound.sampleRate != next.sampleRate || sound.channels != next.channels {
                    let message =
                        "sound changes from \(sound.sampleRate) Hz, \(sound.channels) channels to \(next.sampleRate) Hz, \(next.channels) channels"
                    findings.append(Finding(.formatChange, message, segment: segment))
                }
                sound = next
            }
            if note.refreshesGradually, !isRefreshNoted {
                isRefreshNoted = true
                let message = "recovery points need several pictures until output is exact"
                findings.append(Finding(.gradualRefresh, message, segment: segment))
            }
        }
        return findings
    }

    private func keyframeFindings(_ note: Note, segment: Int, isFirst: Bool) -> [Finding] {
        if isFirst, note.dependentHead > 0 {
            let count = note.dependentHead
            let message =
                "\(count) frame\(count == 1 ? "" : "s") at the start of segment \(segment) cannot be decoded: what they refer to is not there"
            return [Finding(.undecodableStart, message, segment: segment)]
        }
        if note.keyframes == 0 {
            return [
                Finding(.segmentWithoutKeyframe, "segment \(segment) has no keyframe", segment: segment)
            ]
        }
        if !note.startsWithKeyframe {
            let message = "segment \(segment) does not begin with a keyframe"
            return [Finding(.segmentStartsOffKeyframe, message, segment: segment)]
        }
        return []
    }
}

extension FrameRate {
    /// The same rate in lowest terms.
    var reduced: FrameRate {
        guard numerator > 0, denominator > 0 else { return self }
        let fraction = Rational(Int128(numerator), Int128(denominator))
        return FrameRate(Int64(clamping: fraction.numerator), Int64(clamping: fraction.denominator))
    }
}
