internal import Cutting

/// One sample of a clip's picture track, its bytes waiting in the scratch file.
struct CodedSample: Sendable {
    /// Where its bytes lie.
    var offset: UInt64
    /// How many there are.
    var size: UInt32
    /// When it is shown, in ticks of 1/90000 s from the in point; negative for hidden pre-roll.
    var pts: Int64
    /// Decoding can begin here.
    var isSync: Bool
    /// The first 64 bits of the SHA-256 of its bytes.
    var digest: UInt64
}

/// One part of a plan, made: its samples in decoding order.
///
/// Copied pictures are known by their positions alone, so that hours of them take no memory again.
struct CodedPart: Sendable {
    private enum Content: Sendable {
        case encoded([CodedSample])
        case copied([Int32], PictureStore, ShownPictures)
    }

    private let content: Content
    /// Samples that were given other bytes.
    private var replaced: [Int: CodedSample] = [:]
    /// From which sample on which parameter sets apply, beginning with the first sample.
    let parameterSets: [(sample: Int, sets: [[UInt8]])]
    /// Pictures of it that the decoder had complaints about.
    let damaged: Int

    /// A part that was encoded anew.
    init(encoded samples: [CodedSample], parameterSets: [[UInt8]], damaged: Int) {
        content = .encoded(samples)
        self.parameterSets = [(0, parameterSets)]
        self.damaged = damaged
    }

    /// A part whose pictures are the source's own.
    init(copied part: PicturePlan.Part, of store: PictureStore, shown: ShownPictures) {
        content = .copied(part.pictures, store, shown)
        damaged = 0
        var configuration: Int16 = -1
        var changes: [(Int, [[UInt8]])] = []
        for (place, position) in part.pictures.enumerated() {
            let own = store.pictures[Int(position)].configuration
            guard own != configuration, own >= 0 else { continue }
            configuration = own
            changes.append((place, store.parameterSets[Int(own)]))
        }
        parameterSets = changes
    }

    var count: Int {
        switch content {
        case .encoded(let samples): samples.count
        case .copied(let positions, _, _): positions.count
        }
    }

    subscript(place: Int) -> CodedSample {
        get {
            if let sample = replaced[place] { return sample }
            switch content {
            case .encoded(let samples): return samples[place]
            case .copied(let positions, let store, let shown):
                let position = Int(positions[place])
                let picture = store.pictures[position]
                return CodedSample(
                    offset: picture.offset, size: picture.size,
                    pts: shown.rank(of: position).map { shown.times[$0] }
                        ?? shown.sourceTimes[position - shown.base],
                    isSync: picture.pictureClass == .idr
                        || place == 0 && picture.pictureClass.isRandomAccessPoint,
                    digest: store.digests[position])
            }
        }
        set { replaced[place] = newValue }
    }
}
