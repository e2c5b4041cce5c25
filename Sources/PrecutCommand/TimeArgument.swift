import ArgumentParser
import Precut

/// A TIME on the command line; its refusals teach how to write one.
enum TimeArgument {
    static func read(_ text: String) throws -> TimeExpression {
        do {
            return try TimeExpression(parsing: text)
        } catch {
            throw ValidationError(words(error))
        }
    }

    private static func words(_ refusal: TimeExpression.Refusal) -> String {
        switch refusal {
        case .empty: "an empty TIME"
        case .bareDecimal(let text):
            "`\(text)` could be seconds or milliseconds: write `\(text)s`, `\(text)ms`, or a clock such as `0:\(text)`"
        case .notATime(let text):
            "`\(text)` is no TIME: write milliseconds (83456), seconds (83.456s), a clock (1:23.456), start, end, or end-2500"
        case .clockField(let text):
            "`\(text)` is no clock: minutes and seconds have two digits and stay below 60, as in 1:02:03.456"
        case .tooLarge(let text): "`\(text)` is farther away than thirty years"
        }
    }
}
