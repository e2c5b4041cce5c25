import ArgumentParser
import Precut

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Checks whether this machine can do the work.")

    @Flag(help: "Print one JSON document on standard output.")
    var json = false

    func run() throws {
        let diagnosis = Diagnosis.make()
        Console.print(json ? diagnosis.document.text : text(diagnosis))
        if !diagnosis.isGood { throw Verdict.no }
    }

    private func text(_ diagnosis: Diagnosis) -> String {
        var table = TextTable([("", .left), ("", .left), ("", .left)])
        for check in diagnosis.checks {
            let state = check.isGood ? "ok" : check.isRequired ? "MISSING" : "absent"
            table.add([state, check.name, check.found])
        }
        var text = table.text.drop { $0 == "\n" } + ""
        for check in diagnosis.checks {
            if let remedy = check.remedy { text += "\nhint: \(check.name): \(remedy)" }
        }
        return text + (diagnosis.isGood ? "\nready\n" : "\nnot ready\n")
    }
}
