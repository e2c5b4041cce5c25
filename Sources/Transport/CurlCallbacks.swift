internal import CCurl
internal import CCurlShims

/// The functions that libcurl calls, on the loop's thread. Each gets the ``Transfer`` that the handle retains.
enum CurlCallbacks {
    static let header: curl_write_callback = { data, size, count, context in
        guard let data, let transfer = transfer(context) else { return 0 }
        let line = UnsafeRawBufferPointer(start: data, count: size * count)
        return transfer.receiveHeader(String(decoding: line, as: UTF8.self)) ? line.count : 0
    }

    static let body: curl_write_callback = { data, size, count, context in
        guard let data, let transfer = transfer(context) else { return 0 }
        let chunk = UnsafeRawBufferPointer(start: data, count: size * count)
        guard !chunk.isEmpty else { return 0 }
        return transfer.receiveBody(chunk) ? chunk.count : 0
    }

    static let openSocket: curl_opensocket_callback = { context, _, address in
        guard let address, let transfer = transfer(context) else { return PRECUT_CURL_SOCKET_BAD }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(precut_curl_address_bytes(address, &bytes))
        guard transfer.mayConnect(to: IPAddress(bytes: Array(bytes[..<count]))) else {
            return PRECUT_CURL_SOCKET_BAD
        }
        return precut_curl_open_socket(address)
    }

    static let beforeRequest: curl_prereq_callback = { context, address, _, _, _ in
        guard let address, let transfer = transfer(context),
            transfer.maySend(to: IPAddress(parsing: String(cString: address)))
        else { return CURL_PREREQFUNC_ABORT }
        return CURL_PREREQFUNC_OK
    }

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
