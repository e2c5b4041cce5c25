internal import ElementaryStreams
internal import Media

// The words for sound that cannot be put into a clip.
extension SoundTrackMaker {
    static func unknown(_ codec: Codec) -> PrecutError {
        PrecutError(
            .invalidInput, code: "sound-codec-unsupported", "the sound is coded as \(codec.name)",
            causes: ["AAC, MP3, AC-3 and E-AC-3 are understood"],
            hint: "choose another rendition with `--variant`, or one that the service encoded itself")
    }

    static func rateChange(_ rates: [Int]) -> PrecutError {
        let list = rates.map { "\($0) Hz" }.joined(separator: ", ")
        return PrecutError(
            .invalidInput, code: "sound-rate-changes",
            "the sound changes its sample rate inside the range: \(list)",
            hint: "cut the parts before and behind the change as clips of their own")
    }

    static func undecodable(_ codec: Codec, _ failure: FFmpegFailure?) -> PrecutError {
        PrecutError(
            .invalidInput, code: "undecodable", "cannot decode the \(codec.name) sound of the range",
            causes: failure.map { ["\($0.function): \($0.text) (\($0.code))"] } ?? [],
            hint: "`precut analyze` shows what is wrong with the segments")
    }

    static func notDescribed(_ codec: Codec) -> PrecutError {
        PrecutError(
            .internalDefect, code: "sound-entry", "\(codec.name) sound was to be copied without a description"
        )
    }

    /// Sound that could not be decoded or encoded.
    static func failure(_ error: MediaError, _ codec: Codec) -> PrecutError {
        switch error {
        case .failed(let failure): undecodable(codec, failure)
        case .cancelled: PrecutError(.interrupted, code: "interrupted", "interrupted")
        case .decoderMissing(let codec):
            PrecutError(
                .unavailable, code: "decoder-missing",
                "FFmpeg on this machine has no decoder for \(codec.name)",
                hint: "`precut doctor` shows what is there; a rendition with AAC sound needs no decoder")
        case .encoderMissing(let name):
            PrecutError(
                .unavailable, code: "encoder-missing", "FFmpeg on this machine has no encoder `\(name)`",
                hint: "`precut doctor` shows what is there")
        case .noPicture, .tooLarge, .impossibleSize, .unsupportedRotation:
            PrecutError(.internalDefect, code: "sound", "sound failed as a picture does")
        }
    }
}
