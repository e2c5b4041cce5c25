internal import COpenSSL

/// The libcrypto that this process runs with.
public enum CryptoLibrary {
    /// Name and version as the library states them, for example `OpenSSL 3.0.17 1 Jul 2025`.
    ///
    /// C: `OpenSSL_version`.
    public static var version: String { String(cString: OpenSSL_version(OPENSSL_VERSION)) }

    /// Empties the calling thread's error queue and returns its oldest code, 0 where there was none.
    static func drainErrors() -> UInt {
        let code = ERR_get_error()
        ERR_clear_error()
        return code
    }

    /// Runs libcrypto calls on an empty error queue and leaves it empty, whatever happens between.
    static func call<Result: ~Copyable, Failure: Error>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        ERR_clear_error()
        defer { ERR_clear_error() }
        return try body()
    }

    /// Turns the status of a call into an error: 1 is success throughout libcrypto's EVP functions.
    static func check(_ status: Int32, _ function: String) throws(CryptoError) {
        guard status == 1 else { throw .library(function: function, code: drainErrors()) }
    }
}
