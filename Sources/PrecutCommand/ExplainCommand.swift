import ArgumentParser
import Precut

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says what a finding means and what to do about it.")

    @Argument(help: "A code such as HLS021; without one, all of them are listed.")
    var code: String?

    @Flag(help: "Print one JSON document on standard output.")
    var json = false

    func run() throws {
        guard let code else {
            Console.print(json ? ExplainDocument.value(Rule.all).text : list)
            return
        }
        guard let rule = Rule.find(code.uppercased()) else {
            throw PrecutError(
                .usage, code: "no-such-rule", "there is no finding with the code `\(code)`",
                hint: "`precut explain` lists all of them")
        }
        Console.print(json ? ExplainDocument.value([rule]).text : page(rule))
    }

    private var list: String {
        var table = TextTable([("code", .left), ("severity", .left), ("what was found", .left)])
        for rule in Rule.all { table.add([rule.code, rule.severity.rawValue, rule.title]) }
        return table.text
    }

    private func page(_ rule: Rule) -> String {
        var text = "\(rule.code) (\(rule.severity.rawValue)): \(rule.title)\n\n\(wrapped(rule.explanation))\n"
        text += "\n" + wrapped(rule.remedy)
        if let reference = rule.reference { text += "\n\nSee \(reference)." }
        return text + "\n"
    }

    private func wrapped(_ text: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > 80 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return (lines + [line]).joined(separator: "\n")
    }
}
