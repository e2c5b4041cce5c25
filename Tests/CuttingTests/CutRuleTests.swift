import Cutting
import Testing

@Suite("Words that scripts rely on") struct WordTests {
    @Test("rules and modes have the contract's names") func names() {
        #expect(CutRule.allCases.map(\.rawValue) == ["cover", "ceil", "nearest", "keyframe"])
        #expect(ClipMode.allCases.map(\.rawValue) == ["smart", "encode", "copy"])
    }
}
