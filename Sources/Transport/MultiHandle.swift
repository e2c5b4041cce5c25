internal import CCurl
internal import CCurlShims

/// Owns one libcurl multi handle: the connections, and the transfers on them.
///
/// Sendable although it holds a pointer: one thread, the ``TransferLoop``'s, makes every call on it except
/// `curl_multi_wakeup`, which libcurl documents as the one that is safe from any thread; and the handle is
/// freed when the last reference goes, after that thread has let go of its own.
final class MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init() {
        precondition(CurlLibrary.startUp == CURLE_OK, "libcurl cannot start in this process")
        guard let pointer = curl_multi_init() else { fatalError("no memory for a libcurl multi handle") }
        self.pointer = pointer
        precut_curl_multi_set_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        precut_curl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 32)
    }

    deinit { curl_multi_cleanup(pointer) }

    /// Ends the wait of the loop's thread.
    func wake() { curl_multi_wakeup(pointer) }
}
