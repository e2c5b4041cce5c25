@testable import Precut

extension ErrorCase {
    /// What this machine cannot be made to do: the modules' own tests force these facts, here only their words are
    /// read.
    static let facts: [ErrorCase] = [
        ErrorCase(
            "FFmpeg without a decoder", .unavailable, "decoder-missing",
            ["no decoder for hevc", "precut doctor"]
        ) { _ in
            throw words(.decoderMissing(.hevc))
        },
        ErrorCase("FFmpeg without an encoder", .unavailable, "encoder-missing", ["libwebp", "--format"]) {
            _ in
            throw words(.encoderMissing("libwebp"))
        },
        ErrorCase("a picture too large to decode safely", .invalidInput, "picture-too-large", ["90000x90000"])
        { _ in
            throw words(.tooLarge(width: 90_000, height: 90_000))
        },
        ErrorCase("a picture turned by half a right angle", .invalidInput, "rotation", ["45 degrees"]) { _ in
            throw words(.unsupportedRotation(degrees: 45))
        },
        ErrorCase("a job that is cancelled while it decodes", .interrupted, "interrupted", ["interrupted"]) {
            _ in
            throw words(.cancelled)
        },
    ]

    private static func words(_ error: MediaError) -> PrecutError {
        let start = UnitPlace(segment: 0, unit: 0)
        return PrecutError(media: error, job: DecodeJob(start: start, end: start), source: "a.m3u8")
    }
}
