import Glibc
import Testing
import Transport

@Suite("A resource location") struct ResourceLocationTests {
    /// RFC 3986 section 5.4.1 and 5.4.2, base `http://a/b/c/d;p?q`. Fragments are dropped, never being sent.
    static let referenceExamples: [(reference: String, target: String)] = [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), ("g?y#s", "http://a/b/c/g?y"),
        (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y"),
        ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
        ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
        ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"), ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g"), ("g#s/../x", "http://a/b/c/g"),
    ]

    @Test("resolves the examples of RFC 3986", arguments: referenceExamples)
    func rfcExamples(reference: String, target: String) throws {
        let base = try ResourceLocation(parsing: "http://a/b/c/d;p?q")
        #expect(try base.resolve(reference).fullText == target)
    }

    static let queryExamples: [(base: String, reference: String, target: String)] = [
        ("https://h/a/p.m3u8?t=1", "s.ts?token=a%2Fb+c==&x=%7E", "https://h/a/s.ts?token=a%2Fb+c==&x=%7E"),
        ("https://h/a/p.m3u8?t=1", "s.ts", "https://h/a/s.ts"),
        (
            "https://h/a/p.m3u8?t=1", "https://other/x?q=?&u=http://z/../y",
            "https://other/x?q=?&u=http://z/../y"
        ),
        ("https://u:p@h:8443/a/p.m3u8", "../s.ts", "https://u:p@h:8443/s.ts"),
        ("http://h/a", "HTTP://Other.Example:80/A", "http://other.example/A"),
        ("https://h", "a b é.ts", "https://h/a%20b%20%C3%A9.ts"),
        ("https://h/%41/p", "%2e%2E/s%20.ts", "https://h/%41/%2e%2E/s%20.ts"),
        ("http://[::1]:8080/a/p", "b", "http://[::1]:8080/a/b"),
        ("file:///a/b%20c/p.m3u8", "s%20.ts?x=1", "file:///a/b%20c/s%20.ts"),
        ("file:///a/b/p.m3u8", "../s.ts", "file:///a/s.ts"),
        ("/a/b c/p.m3u8", "s%20.ts", "/a/b c/s%20.ts"), ("/a/p.m3u8", "s.ts?x=1#y", "/a/s.ts?x=1#y"),
        ("/a/p.m3u8", "/z/s.ts", "/z/s.ts"), ("p.m3u8", "d/s.ts", "d/s.ts"),
        ("d/p.m3u8", "../s.ts", "d/../s.ts"),
        ("p.m3u8", "http://h/x?y", "http://h/x?y"), ("p.m3u8", "file:///z/s.ts", "file:///z/s.ts"),
    ]

    @Test("keeps queries and encodings as given, and file names letter by letter", arguments: queryExamples)
    func asGiven(base: String, reference: String, target: String) throws {
        #expect(try ResourceLocation(parsing: base).resolve(reference).fullText == target)
    }

    static let paths: [(text: String, path: String?)] = [
        ("a%20b.m3u8", "a%20b.m3u8"), ("file:///a%20b.m3u8", "/a%20b.m3u8".replacing("%20", with: " ")),
        ("file://localhost/x", "/x"), ("file:/x", "/x"), ("./a:b", "./a:b"), ("https://h/x", nil),
    ]

    @Test("opens a path as it is and a file: URL decoded", arguments: paths)
    func filePath(text: String, path: String?) throws {
        #expect(try ResourceLocation(parsing: text).filePath == path)
    }

    static let refused: [(text: String, error: TransportError)] = [
        ("", .badLocation(.empty)), ("ftp://h/x", .unsupportedScheme("ftp")),
        ("data:,x", .unsupportedScheme("data")),
        ("javascript:alert(1)", .unsupportedScheme("javascript")), ("a:b", .unsupportedScheme("a")),
        ("http:///x", .badLocation(.noHost)), ("http:x", .badLocation(.noHost)),
        ("https://", .badLocation(.noHost)),
        ("http://h:0/", .badLocation(.badPort)), ("http://h:65536/", .badLocation(.badPort)),
        ("http://h:8 0/", .badLocation(.badPort)), ("http://h:-1/", .badLocation(.badPort)),
        ("http://a@b@c/", .badLocation(.badHost)), ("http://good\\@evil/", .badLocation(.badHost)),
        ("http://a b/", .badLocation(.badHost)), ("http://[::1/", .badLocation(.badHost)),
        ("http://[1.2.3.4]/", .badLocation(.badHost)), ("http://a%00b/", .badLocation(.badHost)),
        ("http://h/\r\nX: y", .badLocation(.controlCharacter)),
        ("http://h/\u{7F}", .badLocation(.controlCharacter)),
        ("x\0y", .badLocation(.controlCharacter)), ("file://host/x", .badLocation(.fileOnHost)),
        ("file:///%zz", .badLocation(.badPercentEncoding)),
        ("file:///%ff", .badLocation(.badPercentEncoding)),
        ("file:///a%00b", .badLocation(.badPercentEncoding)),
        ("file:///a%2", .badLocation(.badPercentEncoding)),
    ]

    @Test("refuses what is no location, and says why", arguments: refused)
    func refuses(text: String, error: TransportError) {
        #expect(throws: error) { try ResourceLocation(parsing: text) }
    }

    @Test(
        "what came over HTTP never becomes a file",
        arguments: ["file:///etc/passwd", "FILE:/etc/passwd", "file:x"])
    func neverFile(reference: String) throws {
        let base = try ResourceLocation(parsing: "https://h/p.m3u8?token=x")
        #expect(throws: TransportError.escapesToLocalFile(base.redacted)) { try base.resolve(reference) }
    }

    @Test(
        "what came over HTTP follows no other scheme",
        arguments: ["ftp", "gopher", "dict", "smb", "data", "pipe"])
    func otherSchemes(scheme: String) throws {
        let base = try ResourceLocation(parsing: "https://h/p.m3u8")
        #expect(throws: TransportError.unsupportedScheme(scheme)) { try base.resolve(scheme + "://h/x") }
    }

    static let printed: [(text: String, description: String)] = [
        ("https://u:secret@Host/path/x.m3u8?token=secret", "https://host/path/x.m3u8?…"),
        ("http://h:8080", "http://h:8080/"), ("https://h:443/x?", "https://h/x?…"),
        ("/a/b\u{1B}[31m.m3u8", "/a/b\\u{1B}[31m.m3u8"), ("a\u{202E}b", "a\\u{202E}b"),
        ("été.m3u8", "été.m3u8"),
    ]

    @Test("prints without user part and query, control characters escaped", arguments: printed)
    func description(text: String, description: String) throws {
        let location = try ResourceLocation(parsing: text)
        var dumped = ""
        dump(location, to: &dumped)
        #expect("\(location)" == description)
        #expect(String(reflecting: location) == description)
        #expect("\(location.redacted)" == description)
        #expect(!dumped.contains("secret"))
    }

    @Test("stays the same for the cache while tokens change")
    func cacheIdentity() throws {
        let one = try ResourceLocation(parsing: "https://u:p@H:443/a?t=1")
        let other = try ResourceLocation(parsing: "https://h/a?t=2#x")
        #expect(one.cacheIdentity == "https://h/a")
        #expect(other.cacheIdentity == one.cacheIdentity)
        #expect(one != other)
        #expect(try ResourceLocation(parsing: "file:///a/./b/../c%20d").cacheIdentity == "file:/a/c d")
        let folder = String(cString: realpath(".", nil))
        #expect(try ResourceLocation(parsing: "x/../y").cacheIdentity == "file:\(folder)/y")
    }
}
