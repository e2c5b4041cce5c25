import ArgumentParser
import Precut

@main
struct PrecutCommand: AsyncParsableCommand {
    static let version = precutVersion

    static let configuration = CommandConfiguration(
        commandName: "precut",
        abstract: "Shows exactly what a cut of a Live Station snapshot will hold, before it is made.",
        discussion: """
            SOURCE is the snapshot's playlist: a path or an http(s) URL. TIME is whole milliseconds (83456), \
            seconds with a unit (83.456s), a clock (1:23.456), start, end, or either with an offset (end-2500).

            Completion: precut --generate-completion-script bash|zsh|fish
            """,
        version: version,
        subcommands: [
            AnalyzeCommand.self, LocateCommand.self, FrameCommand.self, ClipCommand.self, ExplainCommand.self,
            DoctorCommand.self,
        ])

    static func main() async {
        Heaps.limit()
        let arguments = Array(CommandLine.arguments.dropFirst())
        let wantsJSON = arguments.prefix { $0 != "--" }.contains("--json")
        let work = Task {
            try refuseUnknownCommand(arguments.first)
            var command = try parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        }
        let interrupts = Interrupts { work.cancel() }
        let status: Int32
        do {
            try await work.value
            status = 0
        } catch {
            status = Failure(error, isInterrupted: interrupts.happened).report(asJSON: wantsJSON)
        }
        Console.exit(status)
    }

    /// A word in the place of a command that is none; the parser would call it and all behind it unexpected.
    private static func refuseUnknownCommand(_ word: String?) throws {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        guard let word, !word.hasPrefix("-"), word != "help", !names.contains(word) else { return }
        throw PrecutError(
            .usage, code: "no-such-command", "there is no command `\(word)`",
            hint: "the commands are \(names.joined(separator: ", ")); `precut help` says what they do")
    }
}
