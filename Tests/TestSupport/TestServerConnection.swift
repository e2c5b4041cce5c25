import Glibc

/// Serves the requests of one connection, one after the other, on a thread of its own.
struct TestServerConnection {
    let descriptor: Int32
    let number: Int
    let state: TestServerState

    private static let headLimit = 256 << 10
    /// `POLLRDHUP`, which glibc shows to GNU sources alone.
    private static let peerHungUp: Int16 = 0x2000

    /// What became of the attempt to send something.
    private enum Sending { case done, broken }

    func serve() {
        var buffered: [UInt8] = []
        while !state.isStopping, let request = readRequest(&buffered) {
            guard answer(request) else { return }
        }
    }

    // MARK: Reading

    private func readRequest(_ buffered: inout [UInt8]) -> TestServerRequest? {
        let separator = Array("\r\n\r\n".utf8)
        while true {
            if let end = Self.firstIndex(of: separator, in: buffered) {
                let head = String(decoding: buffered[..<end], as: UTF8.self)
                buffered.removeFirst(end + separator.count)
                return parse(head)
            }
            guard buffered.count < Self.headLimit else { return nil }
            var chunk = [UInt8](repeating: 0, count: 16 << 10)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            buffered += chunk[..<count]
            // What is no HTTP at all, a TLS handshake for one, is answered as servers do.
            if let first = buffered.first, !(0x41...0x5A).contains(first) {
                _ = send(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8)[...], entry: nil)
                return nil
            }
        }
    }

    private static func firstIndex(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= pattern.count else { return nil }
        return (0...(bytes.count - pattern.count)).first { start in
            (0..<pattern.count).allSatisfy { bytes[start + $0] == pattern[$0] }
        }
    }

    private func parse(_ head: String) -> TestServerRequest? {
        // "\r\n" is one Character.
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let target = String(words[1])
        return TestServerRequest(
            method: String(words[0]), target: target, headers: headers,
            attempt: state.countAttempt(at: target), connection: number)
    }

    // MARK: Answering

    /// Whether the connection can take another request.
    private func answer(_ request: TestServerRequest) -> Bool {
        let response = state.handler(request)
        switch response.delivery {
        case .never:
            _ = state.beginEntry(request, status: 0)
            waitForEnd()
            return false
        case .resetAtOnce:
            _ = state.beginEntry(request, status: 0)
            reset()
            return false
        case .raw:
            let entry = state.beginEntry(request, status: 0)
            _ = send(response.body[...], entry: entry)
            return false
        default: return answer(request, with: response)
        }
    }

    private func answer(_ request: TestServerRequest, with response: TestServerResponse) -> Bool {
        var status = response.status
        var body = response.body[...]
        var fields = response.headers
        if status == 200, response.obeysRange, let range = request.range(in: body.count) {
            if range.isEmpty {
                (status, body) = (416, [])
                fields.append(("Content-Range", "bytes */\(response.body.count)"))
            } else {
                status = 206
                body = body[range]
                let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(response.body.count)"
                fields.append(("Content-Range", response.contentRange ?? place))
            }
        }
        let isEndless = if case .endless = response.delivery { true } else { false }
        let isChunked = if case .chunked = response.delivery { true } else { false }
        let endsWithConnection = isEndless || response.hidesLength
        if endsWithConnection {
            fields.append(("Connection", "close"))
        } else if isChunked {
            fields.append(("Transfer-Encoding", "chunked"))
        } else {
            fields.append(("Content-Length", String(response.statedLength ?? body.count)))
        }
        let entry = state.beginEntry(request, status: status)
        let head =
            "HTTP/1.1 \(status) Answer\r\n" + fields.map { "\($0.name): \($0.value)\r\n" }.joined() + "\r\n"
        guard send(Array(head.utf8)[...], entry: nil) == .done else { return false }
        guard request.method != "HEAD" else { return true }
        return deliver(body, response.delivery, entry: entry) && !endsWithConnection
    }

    private func deliver(
        _ body: ArraySlice<UInt8>, _ delivery: TestServerResponse.Delivery, entry: Int
    ) -> Bool {
        switch delivery {
        case .whole: return send(body, entry: entry) == .done
        case .chunked(let count, let isComplete):
            var rest = body
            while !rest.isEmpty {
                let piece = rest.prefix(count)
                let chunk = Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
                guard send(chunk[...], entry: entry) == .done else { return false }
                rest = rest.dropFirst(count)
            }
            guard isComplete else { return false }
            return send(Array("0\r\n\r\n".utf8)[...], entry: entry) == .done
        case .closed(let count):
            _ = send(body.prefix(count), entry: entry)
            return false
        case .reset(let count):
            _ = send(body.prefix(count), entry: entry)
            // What was sent would be thrown away with the reset while it still waits at the other side.
            usleep(50_000)
            reset()
            return false
        case .drip(let count, let pause):
            var rest = body
            while !rest.isEmpty, !state.isStopping {
                guard send(rest.prefix(count), entry: entry) == .done else { return false }
                rest = rest.dropFirst(count)
                if waitForEnd(atMost: pause) { return false }
            }
            return true
        case .endless:
            while !state.isStopping, send(body, entry: entry) == .done {}
            return false
        case .never, .resetAtOnce, .raw: return false
        }
    }

    private func send(_ bytes: ArraySlice<UInt8>, entry: Int?) -> Sending {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .broken }
            if let entry { state.noteSent(count, entry: entry) }
            rest = rest.dropFirst(count)
        }
        return .done
    }

    /// Waits until the other side hangs up or the server stops; `true` where it did.
    @discardableResult private func waitForEnd(atMost limit: Duration = .seconds(60)) -> Bool {
        var entry = pollfd(fd: descriptor, events: Self.peerHungUp, revents: 0)
        let milliseconds =
            limit.components.seconds * 1000 + limit.components.attoseconds / 1_000_000_000_000_000
        return poll(&entry, 1, Int32(milliseconds)) > 0
    }

    /// Closes with RST instead of FIN, once the thread that owns the descriptor closes it.
    private func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
}
