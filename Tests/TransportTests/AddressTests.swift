import Synchronization
import TestSupport
import Testing
import Transport

/// A name whose address counts as public until it is turned.
private final class ReboundName: Sendable {
    private let flag = Atomic(true)
    var isPublic: Bool { flag.load(ordering: .acquiring) }
    func rebind() { flag.store(false, ordering: .releasing) }
}

@Suite("Addresses") struct AddressTests {
    /// 127.0.0.2 plays a public address: Linux answers on all of 127.0.0.0/8.
    static let classifier = AddressClassifier { $0.bytes == [127, 0, 0, 2] ? .global : AddressScope(of: $0) }

    /// Rows of the IANA special-purpose registries, and their neighbours outside.
    static let scopes: [(text: String, scope: AddressScope)] = [
        ("8.8.8.8", .global), ("1.0.0.0", .global), ("0.0.0.0", .unspecified), ("0.255.1.1", .unspecified),
        ("10.0.0.0", .privateNetwork), ("9.255.255.255", .global), ("11.0.0.0", .global),
        ("100.63.255.255", .global), ("100.64.0.0", .sharedTranslation),
        ("100.127.255.255", .sharedTranslation),
        ("100.128.0.0", .global), ("127.0.0.1", .loopback), ("127.255.255.255", .loopback),
        ("169.254.169.254", .linkLocal), ("169.253.0.1", .global), ("172.15.0.1", .global),
        ("172.16.0.1", .privateNetwork), ("172.31.255.255", .privateNetwork), ("172.32.0.1", .global),
        ("192.0.0.8", .reserved), ("192.0.1.1", .global), ("192.0.2.1", .reserved),
        ("192.168.0.1", .privateNetwork),
        ("192.169.0.1", .global), ("198.17.0.1", .global), ("198.18.0.1", .reserved),
        ("198.51.100.1", .reserved),
        ("203.0.113.1", .reserved), ("224.0.0.1", .multicast), ("239.255.255.255", .multicast),
        ("240.0.0.1", .reserved), ("255.255.255.255", .multicast), ("::", .unspecified), ("::1", .loopback),
        ("::ffff:10.1.2.3", .privateNetwork), ("::ffff:8.8.8.8", .global), ("::ffff:7f00:1", .loopback),
        ("::127.0.0.1", .loopback), ("64:ff9b::10.0.0.1", .privateNetwork), ("64:ff9b::8.8.8.8", .global),
        ("2002:7f00:1::", .loopback), ("2002:808:808::1", .global), ("2001::1", .reserved),
        ("2001:db8::1", .reserved), ("2001:4860:4860::8888", .global), ("2606:4700::1", .global),
        ("fc00::1", .privateNetwork), ("fdff::1", .privateNetwork), ("fe80::1%eth0", .linkLocal),
        ("febf::1", .linkLocal), ("fec0::1", .linkLocal), ("ff02::1", .multicast), ("4000::1", .reserved),
    ]

    @Test("are classified as the registries say", arguments: scopes)
    func scope(text: String, scope: AddressScope) throws {
        #expect(AddressScope(of: try #require(IPAddress(parsing: text))) == scope)
    }

    @Test(
        "are nothing but addresses",
        arguments: ["", "1.2.3", "1.2.3.4.5", "256.0.0.1", "localhost", ":::", "1.2.3.4 "])
    func noAddress(text: String) { #expect(IPAddress(parsing: text) == nil) }

    @Test("a redirect from a public source to this machine is refused before it connects")
    func redirect() async throws {
        let inside = try TestServer(routes: ["/secret": .bytes([1])])
        for host in ["127.0.0.1", "localhost"] {
            let target = "http://\(host):\(inside.port)/secret"
            let outside = try TestServer(address: "127.0.0.2", routes: ["/a": .redirect(to: target)])
            let source = try outside.location("/a")
            let fetcher = Fetcher(source: source, policy: quickPolicy(), classifier: Self.classifier)
            let place = try ResourceLocation(parsing: target).redacted
            await #expect(throws: TransportError.privateAddress(place, viaRedirect: true)) {
                try await fetcher.fetch(FetchRequest(source))
            }
            #expect(fetcher.statistics.requests == 1)
        }
        #expect(inside.connectionCount == 0)
    }

    static let spellings = [
        "127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]",
        "[::1]",
        "0.0.0.0", "127.0.0.3", "[::ffff:7f00:1]",
    ]

