public import Timeline
public import Transport

/// How a snapshot is opened.
public struct SnapshotOptions: Sendable {
    /// Which instant is 0 ms.
    public var zero: ZeroChoice
    /// Which variant of a multivariant playlist is used.
    public var variant: VariantChoice
    /// Headers for requests to the source's own host.
    public var headers: [HeaderField]
    /// Where segment indexes are kept between runs; `nil` keeps none.
    public var cacheDirectory: String?
    /// How many segments are loaded, and how many groups of pictures decoded, at the same time.
    public var jobs: Int
    /// Limits of each transfer.
    public var transfer: TransferPolicy

    /// The defaults: zero at the first video frame, the highest bandwidth, a cache, one job per core.
    public init(
        zero: ZeroChoice = .video, variant: VariantChoice = .highestBandwidth, headers: [HeaderField] = [],
        cacheDirectory: String? = IndexCache.defaultDirectory, jobs: Int = defaultJobs,
        transfer: TransferPolicy = TransferPolicy()
    ) {
        self.zero = zero
        self.variant = variant
        self.headers = headers
        self.cacheDirectory = cacheDirectory
        self.jobs = max(1, jobs)
        self.transfer = transfer
    }

    /// Reads a header as typed, `Name: value`.
    ///
    /// - Throws: ``PrecutError/Kind/usage`` where it cannot be sent; its value is not repeated.
    public static func header(_ text: String) throws(PrecutError) -> HeaderField {
        do {
            return try HeaderField(parsing: text)
        } catch {
            throw PrecutError(argument: error, "this header cannot be sent")
        }
    }
}

/// Which variant of a multivariant playlist is used.
public enum VariantChoice: Sendable, Hashable {
    /// The one with video and the greatest BANDWIDTH (the first of several).
    case highestBandwidth
    /// The one at this 0-based place in the playlist.
    case place(Int)
    /// The one whose picture is this many samples high (the greatest BANDWIDTH of several).
    case height(Int)
    /// The one whose URI contains this text (the first of several).
    case uriContaining(String)

    /// Reads what `--variant` takes: `0`, `720p`, or a part of the URI; nothing else is refused.
    public init(parsing text: String) {
        if let place = Int(text), place >= 0 {
            self = .place(place)
        } else if text.hasSuffix("p"), let height = Int(text.dropLast()), height > 0 {
            self = .height(height)
        } else {
            self = .uriContaining(text)
        }
    }
}
