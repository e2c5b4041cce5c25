import ElementaryStreams

extension FragmentedMP4 {
    /// Turns the fragments of one segment into streams.
    struct SegmentAssembly {
        private let bytes: [UInt8]
        private let reading: SegmentReading
        private let defaults: [Int: SampleDefaults]
        private var streams: [TrackAssembly]
        private var streamOfTrack: [Int: Int] = [:]
        private var unknownTracks: Set<Int> = []
        private var defects: [Defect]
        /// Samples overlap in no honest file, and each takes some bytes of a run or of the data. These two budgets
        /// keep time and memory linear in the bytes whatever the boxes claim.
        private var sampleBudget: Int
        private var byteBudget: Int
        private var isExhausted = false

        init(_ bytes: [UInt8], _ reading: SegmentReading, movie: Movie) {
            self.bytes = bytes
            self.reading = reading
            defaults = movie.defaults
            defects = movie.defects
            streams = movie.tracks.enumerated().map { position, track in
                TrackAssembly(track, position: position, keepsPayload: reading.keepsPayload)
            }
            for (position, track) in movie.tracks.enumerated() { streamOfTrack[track.id] = position }
            sampleBudget = bytes.count / 4 + 1024
            byteBudget = bytes.count
        }

        /// Adds a defect of the segment, once.
        mutating func report(_ defect: Defect) {
            if defects.last != defect { defects.append(defect) }
        }

        /// Reads every `moof` among the boxes of the file.
        mutating func read(_ fileLevel: [Box]) {
            let fragments = fileLevel.filter { $0.type == .moof && $0.isWhole }
            for (number, moof) in fragments.enumerated() where !isExhausted {
                let dataEnd =
                    number + 1 < fragments.count
                    ? fragments[number + 1].start : reading.isHead ? Int.max : bytes.count
                read(moof, data: moof.end..<dataEnd)
            }
        }

        /// Joins the streams and their payloads.
        consuming func finish() -> DemuxedSegment {
            var index = SegmentIndex(container: .fmp4, byteCount: bytes.count)
            var payloads: [DemuxedSegment.Payload] = []
            for position in streams.indices {
                let finished = streams[position].finish(bytes)
                index.streams.append(finished.stream)
                if reading.keepsPayload { payloads.append(finished.payload) }
                defects += finished.defects
            }
            index.defects = defects
            return DemuxedSegment(index: index, payloads: payloads)
        }

        /// Reads one movie fragment whose samples lie in `data`.
        private mutating func read(_ moof: Box, data: Range<Int>) {
            // Where data begins for a track fragment that does not say: at the `moof` for the first, behind
            // the one before for the others.
            var implicitBase = moof.start
            for traf in Boxes(bytes, inside: moof) where traf.type == .traf && !isExhausted {
                guard let fragment = TrackFragment(bytes, traf: traf, defaults: defaults) else {
                    report(.malformed(what: "traf", position: traf.start))
                    continue
                }
                guard let position = streamOfTrack[fragment.trackID] else {
                    if unknownTracks.insert(fragment.trackID).inserted {
                        report(.unsupportedStream(id: fragment.trackID, name: "track without description"))
                    }
                    continue
                }
                let firstOffset = fragment.runs.first.flatMap {
                    SampleRun(bytes, box: $0, defaults: fragment.defaults).dataOffset
                }
                var base = fragment.isBasedOnMovieFragment ? moof.start : implicitBase
                if let stated = fragment.baseDataOffset {
                    base = resolve(
                        stated: stated, firstOffset: firstOffset.map { Int($0) }, moof: moof, data: data)
                }
                guard streams[position].begin(fragment, at: traf.start) else { continue }
                implicitBase = read(fragment, base: base, stream: position)
            }
        }

        /// Finds where in this segment an absolute data offset lies.
        ///
        /// `base-data-offset` counts in the file that the fragment was written to, and a segment may be any
        /// part of it. Every known writer states the place of the `moof` itself; where that does not lead into
        /// the fragment's data, the initialization section and the segment joined are taken as the file, then
        /// the segment alone, then the beginning of the data.
        private func resolve(stated: UInt64, firstOffset: Int?, moof: Box, data: Range<Int>) -> Int {
            let offset = firstOffset ?? 0
            var candidates: [Int] = firstOffset == nil ? [] : [moof.start]
            if let stated = Int(exactly: stated), stated <= Int.max / 4 {
                candidates += [stated - (reading.initialization?.count ?? 0), stated]
            }
            return candidates.first { data.contains($0 + offset) } ?? (data.lowerBound + 8 - offset)
        }

        /// Reads the runs of one track fragment; gives back the first offset behind its data.
        private mutating func read(_ fragment: TrackFragment, base: Int, stream: Int) -> Int {
            var position = base
            for box in fragment.runs where !isExhausted {
                var run = SampleRun(bytes, box: box, defaults: fragment.defaults)
                if let offset = run.dataOffset { position = base &+ Int(offset) }
                while let sample = run.next() {
                    let (end, overflow) = position.addingReportingOverflow(Int(sample.size))
                    guard position >= 0, !overflow else {
                        report(.malformed(what: "data offset", position: box.start))
                        return base
                    }
                    let isWhole = end <= bytes.count
                    guard isWhole || reading.isHead else {
                        report(.cutShort(position: bytes.count))
                        return position
                    }
                    sampleBudget -= 1
                    if isWhole { byteBudget -= Int(sample.size) }
                    guard sampleBudget >= 0, byteBudget >= 0 else {
                        report(.malformed(what: "sample table", position: box.start))
                        isExhausted = true
                        return base
                    }
                    let range = position..<end
                    guard streams[stream].append(sample, at: range, of: isWhole ? bytes : nil) else {
                        report(.malformed(what: "decode time", position: box.start))
                        return base
                    }
                    position = end
                }
                if run.isCutShort { report(.malformed(what: "trun", position: box.start)) }
            }
            return position
        }
    }
}
