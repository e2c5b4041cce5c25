/// One access unit on its way into a decoder.
public struct EncodedUnit: Sendable {
    /// The coded bytes: Annex B NAL units, or length-prefixed ones where the configuration is avcC or hvcC.
    /// Both fields of a PAFF frame may stand in one unit.
    public var payload: ArraySlice<UInt8>
    /// Presentation timestamp, in whatever ticks the caller counts; pictures come out under the same number.
    public var pts: Int64
    /// Decoding timestamp in the same ticks.
    public var dts: Int64
    /// Decoding can begin here.
    public var isKeyframe: Bool
    /// No other picture refers to this one and nobody wants it: it is not decoded at all.
    public var mayBeDropped: Bool
    /// Extradata that applies from this unit on, in the form of the decoder's configuration; `nil` where nothing
    /// changes, also where the unit carries its new parameter sets itself.
    public var newExtradata: [UInt8]?

    /// Makes a unit.
    public init(
        payload: ArraySlice<UInt8>, pts: Int64, dts: Int64, isKeyframe: Bool, mayBeDropped: Bool = false,
        newExtradata: [UInt8]? = nil
    ) {
        self.payload = payload
        self.pts = pts
        self.dts = dts
        self.isKeyframe = isKeyframe
        self.mayBeDropped = mayBeDropped
        self.newExtradata = newExtradata
    }
}
