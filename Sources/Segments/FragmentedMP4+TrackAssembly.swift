import ElementaryStreams
import ExactTime

extension FragmentedMP4 {
    /// Collects the samples of one track as access units of a stream.
    struct TrackAssembly {
        private let track: Track
        /// Position among the segment's streams.
        private let position: Int
        private let keepsPayload: Bool
        private var stream: StreamIndex
        /// Where each sample's payload lies in the segment; empty where the segment does not have it.
        private var sources: [Range<Int>] = []
        private var defects: [Defect] = []
        private var configurations: ConfigurationList
        /// Position of the sample entry in use.
        private var entry = 0
        /// By sample entry, for those that were used; each keeps its own parameter sets.
        private var pictures: [PictureReader?]
        /// Where the next sample is decoded, before the edit list's shift.
        private var nextDecodeTime: Int64 = 0
        /// Samples since a `tfdt` was missing.
        private var inferredCount = 0
        private var isInferred = false
        /// The next sample follows the one before without a decode time of its own.
        private var isContinued = true
        /// Jumps listed so far; no more than sixteen are.
        private var jumpCount = 0
        private var sawBrokenLengths = false
        private var sawEncryption = false

        init(_ track: Track, position: Int, keepsPayload: Bool) {
            self.track = track
            self.position = position
            self.keepsPayload = keepsPayload
            configurations = ConfigurationList(track.entries)
            stream = StreamIndex(
                id: track.id, kind: track.kind, codec: track.entries[0].codec, timeBase: track.timeBase,
                language: track.language, rotation: track.rotation)
            pictures = track.entries.map { _ in nil }
        }

        /// Goes to the beginning of a track fragment; `false` where its decode time cannot be used.
        mutating func begin(_ fragment: TrackFragment, at place: Int) -> Bool {
            let wanted = Int(fragment.defaults.descriptionIndex) - 1
            if !track.entries.indices.contains(wanted) {
                defects.append(.malformed(what: "sample description index", position: place))
            } else {
                entry = wanted
            }
            let description = track.entries[entry]
            if pictures[entry] == nil, !description.isEncrypted, let record = description.parameterSets {
                pictures[entry] = PictureReader(codec: description.codec, record: record)
            }
            if description.isEncrypted, !sawEncryption {
                sawEncryption = true
                defects.append(.scrambled(stream: position))
            }
            isInferred = fragment.decodeTime == nil
            guard let stated = fragment.decodeTime else { return true }
            guard let time = Int64(exactly: stated), time <= timestampLimit else {
                defects.append(.malformed(what: "tfdt", position: place))
                return false
            }
            isContinued = false
            nextDecodeTime = time
            return true
        }

        /// Adds a sample, with its payload where `bytes` has it; `false` where it leaves the range of timestamps.
        mutating func append(_ sample: SampleRun.Sample, at range: Range<Int>, of bytes: [UInt8]?) -> Bool {
            guard nextDecodeTime <= timestampLimit else { return false }
            let dts = nextDecodeTime + track.editShift
            nextDecodeTime += Int64(sample.duration)
            if !isContinued { reportJump(to: dts, at: range.lowerBound) }
            isContinued = true
            var unit = AccessUnit(
                pts: dts + sample.compositionOffset, dts: dts, duration: Int64(sample.duration),
                position: range.lowerBound, size: range.count, isInferred: isInferred)
            if isInferred { inferredCount += 1 }
            describe(&unit, sample, at: range, of: bytes)
            stream.accessUnits.append(unit)
            if keepsPayload { sources.append(bytes == nil ? 0..<0 : range) }
            return true
        }

        /// Reports a decoding time that lies before the last one, or ten seconds behind where that one ends.
        private mutating func reportJump(to dts: Int64, at place: Int) {
            guard let last = stream.accessUnits.last, jumpCount < 16 else { return }
            let gap = dts - last.dts - (last.duration ?? 0)
            guard dts < last.dts || gap > track.timeBase.denominator * 10 else { return }
            jumpCount += 1
            defects.append(
                .timestampJump(stream: position, position: place, ticks: dts - last.dts))
        }

        /// Fills in what the sample's bytes, else its flags, say of the picture.
        private mutating func describe(
            _ unit: inout AccessUnit, _ sample: SampleRun.Sample, at range: Range<Int>, of bytes: [UInt8]?
        ) {
            let description = track.entries[entry]
            guard let bytes, pictures[entry] != nil else {
                if track.kind == .video { unit.picture = sample.flags.facts(codec: description.codec) }
                unit.configuration = configurations.position(ofEntry: entry)
                if let bytes, let syntax = description.audioSyntax, !description.isEncrypted,
                    case .frame(let frame) = syntax.header(bytes, at: range.lowerBound)
                {
                    configurations.read(frame, ofEntry: entry)
                }
                return
            }
            guard let reading = pictures[entry]?.read(bytes, at: range) else { return }
            unit.picture = reading.facts.picture
            unit.carriesParameterSets = reading.facts.carriesParameterSets
            if !reading.isComplete, !sawBrokenLengths {
                sawBrokenLengths = true
                defects.append(.malformed(what: "NAL unit length", position: range.lowerBound))
            }
            if let sets = reading.facts.parameterSets {
                unit.configuration = configurations.position(of: sets, entry: entry)
            } else if description.parameterSets?.parameterSets.isEmpty == false {
                unit.configuration = configurations.position(ofEntry: entry)
            }
        }

        /// The stream, its payload out of `bytes`, and what was wrong with it.
        consuming func finish(
            _ bytes: [UInt8]
        ) -> (stream: StreamIndex, payload: DemuxedSegment.Payload, defects: [Defect]) {
            if stream.accessUnits.isEmpty { _ = configurations.position(ofEntry: 0) }
            stream.configurations = configurations.configurations
            if inferredCount > 0 {
                defects.append(.missingTimestamps(stream: position, count: inferredCount))
            }
            var payload = DemuxedSegment.Payload()
            payload.bytes.reserveCapacity(sources.reduce(0) { $0 + $1.count })
            for source in sources {
                let start = payload.bytes.count
                payload.bytes += bytes[source]
                payload.ranges.append(start..<payload.bytes.count)
            }
            return (stream, payload, defects)
        }
    }
}
