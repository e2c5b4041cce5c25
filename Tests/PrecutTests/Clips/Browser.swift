import Foundation
import TestSupport

/// Debian's Chromium without a window, driven over WebDriver (chromedriver speaks plain HTTP; the `curl` program asks).
final class Browser {
    enum Failure: Error {
        case noDriver
        case answer(String)
    }

    private let folder: TemporaryFolder
    private let driver = Process()
    private let address: String
    private let session: String

    init() throws {
        folder = try TemporaryFolder()
        let port = Int.random(in: 20_000..<60_000)
        address = "http://127.0.0.1:\(port)"
        driver.executableURL = URL(fileURLWithPath: "/usr/bin/chromedriver")
        driver.arguments = ["--port=\(port)"]
        driver.standardOutput = FileHandle.nullDevice
        driver.standardError = FileHandle.nullDevice
        try driver.run()
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
            "--autoplay-policy=no-user-gesture-required", "--user-data-dir=\(folder.path("profile"))",
        ]
        let capabilities = [
            "capabilities": ["alwaysMatch": ["goog:chromeOptions": ["args": arguments]]]
        ]
        var opened: [String: Any]?
        for _ in 0..<300 where opened == nil {
            opened = try? Self.ask("POST", address + "/session", capabilities)
            if opened == nil { Thread.sleep(forTimeInterval: 0.1) }
        }
        guard let id = opened?["sessionId"] as? String else {
            driver.terminate()
            throw Failure.noDriver
        }
        session = address + "/session/" + id
    }

    /// Ends the browser before its driver, which would leave it behind.
    func close() {
        _ = try? Self.ask("DELETE", session, nil)
        _ = try? Self.ask("GET", address + "/shutdown", nil)
        driver.terminate()
        driver.waitUntilExit()
    }

    func open(_ url: String) throws { _ = try Self.ask("POST", session + "/url", ["url": url]) }

    /// Runs a script that calls its last argument with a result.
    func run(_ script: String, _ arguments: [Any]) throws -> [String: Any] {
        _ = try Self.ask("POST", session + "/timeouts", ["script": 60_000])
        return try Self.ask("POST", session + "/execute/async", ["script": script, "args": arguments])
    }

    private static func ask(_ method: String, _ url: String, _ body: Any?) throws -> [String: Any] {
        var arguments = ["-sS", "--max-time", "90", "-X", method, url]
        var input: Data?
        if let body {
            input = try JSONSerialization.data(withJSONObject: body)
            arguments += ["-H", "Content-Type: application/json", "--data-binary", "@-"]
        }
        let result = try Tool.run("curl", arguments, input: input, limit: 100)
        let answer = try JSONSerialization.jsonObject(with: result.output) as? [String: Any]
        if let value = answer?["value"] as? [String: Any], value["error"] == nil { return value }
        guard let answer, answer["value"] is NSNull else { throw Failure.answer(result.outputText) }
        return [:]
    }
}
