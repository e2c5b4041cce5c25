internal import Crypto
internal import ElementaryStreams
internal import Media
internal import Playlist
internal import Segments

// The words for what the modules below throw as facts.
extension PrecutError {
    /// Bytes that are no playlist.
    init(playlist error: PlaylistError, location: String) {
        var hint: String?
        let cause: String
        switch error {
        case .empty: cause = "there are no bytes"
        case .notAPlaylist(let guess):
            cause = "it looks like \(guess.words)"
            if guess == .html {
                hint =
                    "a login or error page came instead; check the URL and its token (snapshots live for one hour)"
            }
            if guess == .transportStream || guess == .isoMedia || guess == .id3 {
                hint = "give the playlist (.m3u8), not a segment"
            }
        case .tooLarge(let bytes, let limit): cause = "it has \(bytes) bytes; \(limit) are read at most"
        case .tooManyLines(let limit): cause = "it has more than \(limit) lines"
        }
        self.init(
            .invalidInput, code: "not-a-playlist", "`\(location)` is no HLS playlist", causes: [cause],
            hint: hint)
    }

    /// Bytes that are no media segment.
    init(segment error: SegmentError, number: Int, location: String, isEncrypted: Bool) {
        let cause: String
        switch error {
        case .empty: cause = "there are no bytes"
        case .notMedia(let guess):
            if isEncrypted {
                self.init(
                    .invalidInput, code: "wrong-key",
                    "segment \(number) cannot be decrypted: the key is wrong",
                    causes: ["`\(location)` is no media after decryption"],
                    hint: "check which key EXT-X-KEY names, and its IV; keys are rotated per segment")
                return
            }
            cause = "it looks like \(guess)"
        case .missingInitialization:
            cause = "it needs an initialization section, and no EXT-X-MAP names a usable one"
        case .malformed(let what, let position): cause = "malformed \(what) at byte \(position)"
        }
        self.init(
            .invalidInput, code: "not-a-segment", "segment \(number) (`\(location)`) is no media segment",
            causes: [cause], hint: "`precut analyze` shows which segments can be read")
    }

    /// A segment, key or initialization section that could not be decrypted.
    init(decryption error: CryptoError, of name: String) {
        switch error {
        case .badPadding:
            self.init(
                .invalidInput, code: "wrong-key", "\(name) cannot be decrypted: the key is wrong",
                causes: ["the decrypted bytes do not end in PKCS#7 padding"],
                hint: "check which key EXT-X-KEY names, and its IV; keys are rotated per segment")
        case .notBlockAligned(let length):
            self.init(
                .invalidInput, code: "not-encrypted", "\(name) is not AES-128 encrypted, or was cut short",
                causes: ["\(length) bytes are no whole number of 16-byte blocks"])
        case .keyLength(let count), .initializationVectorLength(let count):
            self.init(
                .invalidInput, code: "key-length", "\(name) has a key or IV of \(count) bytes instead of 16")
        case .library(let function, let code):
            self.init(
                .internalDefect, code: "crypto", "\(name) could not be decrypted",
                causes: ["\(function): OpenSSL error \(code)"])
        }
    }

    /// A picture that could not be decoded or encoded.
    init(media error: MediaError, job: DecodeJob, source: String) {
        let first = job.wanted.first?.span
        let place = first.map { "\($0.start.millisecondsText) ms (segment \($0.segment))" } ?? "an instant"
        self.init(media: error, at: place, source: source)
    }

    /// A picture near `place` that could not be decoded or encoded.
    init(media error: MediaError, at place: String, source: String) {
        switch error {
        case .failed(let failure):
            self.init(
                .invalidInput, code: "undecodable", "cannot decode the frame at \(place)",
                causes: [Self.words(failure)], hint: "`precut analyze` shows what is wrong with the segment")
        case .noPicture(_, let failure):
            self.init(
                .invalidInput, code: "undecodable", "the decoder gave no picture for a frame at \(place)",
                causes: failure.map { [Self.words($0)] } ?? [],
                hint: "the segment is damaged; `precut analyze` shows where")
        case .decoderMissing(let codec):
            self.init(
                .unavailable, code: "decoder-missing",
                "FFmpeg on this machine has no decoder for \(codec.name)",
                hint: "`precut doctor` shows what is there")
        case .encoderMissing(let name):
            self.init(
                .unavailable, code: "encoder-missing", "FFmpeg on this machine has no encoder `\(name)`",
                hint: "choose another `--format`; `precut doctor` shows what is there")
        case .tooLarge(let width, let height):
            self.init(
                .invalidInput, code: "picture-too-large",
                "the pictures of `\(source)` claim \(width)x\(height) samples, more than can be decoded safely"
            )
        case .impossibleSize(let width, let height):
            self.init(
                .usage, code: "image-size", "an image of \(width)x\(height) pixels cannot be written",
                hint: "choose `--width` and `--height` between 1 and 16383")
        case .unsupportedRotation(let degrees):
            self.init(
                .invalidInput, code: "rotation", "pictures turned by \(degrees) degrees are not supported")
        case .cancelled: self.init(.interrupted, code: "interrupted", "interrupted")
        }
    }

    /// Pictures of a codec that is not read.
    init(unsupported codec: Codec, source: String) {
        self.init(
            .invalidInput, code: "codec-unsupported", "the video of `\(source)` is coded as \(codec.name)",
            causes: ["only H.264 and HEVC are decoded"],
            hint: "choose another rendition with `--variant`, or one that the service encoded itself")
    }

    private static func words(_ failure: FFmpegFailure) -> String {
        let line = failure.logLine.map { "; \($0)" } ?? ""
        return "\(failure.function): \(failure.text) (\(failure.code))\(line)"
    }

    /// Whether the rest of a snapshot may still be readable: this one segment is missing or broken.
    var isAboutOneSegment: Bool {
        switch code {
        case "not-a-segment", "wrong-key", "not-encrypted", "resource-not-found", "forbidden", "cut-short",
            "http-status", "wrong-range", "too-large", "range-beyond-end", "bad-range", "bad-location",
            "unsupported-scheme", "file-not-found", "file-permission", "not-a-file", "redirect-loop",
            "too-many-redirects", "bad-redirect":
            true
        default: false
        }
    }
}

extension ContentGuess {
    fileprivate var words: String {
        switch self {
        case .html: "an HTML page"
        case .dashManifest: "an MPEG-DASH manifest"
        case .xml: "XML"
        case .json: "JSON"
        case .gzip: "gzip-compressed data"
        case .transportStream: "an MPEG-TS media segment"
        case .isoMedia: "an mp4 file"
        case .id3: "an audio file"
        case .image: "a picture"
        case .wideText: "UTF-16 text; playlists are UTF-8"
        case .binary: "binary data"
        case .text: "plain text without any HLS tag"
        }
    }
}
