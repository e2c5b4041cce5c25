internal import CCurl
internal import CCurlShims

/// Owns one libcurl easy handle that carries out one ``Transfer``. Lives on the loop's thread alone.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    /// libcurl's callbacks point at it: retained here for as long as the handle exists.
    let transfer: Transfer
    private let began = ContinuousClock.now
    private var headerList: UnsafeMutablePointer<curl_slist>?

    /// `nil` where libcurl has no memory.
    init?(for transfer: Transfer) {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        self.transfer = transfer
        setAddress()
        setLimits()
        setCallbacks()
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerList)
    }

    private func setAddress() {
        precut_curl_set_string(pointer, CURLOPT_URL, transfer.address.fullText)
        precut_curl_allow_http_only(pointer)
        // The location is final already: dot segments were removed where a reference was resolved.
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // Better to share a connection that speaks HTTP/2 than to open six; in plain HTTP there is none.
        set(CURLOPT_PIPEWAIT, transfer.address.isSecure ? 1 : 0)
        precut_curl_set_string(pointer, CURLOPT_USERAGENT, "precut")
        if transfer.request.offersCompression {
            precut_curl_set_string(pointer, CURLOPT_ACCEPT_ENCODING, "gzip, deflate")
        }
        if let range = transfer.request.rangeText { precut_curl_set_string(pointer, CURLOPT_RANGE, range) }
        for header in transfer.headers {
            headerList = curl_slist_append(headerList, header.curlLine) ?? headerList
        }
        if headerList != nil { precut_curl_set_list(pointer, CURLOPT_HTTPHEADER, headerList) }
    }

    private func setLimits() {
        let policy = transfer.policy
        // No signals: libcurl runs on a thread of ours.
        set(CURLOPT_NOSIGNAL, 1)
        precut_curl_do_not_wait_for_names(pointer)
        set(CURLOPT_CONNECTTIMEOUT_MS, policy.connectTimeout.wholeMilliseconds)
        set(CURLOPT_TIMEOUT_MS, policy.totalTimeout.wholeMilliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, policy.lowestSpeed)
        set(CURLOPT_LOW_SPEED_TIME, policy.lowSpeedWindow.wholeSeconds)
        set(CURLOPT_BUFFERSIZE, 256 << 10)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    }

    private func setCallbacks() {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        precut_curl_set_receiver(pointer, CURLOPT_HEADERFUNCTION, CurlCallbacks.header)
        precut_curl_set_pointer(pointer, CURLOPT_HEADERDATA, context)
        precut_curl_set_receiver(pointer, CURLOPT_WRITEFUNCTION, CurlCallbacks.body)
        precut_curl_set_pointer(pointer, CURLOPT_WRITEDATA, context)
        precut_curl_set_socket_opener(pointer, CurlCallbacks.openSocket)
        precut_curl_set_pointer(pointer, CURLOPT_OPENSOCKETDATA, context)
        precut_curl_set_request_gate(pointer, CurlCallbacks.beforeRequest)
        precut_curl_set_pointer(pointer, CURLOPT_PREREQDATA, context)
    }

    private func set(_ option: CURLoption, _ value: Int) { precut_curl_set_long(pointer, option, value) }

    /// How the transfer has ended. C: `curl_easy_getinfo`.
    func end(_ code: CURLcode) -> TransferEnd {
        TransferEnd(
            code: code, wireBytes: Int64(precut_curl_get_offset(pointer, CURLINFO_SIZE_DOWNLOAD_T)),
            systemError: Int32(truncatingIfNeeded: precut_curl_get_long(pointer, CURLINFO_OS_ERRNO)),
            connected: precut_curl_get_offset(pointer, CURLINFO_PRETRANSFER_TIME_T) > 0,
            reusedConnection: precut_curl_get_long(pointer, CURLINFO_NUM_CONNECTS) == 0,
            elapsed: began.duration(to: .now))
    }
}

extension Duration {
    /// Rounded up, at least 1: libcurl takes 0 for "no limit".
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let milliseconds = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int(max(1, min(seconds, 1_000_000) * 1000 + milliseconds))
    }

    /// Rounded up, at least 1.
    var wholeSeconds: Int { max(1, (wholeMilliseconds + 999) / 1000) }
}
