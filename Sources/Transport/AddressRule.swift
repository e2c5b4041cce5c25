internal import Synchronization

/// Keeps what a public source refers to away from this machine and its private networks.
///
/// The user's own source may live anywhere. Once it has been reached at a public address, nothing that follows
/// (URI or redirect) may lead to an address that is not public, nor may a redirect from any public host. The
/// rule looks at the addresses that are really connected to, so that no name can lie about them. Behind a proxy
/// these are the proxy's; addresses written in a URL are judged all the same.
final class AddressRule: Sendable {
    private let classifier: AddressClassifier
    /// `nil` where the source is a file.
    private let sourceHost: String?
    /// Unknown until the source's host has been connected to.
    private let sourceIsPublic = Mutex<Bool?>(nil)

    init(source: ResourceLocation, classifier: AddressClassifier) {
        self.classifier = classifier
        sourceHost = source.httpAddress?.host
    }

    /// One request's view of the rule.
    struct Hop: Sendable {
        let rule: AddressRule
        let host: String
        /// Whether the redirect that led here came from a public address.
        let followsPublicHop: Bool

        /// Whether the address may be connected to.
        func admits(_ address: IPAddress) -> Bool {
            if isPublic(address) { return true }
            if followsPublicHop { return false }
            guard let sourceHost = rule.sourceHost else { return true }
            // A source that was not asked for anything yet is nobody's to speak for but its own.
            return rule.sourceIsPublic.withLock { $0.map { !$0 } ?? (host == sourceHost) }
        }

        /// Notes that a connection exists. A source once public stays so, whatever its name resolves to later.
        func connected(to address: IPAddress) {
            guard host == rule.sourceHost else { return }
            rule.sourceIsPublic.withLock { $0 = $0 ?? isPublic(address) }
        }

        func isPublic(_ address: IPAddress) -> Bool { rule.classifier.scope(address) == .global }
    }
}
