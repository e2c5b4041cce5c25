import Media
import Testing

@Suite("FFmpeg's libraries") struct LibraryTests {
    @Test("report their versions, options and licence, and fit the headers")
    func report() {
        let libraries = MediaLibraries.report()
        #expect(libraries.map(\.name) == ["libavcodec", "libavutil", "libswscale"])
        for library in libraries {
            #expect(library.isCompatible, "\(library.name) \(library.runtimeVersion)")
            #expect(library.configuration.contains("--"))
            #expect(library.licence.contains("GPL"))
        }
    }

    @Test("agree with the ffmpeg program about decoders and encoders")
    func codecs() throws {
        for kind in ["decoders", "encoders"] {
            let listing = try FFmpeg.text("ffmpeg", ["-hide_banner", "-\(kind)"])
            let rows = listing.split(separator: "\n").map { $0.split(separator: " ") }
            let known = Set(rows.compactMap { $0.dropFirst().first })
            for codec in MediaLibraries.codecs() {
                let has = kind == "decoders" ? codec.hasDecoder : codec.hasEncoder
                #expect(has == known.contains(Substring(codec.name)), "\(kind): \(codec.name)")
            }
        }
    }
}
