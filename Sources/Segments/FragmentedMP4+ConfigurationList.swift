import ElementaryStreams

extension FragmentedMP4 {
    /// The decoder configurations of one track in order of first use.
    ///
    /// A sample entry is one configuration. Parameter sets inside the samples that its record does not have
    /// (`avc3`, `hev1`) make further ones, each with a record of its own.
    struct ConfigurationList {
        private let entries: [SampleEntry]
        private(set) var configurations: [DecoderConfiguration] = []
        /// The parameter sets of the entries' records, for those that were asked for.
        private var recorded: [Int: Set<[UInt8]>] = [:]
        private var describedEntries: Set<Int> = []
        private var positionOfEntry: [Int: Int] = [:]
        private var positionOfSets: [ParameterSets: Int] = [:]
        private var lastSets: (sets: ParameterSets, entry: Int, position: Int)?
        /// Bytes that further records may still take: bounds memory where every sample brings its own.
        private var recordBudget = 1 << 24

        init(_ entries: [SampleEntry]) { self.entries = entries }

        /// The configuration of a sample entry.
        mutating func position(ofEntry entry: Int) -> Int {
            if let position = positionOfEntry[entry] { return position }
            positionOfEntry[entry] = configurations.count
            configurations.append(
                DecoderConfiguration(extradata: entries[entry].extradata, audio: entries[entry].audio))
            return configurations.count - 1
        }

        /// Takes the sound of an entry from one of its coded frames; the first one counts.
        mutating func read(_ frame: AudioFrame, ofEntry entry: Int) {
            guard describedEntries.insert(entry).inserted else { return }
            configurations[position(ofEntry: entry)].audio = frame.format
        }

        /// The configuration of a picture that uses `sets`.
        mutating func position(of sets: ParameterSets, entry: Int) -> Int {
            // Streams repeat one group of sets for a long time, in the same storage: comparing is cheap.
            if let lastSets, lastSets.entry == entry, lastSets.sets == sets { return lastSets.position }
            let position = find(sets, entry: entry)
            lastSets = (sets, entry, position)
            return position
        }

        /// Whether the entry's own record has all of `sets`.
        private mutating func isRecorded(_ sets: ParameterSets, entry: Int) -> Bool {
            let units = recorded[entry] ?? Set(entries[entry].parameterSets?.parameterSets ?? [])
            recorded[entry] = units
            return sets.units.allSatisfy(units.contains)
        }

        private mutating func find(_ sets: ParameterSets, entry: Int) -> Int {
            var format = sets.format
            if let ratio = entries[entry].sampleAspectRatio { format.sampleAspectRatio = ratio }
            if isRecorded(sets, entry: entry) {
                let position = position(ofEntry: entry)
                if configurations[position].video == nil { configurations[position].video = format }
                if configurations[position].video == format { return position }
                // The record has several sequence parameter sets: each of them is a configuration.
            }
            if let position = positionOfSets[sets] { return position }
            let record = entries[entry].parameterSets?.rebuilt(
                codec: entries[entry].codec, units: sets.units, template: entries[entry].extradata)
            guard let record, record.count <= recordBudget else { return position(ofEntry: entry) }
            recordBudget -= record.count
            positionOfSets[sets] = configurations.count
            configurations.append(DecoderConfiguration(extradata: record, video: format))
            return configurations.count - 1
        }
    }
}
