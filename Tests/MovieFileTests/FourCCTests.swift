import Testing

@testable import MovieFile

@Suite("Four-character codes") struct FourCCTests {
    @Test("are Latin-1 text, filled with spaces")
    func names() {
        #expect(FourCC("avc1").rawValue == 0x6176_6331)
        #expect(FourCC("©nam").rawValue == 0xA96E_616D)
        #expect(FourCC("url").name == "url ")
        #expect(FourCC(rawValue: 0x0001_6162).name == "..ab")
    }
}