    @Test("a public source refers to this machine in vain, however it spells it", arguments: spellings)
    func reference(host: String) async throws {
        let inside = try TestServer(address: "127.0.0.1", routes: ["/secret": .bytes([1])])
        let outside = try TestServer(address: "127.0.0.2", routes: ["/a": .bytes([0])])
        let source = try outside.location("/a")
        let fetcher = Fetcher(source: source, policy: quickPolicy(), classifier: Self.classifier)
        _ = try await fetcher.fetch(FetchRequest(source))
        let target = try source.resolve("http://\(host):\(inside.port)/secret")
        await #expect(throws: TransportError.privateAddress(target.redacted, viaRedirect: false)) {
            try await fetcher.fetch(FetchRequest(target))
        }
        #expect(inside.connectionCount == 0)
    }

    @Test("a private source refers to private addresses as it likes, and so does a file")
    func privateSource() async throws {
        let one = try TestServer(address: "127.0.0.1", routes: ["/a": .bytes([0])])
        let other = try TestServer(address: "127.0.0.3", routes: ["/b": .redirect(to: one.url("/a"))])
        for source in [try one.location("/a"), try ResourceLocation(parsing: "/tmp/p.m3u8")] {
            let fetcher = Fetcher(source: source, policy: quickPolicy(), classifier: Self.classifier)
            if !source.isFile { _ = try await fetcher.fetch(FetchRequest(source)) }
            #expect(try await fetcher.fetch(FetchRequest(try other.location("/b"))).bytes == [0])
        }
    }

    @Test("no redirect leads from a public host to a private one, whatever the source is")
    func redirectByThird() async throws {
        let inside = try TestServer(
            address: "127.0.0.1", routes: ["/a": .bytes([0]), "/secret": .bytes([1])])
        let target = "http://localhost:\(inside.port)/secret"
        let outside = try TestServer(address: "127.0.0.2", routes: ["/r": .redirect(to: target)])
        for source in [try inside.location("/a"), try ResourceLocation(parsing: "/tmp/p.m3u8")] {
            let fetcher = Fetcher(source: source, policy: quickPolicy(), classifier: Self.classifier)
            if !source.isFile { _ = try await fetcher.fetch(FetchRequest(source)) }
            let secret = try ResourceLocation(parsing: target)
            // A connection that was opened rightly is kept, and must not carry the wrong request.
            #expect(try await fetcher.fetch(FetchRequest(secret)).bytes == [1])
            let before = inside.log.count
            await #expect(throws: TransportError.privateAddress(secret.redacted, viaRedirect: true)) {
                try await fetcher.fetch(FetchRequest(try outside.location("/r")))
            }
            #expect(inside.log.count == before)
        }
    }

    @Test("a source that was public stays so when its name begins to mean this machine")
    func rebinding() async throws {
        let name = ReboundName()
        let server = try TestServer(routes: ["/a": .bytes([0]), "/b": .bytes([1])])
        let source = try ResourceLocation(parsing: "http://localhost:\(server.port)/a")
        let classifier = AddressClassifier { _ in name.isPublic ? .global : .loopback }
        let fetcher = Fetcher(source: source, policy: quickPolicy(), classifier: classifier)
        _ = try await fetcher.fetch(FetchRequest(source))
        name.rebind()
        let next = try source.resolve("b")
        await #expect(throws: TransportError.privateAddress(next.redacted, viaRedirect: false)) {
            try await fetcher.fetch(FetchRequest(next))
        }
        #expect(server.log.map(\.request.path) == ["/a"])
    }

    @Test("before the source was reached, only its own host may be private")
    func unknownSource() async throws {
        let server = try TestServer(address: "127.0.0.1", routes: ["/b": .bytes([1])])
        let other = try TestServer(address: "127.0.0.3", routes: ["/b": .bytes([1])])
        let source = try server.location("/a")
        let fetcher = Fetcher(source: source, policy: quickPolicy(), classifier: Self.classifier)
        let target = try other.location("/b")
        await #expect(throws: TransportError.privateAddress(target.redacted, viaRedirect: false)) {
            try await fetcher.fetch(FetchRequest(target))
        }
        #expect(try await fetcher.fetch(FetchRequest(try server.location("/b"))).bytes == [1])
        #expect(try await fetcher.fetch(FetchRequest(target)).bytes == [1])
    }
}
