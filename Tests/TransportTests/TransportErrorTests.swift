import Testing
import Transport

@Suite("Errors of the transport") struct TransportErrorTests {
    static func everyCase() throws -> [(error: TransportError, kind: TransportError.Kind)] {
        let place = try ResourceLocation(parsing: "https://user:planted@h/a.m3u8?token=planted#planted")
            .redacted
        let other = try ResourceLocation(parsing: "http://planted@other/b?planted").redacted
        return [
            (.badLocation(.badHost), .arguments), (.unsupportedScheme("ftp"), .arguments),
            (.badHeader(.reservedName("range")), .arguments), (.badRange, .arguments),
            (.rangeBeyondEnd(place, size: 3), .content), (.tooLarge(place, limit: 3), .content),
            (.fileNotFound(place), .input), (.filePermission(place), .input),
            (.notARegularFile(place), .input),
            (.fileUnreadable(place, errno: 5), .input), (.notFound(place, status: 404), .input),
            (.forbidden(place, status: 403), .input), (.httpStatus(place, status: 500), .remote),
            (.unreachable(place, .refused), .remote), (.timedOut(place, .total), .remote),
            (.cutShort(place, received: 1, expected: 2), .remote), (.wrongRange(place), .remote),
            (.badContentEncoding(place), .remote), (.headersTooLarge(place, limit: 3), .remote),
            (.tooManyRedirects(place, limit: 5), .remote), (.redirectLoop(place), .remote),
            (.badRedirect(place), .remote), (.insecureRedirect(from: place, to: other), .remote),
            (.privateAddress(place, viaRedirect: true), .remote), (.escapesToLocalFile(place), .remote),
            (.cancelled, .cancelled),
        ]
    }

    @Test("have a kind each, and show no secret however they are printed")
    func kindsAndSecrets() throws {
        for (error, kind) in try Self.everyCase() {
            #expect(error.kind == kind, "\(error)")
            var dumped = ""
            dump(error, to: &dumped)
            for text in ["\(error)", String(reflecting: error), dumped] {
                #expect(!text.contains("planted"), "\(text)")
            }
        }
    }

    @Test(
        "of texts that cannot be read repeat nothing of them",
        arguments: ["http://u:planted@@h/", "X-Planted"])
    func unreadable(text: String) {
        do throws(TransportError) {
            _ = try ResourceLocation(parsing: text.hasPrefix("http") ? text : "http://h:planted/")
            Issue.record("was read")
        } catch { #expect(!"\(error)".contains("planted")) }
        do throws(TransportError) {
            _ = try HeaderField(parsing: "planted " + text)
            Issue.record("was read")
        } catch { #expect(!"\(error)".contains("planted")) }
    }
}
