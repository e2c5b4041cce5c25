internal import Findings

/// Keys, and whether they open anything.
extension PlaylistJudge {
    static func judgeEncryption(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        judgeKeys(playlist.keys, &log)
        for section in playlist.initializations {
            guard let key = section.keys.first(where: { $0.method == .aes128 && $0.iv == nil }) else {
                continue
            }
            log.add(
                .mapWithoutIV, "the key on line \(key.line) applies to #EXT-X-MAP and has no IV",
                line: section.line)
        }
        var lastReported: Int?
        for segment in playlist.segments {
            guard let key = segment.keys.first, key.line != lastReported else { continue }
            if segment.keys.contains(where: { $0.isUsable || $0.method.isUnknown }) { continue }
            lastReported = key.line
            log.add(
                .unsupportedEncryption,
                "segment \(segment.index) is encrypted by \(key.method.name) with keys of format "
                    + "`\(Excerpt.of(key.keyFormat.utf8))`",
                segment: segment.index, line: key.line)
        }
    }

    /// What holds for keys of segments and of sessions alike.
    static func judgeKeys(_ keys: [EncryptionKey], _ log: inout FindingLog) {
        var formats: Set<String> = [EncryptionKey.identity]
        for key in keys {
            if key.method.isUnknown {
                log.add(
                    .unknownMethod, "the method is `\(Excerpt.of(key.method.name.utf8))`", line: key.line)
            }
            if key.method == .none {
                if key.hasMoreThanMethod {
                    log.add(.noneWithAttributes, "METHOD=NONE has attributes beside it", line: key.line)
                }
            } else {
                if key.uri == nil { log.add(.keyWithoutURI, "the key has no URI", line: key.line) }
                if formats.insert(key.keyFormat).inserted {
                    log.add(
                        .foreignKeyFormat, "the key format is `\(Excerpt.of(key.keyFormat.utf8))`",
                        line: key.line)
                }
            }
        }
    }
}

extension EncryptionKey {
    /// Whole segments that 16 plain bytes open.
    fileprivate var isUsable: Bool { method == .aes128 && isIdentity }
}

extension EncryptionMethod {
    fileprivate var isUnknown: Bool {
        if case .other = self { true } else { false }
    }
}
