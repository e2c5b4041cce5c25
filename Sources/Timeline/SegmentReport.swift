public import ExactTime

/// A segment on both clocks.
public struct SegmentReport: Sendable, Hashable {
    /// Where EXTINF puts its start.
    public let playlistStart: MediaInstant
    /// Where EXTINF puts its end.
    public let playlistEnd: MediaInstant
    /// When its first frame appears, leading pictures included; `nil` for a segment without media.
    public let mediaStart: MediaInstant?
    /// When its last frame gives way to the next one.
    public let mediaEnd: MediaInstant?
    /// Media clock minus playlist clock at the start.
    public let drift: MediaDuration?
    /// The number of frames (of audio frames, where there is no video).
    public let frames: Int
    /// Every point where decoding can begin, in order of presentation.
    public let keyframes: [MediaInstant]
    /// The IDR pictures among ``keyframes``.
    public let idr: [MediaInstant]
    /// The timestamps jump here without EXT-X-DISCONTINUITY.
    public let isUnmarkedJump: Bool
}

/// The whole snapshot on both clocks.
public struct TimelineReport: Sendable {
    /// One entry per media segment.
    public let segments: [SegmentReport]
    /// When the first frame appears; 0 unless zero is the sound's.
    public let videoStart: MediaInstant?
    /// When the last frame ends.
    public let videoEnd: MediaInstant?
    /// When the first sample is heard.
    public let audioStart: MediaInstant?
    /// When the last sample ends.
    public let audioEnd: MediaInstant?
    /// Where the playlist clock ends.
    public let playlistEnd: MediaInstant
    /// The drift of largest magnitude over all starts and the end, sign kept.
    public let maxDrift: MediaDuration
}
