/// Writes what a movie says about itself: the fixed items as `udta/meta` with handler `mdir`, the free ones as
/// `meta` with handler `mdta` (QuickTime File Format, Metadata).
struct MetadataWriter {
    private let metadata: MovieMetadata

    /// Bytes that all keys and values together may have.
    static let byteLimit = 1 << 20

    init(_ metadata: MovieMetadata) { self.metadata = metadata }

    static func isWritable(_ metadata: MovieMetadata) -> Bool {
        let texts = [metadata.title, metadata.comment, metadata.encoder].compactMap { $0?.utf8.count }
        let items = metadata.items.map { $0.key.utf8.count + $0.value.utf8.count }
        return (texts + items).reduce(0, +) <= byteLimit && metadata.items.allSatisfy { !$0.key.isEmpty }
    }

    func write(_ writer: inout BoxWriter) {
        let fixed: [(FourCC, String?)] = [
            (.title, metadata.title), (.encoder, metadata.encoder), (.comment, metadata.comment),
        ]
        if !metadata.items.isEmpty { writeItems(&writer) }
        guard fixed.contains(where: { $0.1 != nil }) else { return }
        writer.box(.udta) { writer in
            writer.fullBox(.meta) { writer in
                writeHandler(.mdir, &writer)
                writer.box(.ilst) { writer in
                    for (code, text) in fixed {
                        guard let text else { continue }
                        writer.box(code) { Self.writeText(text, &$0) }
                    }
                }
            }
        }
    }

    private func writeItems(_ writer: inout BoxWriter) {
        // As QuickTime defines it this `meta` has no version; ISO readers want one, and both accept it.
        writer.fullBox(.meta) { writer in
            writeHandler(.mdta, &writer)
            writer.fullBox(.keys) { writer in
                writer.u32(UInt32(truncatingIfNeeded: metadata.items.count))
                for item in metadata.items { writer.box(.mdta) { $0.append(item.key) } }
            }
            writer.box(.ilst) { writer in
                for (index, item) in metadata.items.enumerated() {
                    // The box type is the key's position, from 1.
                    writer.box(FourCC(rawValue: UInt32(truncatingIfNeeded: index + 1))) {
                        Self.writeText(item.value, &$0)
                    }
                }
            }
        }
    }

    private func writeHandler(_ handler: FourCC, _ writer: inout BoxWriter) {
        writer.fullBox(.hdlr) { writer in
            writer.u32(0)
            writer.code(handler)
            writer.append(handler == .mdir ? "appl" : "\0\0\0\0")
            writer.zeros(9)
        }
    }

    private static func writeText(_ text: String, _ writer: inout BoxWriter) {
        writer.box(.data) { writer in
            // UTF-8, any locale.
            writer.u32(1)
            writer.u32(0)
            writer.append(text)
        }
    }
}
