public import Foundation

/// The command that the tests are about, as a process of its own.
public enum PrecutProgram {
    /// The executable that was built beside the test bundle.
    public static let path: String = {
        let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return bundle[..<(bundle.lastIndex(of: "/") ?? bundle.startIndex)] + "/precut"
    }()

    /// The root of the checkout, from which fixtures have short names.
    public static let root: String = String(Fixtures.directory.dropLast("/Fixtures".count))

    /// Runs the command from the checkout's root.
    ///
    /// - Parameters:
    ///   - arguments: Without the program's name.
    ///   - cache: The folder in the place of `~/.cache`; without one nothing is found and nothing kept.
    ///   - environment: More variables.
    public static func run(
        _ arguments: [String], cache: String? = nil, environment: [String: String] = [:]
    ) throws -> Tool.Result {
        try Tool.run(
            path, arguments, environment: variables(cache).merging(environment) { $1 }, directory: root)
    }

    /// Runs the command and reports the most memory that it ever had, in KiB (`VmHWM` of proc(5); unlike
    /// `ru_maxrss` it knows nothing of the process that started it).
    public static func peakMemory(_ arguments: [String]) throws -> (exitCode: Int32, kibibytes: Int) {
        let process = start(arguments, cache: nil)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        var peak = 0
        while process.isRunning {
            peak = max(peak, peakMemory(of: process.processIdentifier) ?? 0)
            usleep(5_000)
        }
        return (process.terminationStatus, peak)
    }

    /// A process of the command that has not been started yet.
    public static func start(_ arguments: [String], cache: String?) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(variables(cache)) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: root)
        process.standardInput = FileHandle.nullDevice
        return process
    }

    private static func variables(_ cache: String?) -> [String: String] {
        ["XDG_CACHE_HOME": cache ?? "/dev/null/none", "COLUMNS": "80"]
    }

    private static func peakMemory(of process: Int32) -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else {
            return nil
        }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(separator: " ").compactMap { Int($0) }.first
    }
}
