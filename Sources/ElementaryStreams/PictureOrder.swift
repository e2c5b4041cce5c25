/// The picture order count as a slice header states it (ITU-T H.264 8.2.1.1, H.265 8.3.1).
public struct PictureOrder: Sendable, Hashable {
    /// `pic_order_cnt_lsb`; 0 for an IDR picture of HEVC.
    public var leastBits: Int
    /// How many bits it has: 4 to 16.
    public var bitCount: Int
    /// Counting begins anew at this picture (IDR, BLA).
    public var resets: Bool

    /// The count of this picture when the reference picture before it has `previous`: the nearest value with
    /// these least bits.
    public func count(after previous: Int) -> Int {
        if resets { return leastBits }
        let cycle = 1 << bitCount
        let distance = (leastBits &- previous) & (cycle - 1)
        return previous &+ (distance >= cycle / 2 ? distance - cycle : distance)
    }
}
