/// What the NAL units of one access unit say.
public struct AccessUnitFacts: Sendable, Hashable {
    /// The picture's class and use.
    public var picture: PictureFacts
    /// The access unit holds at least one slice; without one it is no picture.
    public var hasPicture: Bool
    /// The parameter sets that were active for the first slice; `nil` where the stream has not stated them.
    public var parameterSets: ParameterSets?
    /// All of ``parameterSets`` are inside the access unit.
    public var carriesParameterSets: Bool
    /// For a lone H.264 field, what its partner must match.
    public var field: FieldFacts?
    /// The place in output order, where the slice header states it.
    public var order: PictureOrder?

    /// Whether `self`, a lone field, is the second one of the frame that `first` began (H.264 3.30, 3.31:
    /// complementary field pairs).
    public func completesFrame(begunBy first: AccessUnitFacts) -> Bool {
        guard let field, let begun = first.field else { return false }
        return field.completes(begun)
    }
}

/// What tells the two fields of an H.264 frame from fields of different frames.
public struct FieldFacts: Sendable, Hashable {
    /// `bottom_field_flag`.
    public var isBottom: Bool
    /// `frame_num`.
    public var frameNumber: Int
    /// `nal_ref_idc` is not zero.
    public var isReference: Bool
    /// `nal_unit_type` is 5.
    public var isIDR: Bool

    /// Whether this field is the second one of the frame that `first` began.
    func completes(_ first: FieldFacts) -> Bool {
        isBottom != first.isBottom && frameNumber == first.frameNumber && isReference == first.isReference
            && !isIDR
    }
}
