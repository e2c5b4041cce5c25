/// What the samples of a written track are coded with (`stsd`, ISO/IEC 14496-12 8.5.2).
public enum SampleEntry: Sendable, Hashable {
    /// Pictures.
    case video(VideoSampleEntry)
    /// Sound.
    case audio(AudioSampleEntry)
}
