/// How far an IP address reaches (IANA special-purpose address registries, RFC 6890).
public enum AddressScope: String, Sendable, Hashable, CaseIterable {
    /// Reachable from anywhere.
    case global
    /// This machine: 127.0.0.0/8, ::1.
    case loopback
    /// A private network: RFC 1918, and unique local addresses of IPv6 (fc00::/7).
    case privateNetwork
    /// The link alone: 169.254.0.0/16 (cloud metadata services among them), fe80::/10, fec0::/10.
    case linkLocal
    /// Carrier-grade translation, 100.64.0.0/10 (RFC 6598).
    case sharedTranslation
    /// Multicast and broadcast.
    case multicast
    /// 0.0.0.0/8 and ::, which reach this machine.
    case unspecified
    /// Set aside for documentation, benchmarks, protocols or the future.
    case reserved

    /// Classifies an address; one that carries an IPv4 address is as far-reaching as that.
    public init(of address: IPAddress) {
        if let embedded = address.embeddedVersion4 {
            self.init(of: embedded)
        } else if address.isVersion6 {
            self = Self.version6(address.bytes)
        } else {
            self = Self.version4(address.bytes)
        }
    }

    private static func version4(_ bytes: [UInt8]) -> AddressScope {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (0, _, _): .unspecified
        case (10, _, _), (172, 16...31, _), (192, 168, _): .privateNetwork
        case (100, 64...127, _): .sharedTranslation
        case (127, _, _): .loopback
        case (169, 254, _): .linkLocal
        case (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113): .reserved
        case (224...239, _, _): .multicast
        case (240...255, _, _): bytes == [255, 255, 255, 255] ? .multicast : .reserved
        default: .global
        }
    }

    private static func version6(_ bytes: [UInt8]) -> AddressScope {
        if bytes.allSatisfy({ $0 == 0 }) { return .unspecified }
        if bytes.dropLast().allSatisfy({ $0 == 0 }), bytes[15] == 1 { return .loopback }
        switch (bytes[0], bytes[1]) {
        case (0xFC...0xFD, _): return .privateNetwork
        case (0xFE, 0x80...0xFF): return .linkLocal
        case (0xFF, _): return .multicast
        // Teredo, ORCHID and the other protocol assignments of 2001::/23; documentation.
        case (0x20, 0x01) where bytes[2] < 2: return .reserved
        case (0x20, 0x01) where bytes[2] == 0x0D && bytes[3] == 0xB8: return .reserved
        case (0x20...0x3F, _): return .global
        default: return .reserved
        }
    }
}

/// Decides how far an address reaches; tests put another rule in its place to have "public" loopback addresses.
public struct AddressClassifier: Sendable {
    /// The scope of an address.
    public let scope: @Sendable (IPAddress) -> AddressScope

    /// Classifies with a rule of the caller's.
    public init(_ scope: @escaping @Sendable (IPAddress) -> AddressScope) { self.scope = scope }

    /// The registries' classification, ``AddressScope/init(of:)``.
    public static let standard = AddressClassifier { AddressScope(of: $0) }
}
