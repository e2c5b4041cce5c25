import Foundation
import Precut
import TestSupport
import Testing

@Suite("Every failure says what, where and what to do") struct ErrorTests {
    @Test("kind, code and words; no secret in any of them", arguments: ErrorCase.all)
    func provoked(_ failure: ErrorCase) async throws {
        let scene = try ErrorScene()
        let error = try #require(await Self.error { try await failure.provoke(scene) }, "nothing failed")
        let text = ([error.message] + error.causes + [error.hint ?? ""]).joined(separator: "\n")
        #expect(error.kind == failure.kind, "\(text)")
        #expect(error.code == failure.code, "\(text)")
        for word in failure.words { #expect(text.contains(word), "`\(word)` is not in: \(text)") }
        #expect(!text.lowercased().contains(ErrorScene.secret), "\(text)")
        for line in [error.message] + error.causes + [error.hint].compactMap({ $0 }) {
            #expect(!line.isEmpty && !line.contains("\n") && !line.hasSuffix("."), "\(line)")
            #expect(
                line.first?.isUppercase != true || line.prefix(2).allSatisfy(\.isUppercase),
                "\(line)")
        }
    }

    @Test("every code in the sources is produced")
    func complete() throws {
        let produced = Set(ErrorCase.all.map(\.code)).union(Self.producedElsewhere.keys)
        let written = try Self.codesInSources()
        #expect(written.count > 40)
        #expect(written.subtracting(produced) == [], "never produced")
        #expect(produced.subtracting(written) == [], "not in the sources any more")
        #expect(Set(ErrorCase.all.map(\.code)).isDisjoint(with: Self.producedElsewhere.keys))
    }

    /// Codes that no case here can produce, and why.
    private static let producedElsewhere: [String: String] = [
        "usage": "made by the command from the argument parser's words: CommandLineTests",
        "no-such-rule": "made by the command: CommandLineTests",
        "no-such-command": "made by the command: CommandLineTests",
        "no-such-segment": "made by the command: CommandLineTests",
        "output-format": "made by the command: CommandLineTests",
        "output-is-one-file": "made by the command: CommandLineTests",
        "output-is-folder": "made by the command: CommandLineTests",
        "output-missing": "made by the command: CommandLineTests",
        "output-template": "made by the command: CommandLineTests",
        "output-twice": "made by the command: CommandLineTests",
        "undecodable": "a decoder that is given whole access units conceals damage instead: MediaTests",
        "head-without-end": "guards the loop over a segment's beginning; the last step reads everything",
        "internal-defect": "the command's last resort for what no code foresaw; there is no way to it",
        "clip-header": "guards against samples that no header can describe; MovieFileTests produces those",
        "clip-mismatch": "guards against defects of ours in a finished clip",
        "sound-entry": "guards against a copied codec that mp4 cannot carry; the plan encodes it",
        "sound": "a failure of pictures that no sound has; the compiler asks for it",
        "sound-formats": "needs a clip of more than 4096 formats of sound",
        "unknown-document": "guards against a third kind of playlist; the compiler asks for it",
        "crypto": "libcrypto without memory or providers",
        "insecure-redirect": "needs a server with a trusted certificate; TransportTests judges the redirect",
        "private-address": "needs a source at a public address; TransportTests classifies addresses",
        "file-permission": "root may read everything; CommandLineTests runs the command as nobody",
        "file-unreadable": "needs a failing disk; TransportTests",
    ]

    private static func error(_ work: () async throws -> Void) async -> PrecutError? {
        do {
            try await work()
            return nil
        } catch let error as PrecutError {
            return error
        } catch is CancellationError {
            return PrecutError(.interrupted, code: "interrupted", "interrupted")
        } catch {
            Issue.record("not a PrecutError: \(error)")
            return nil
        }
    }

    private static func codesInSources() throws -> Set<String> {
        var codes: Set<String> = []
        for folder in ["Precut", "PrecutCommand"] {
            let root = Fixtures.directory + "/../Sources/" + folder
            let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
            for path in paths where path.hasSuffix(".swift") {
                let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
                for match in text.matches(of: /code(:| =) "([a-z0-9-]+)"/) { codes.insert(String(match.2)) }
            }
        }
        return codes
    }
}
