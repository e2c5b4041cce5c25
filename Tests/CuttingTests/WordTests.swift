import Cutting
import Testing

@Suite("Words that scripts rely on") struct WordTests {
    @Test("rules, modes and reasons have the contract's names") func names() {
        #expect(CutRule.allCases.map(\.rawValue) == ["cover", "ceil", "nearest", "keyframe"])
        #expect(ClipMode.allCases.map(\.rawValue) == ["smart", "encode", "copy"])
        #expect(EncodeReason.allCases.allSatisfy { $0.rawValue.allSatisfy { $0.isLowercase || $0 == "-" } })
    }
}
