internal import CCurl
internal import CCurlShims

/// The libcurl that this process runs with.
public enum CurlLibrary {
    /// Name, version and the libraries behind it, for example `libcurl/7.88.1 OpenSSL/3.0.17 zlib/1.2.13`.
    ///
    /// C: `curl_version`.
    public static var version: String { String(cString: curl_version()) }

    /// Global start-up, once a process, as `curl_global_init` demands before anything else.
    static let startUp: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
