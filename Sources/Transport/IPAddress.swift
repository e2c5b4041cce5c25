internal import Glibc

/// An IP address, 4 or 16 bytes in network order.
public struct IPAddress: Sendable, Hashable {
    /// Its bytes, the most significant first.
    public let bytes: [UInt8]

    /// Whether it is an IPv6 address.
    public var isVersion6: Bool { bytes.count == 16 }

    /// Takes 4 or 16 bytes; `nil` for any other number of them.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads `192.0.2.1`, `2001:db8::1` or `fe80::1%eth0` (the zone is dropped). C: `inet_pton`.
    public init?(parsing text: String) {
        let address = text.prefix { $0 != "%" }
        let family = address.contains(":") ? AF_INET6 : AF_INET
        let count = family == AF_INET6 ? 16 : 4
        var isAddress = false
        bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            isAddress = inet_pton(family, String(address), buffer.baseAddress) == 1
            written = isAddress ? count : 0
        }
        guard isAddress else { return nil }
    }

    /// The IPv4 address in an IPv6 address that stands for one: mapped, compatible, NAT64 or 6to4
    /// (RFC 4291 section 2.5.5, RFC 6052 section 2.1, RFC 3056 section 2).
    var embeddedVersion4: IPAddress? {
        guard isVersion6 else { return nil }
        let zeros = bytes.prefix { $0 == 0 }.count
        if zeros == 10, bytes[10] == 0xFF, bytes[11] == 0xFF { return IPAddress(bytes: Array(bytes[12...])) }
        if zeros >= 12, zeros < 15 { return IPAddress(bytes: Array(bytes[12...])) }
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B]), bytes[4..<12].allSatisfy({ $0 == 0 }) {
            return IPAddress(bytes: Array(bytes[12...]))
        }
        if bytes.starts(with: [0x20, 0x02]) { return IPAddress(bytes: Array(bytes[2..<6])) }
        return nil
    }
}
