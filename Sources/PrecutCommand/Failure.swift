import ArgumentParser
import Precut

/// How an error leaves the program: its text or document, and the exit code.
struct Failure {
    private let error: any Error
    private let isInterrupted: Bool

    init(_ error: any Error, isInterrupted: Bool) {
        self.error = error
        self.isInterrupted = isInterrupted
    }

    /// Prints the error and returns the exit code.
    func report(asJSON: Bool) -> Int32 {
        if isInterrupted || error is CancellationError {
            return report(
                PrecutError(
                    .interrupted, code: "interrupted", "interrupted; nothing half-written is left"),
                asJSON: asJSON)
        }
        if let verdict = error as? Verdict { return verdict.exitCode }
        if let known = error as? PrecutError { return report(known, asJSON: asJSON) }
        let code = PrecutCommand.exitCode(for: error).rawValue
        if code == 0 {
            // Help, version, completion scripts: data, not errors.
            Console.print(PrecutCommand.fullMessage(for: error), terminator: "\n")
            return 0
        }
        if code == PrecutError.Kind.usage.rawValue {
            guard asJSON else {
                Console.talk(inOurWords(PrecutCommand.fullMessage(for: error)))
                return code
            }
            let message = inOurWords(PrecutCommand.message(for: error))
            return report(PrecutError(.usage, code: "usage", message), asJSON: true)
        }
        return report(
            PrecutError(
                .internalDefect, code: "internal-defect", "something went wrong that should not have",
                causes: [String(describing: error)],
                hint: "this is a defect of precut; please report it with the command line and this message"),
            asJSON: asJSON)
    }

    private func report(_ error: PrecutError, asJSON: Bool) -> Int32 {
        if asJSON {
            Console.print(error.document.text)
        } else {
            Console.talk(error.text(color: Console.errorsAreColored))
        }
        return error.kind.rawValue
    }

    /// The parser's message without what it puts before a refusal that says everything itself: ours begin with what
    /// was typed, between backticks.
    private func inOurWords(_ message: String) -> String {
        let message = message.hasPrefix("Error: ") ? "error: " + message.dropFirst("Error: ".count) : message
        return message.replacing(#/The value '.*?' is invalid for '[^']*': /#, with: "")
    }
}

/// The question was answered, and the answer is no.
struct Verdict: Error {
    let exitCode: Int32

    static let no = Verdict(exitCode: 1)
}

extension PrecutError {
    /// `error:`, `Caused by:` lines, and the hint behind an empty line.
    func text(color: Bool) -> String {
        var text = (color ? "\u{1B}[1;31merror:\u{1B}[0m " : "error: ") + Console.harmless(message)
        for cause in causes { text += "\n  Caused by: " + Console.harmless(cause) }
        if let hint {
            text += "\n\n" + (color ? "\u{1B}[1;36mhint:\u{1B}[0m " : "hint: ") + Console.harmless(hint)
        }
        return text
    }
}
