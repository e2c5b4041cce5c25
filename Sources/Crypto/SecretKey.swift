internal import COpenSSL

/// Key material that never shows itself and is wiped from memory when the last copy goes.
///
/// The bytes are copied in; the array that the caller passed stays the caller's to forget.
public struct SecretKey: Sendable, Equatable {
    // Sendable although it holds a pointer: the memory is written in `init` alone, before anybody else can
    // see it, and only read until `deinit`, which runs when nobody else can see it any more.
    private final class Storage: @unchecked Sendable {
        let bytes: UnsafeMutableBufferPointer<UInt8>

        init(copying source: [UInt8]) {
            bytes = .allocate(capacity: source.count)
            _ = bytes.initialize(fromContentsOf: source)
        }

        deinit {
            OPENSSL_cleanse(bytes.baseAddress, bytes.count)
            bytes.deallocate()
        }
    }

    private let storage: Storage
    /// Number of bytes; the only thing about a key that may be told.
    public let count: Int

    /// Copies key material of any length; the cipher that uses it checks the length.
    public init(_ bytes: [UInt8]) {
        storage = Storage(copying: bytes)
        count = bytes.count
    }

    /// Compares in constant time for keys of equal length. C: `CRYPTO_memcmp`.
    public static func == (one: SecretKey, other: SecretKey) -> Bool {
        guard one.count == other.count else { return false }
        return one.withBytes { left in
            other.withBytes { right in CRYPTO_memcmp(left.baseAddress, right.baseAddress, left.count) == 0 }
        }
    }

    /// Lends the bytes to a cipher of this module for the duration of the call.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // The last copy could otherwise be released, and wiped, before `body` is done with its pointer.
        withExtendedLifetime(storage) { body(UnsafeBufferPointer(storage.bytes)) }
    }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `SecretKey(16 bytes)`.
    public var description: String { "SecretKey(\(count) bytes)" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows no children, so that neither `dump` nor an interpolated error shows the bytes.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
