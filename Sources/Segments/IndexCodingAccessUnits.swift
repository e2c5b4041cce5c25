import ElementaryStreams

// Access units are stored property by property. The sizes come first and take at least one byte each, so
// that the number of units can never exceed the number of bytes; all other properties are columns.

extension IndexCodingWriter {
    mutating func accessUnits(_ units: [AccessUnit], in container: Container) {
        unsigned(UInt64(units.count))
        var previous = AccessUnit.beforeFirst
        for unit in units {
            signed(unit.size &- previous.size)
            previous = unit
        }
        let steps = differences(units, \.dts)
        let columns: [[Int64]] = [
            differences(units, \.storedPosition, from: { $0.expectedPosition(in: container) }),
            zip(steps, [0] + steps).map { $0 &- $1 },
            differences(units, \.compositionOffset),
            differences(units, \.storedDuration),
            differences(units, \.flagBits),
            differences(units, \.storedRecovery),
            differences(units, \.storedConfiguration),
        ]
        for column in columns { IndexCodingColumn.write(column, to: &self) }
    }

    /// For each unit its value minus that of the unit before.
    private func differences(_ units: [AccessUnit], _ value: (AccessUnit) -> Int64) -> [Int64] {
        differences(units, value, from: value)
    }

    /// For each unit its value minus what the unit before foretells.
    private func differences(
        _ units: [AccessUnit], _ value: (AccessUnit) -> Int64, from prediction: (AccessUnit) -> Int64
    ) -> [Int64] {
        var expected = prediction(.beforeFirst)
        return units.map { unit in
            defer { expected = prediction(unit) }
            return value(unit) &- expected
        }
    }
}

extension IndexCodingReader {
    mutating func accessUnits(
        in container: Container, configurations: Int
    ) throws(IndexCodingError) -> [AccessUnit] {
        let count = try count()
        var units: [AccessUnit] = []
        units.reserveCapacity(count)
        var size = 0
        for _ in 0..<count {
            size &+= try int()
            guard size >= 0 else { throw malformed }
            var unit = AccessUnit.beforeFirst
            unit.size = size
            units.append(unit)
        }
        let positions = try IndexCodingColumn.read(count: count, from: &self)
        let steps = try IndexCodingColumn.read(count: count, from: &self)
        let offsets = try IndexCodingColumn.read(count: count, from: &self)
        let durations = try IndexCodingColumn.read(count: count, from: &self)
        let flags = try IndexCodingColumn.read(count: count, from: &self)
        let recoveries = try IndexCodingColumn.read(count: count, from: &self)
        let references = try IndexCodingColumn.read(count: count, from: &self)
        var previous = AccessUnit.beforeFirst
        var (step, offset, duration, bits): (Int64, Int64, Int64, Int64) = (0, 0, 0, previous.flagBits)
        for index in units.indices {
            var unit = units[index]
            step &+= steps[index]
            offset &+= offsets[index]
            duration &+= durations[index]
            bits &+= flags[index]
            unit.dts = previous.dts &+ step
            unit.pts = unit.dts &+ offset
            guard
                let position = Int(exactly: previous.expectedPosition(in: container) &+ positions[index]),
                let recovery = Int(
                    exactly: previous.storedRecovery &+ recoveries[index]),
                let reference = Int(exactly: previous.storedConfiguration &+ references[index]),
                position >= 0, reference >= -1, reference < configurations, unit.apply(bits, duration)
            else { throw malformed }
            unit.position = position
            unit.picture.recoveryFrameCount = recovery
            unit.configuration = reference < 0 ? nil : reference
            units[index] = unit
            previous = unit
        }
        return units
    }
}

extension AccessUnit {
    /// What the first unit is compared with.
    fileprivate static let beforeFirst = AccessUnit(pts: 0, dts: 0, position: 0, size: 0)

    fileprivate var compositionOffset: Int64 { pts &- dts }
    fileprivate var storedPosition: Int64 { Int64(position) }
    fileprivate var storedDuration: Int64 { duration ?? 0 }
    fileprivate var storedRecovery: Int64 { Int64(picture.recoveryFrameCount) }
    fileprivate var storedConfiguration: Int64 { Int64(configuration ?? -1) }

    /// Where the next unit probably begins: behind this one, in transport packets where there are some.
    fileprivate func expectedPosition(in container: Container) -> Int64 {
        guard container == .mpegTS else { return Int64(position) &+ Int64(size) }
        return Int64(position) &+ (Int64(size) / 184 &+ 1) &* 188
    }

    /// All properties of one or two bits; the lowest are those that change from unit to unit.
    fileprivate var flagBits: Int64 {
        var bits: Int64 = picture.isReference ? 1 : 0
        bits |= Int64(picture.pictureClass.rawValue) << 1
        bits |= carriesParameterSets ? 8 : 0
        bits |= isInferred ? 16 : 0
        bits |= picture.isField ? 32 : 0
        bits |= picture.isSkippedLeading ? 64 : 0
        bits |= duration != nil ? 128 : 0
        return bits
    }

    /// Takes what ``flagBits`` says, and `duration` where it says that there is one; `false` for impossible bits.
    fileprivate mutating func apply(_ bits: Int64, _ duration: Int64) -> Bool {
        guard (0..<256).contains(bits), let pictureClass = PictureClass(rawValue: UInt8(bits >> 1 & 3))
        else { return false }
        picture.isReference = bits & 1 != 0
        picture.pictureClass = pictureClass
        carriesParameterSets = bits & 8 != 0
        isInferred = bits & 16 != 0
        picture.isField = bits & 32 != 0
        picture.isSkippedLeading = bits & 64 != 0
        if bits & 128 != 0 {
            self.duration = duration
            return true
        }
        // A unit without a duration counts as 0 in the column.
        return duration == 0
    }
}
