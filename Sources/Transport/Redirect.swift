/// Where a redirect leads, as far as letters tell; addresses are judged when they are connected to.
enum Redirect {
    /// The statuses whose `Location` is followed, with GET again (RFC 9110 section 15.4).
    static let statuses: Set<Int> = [301, 302, 303, 307, 308]

    /// Resolves the `Location` of an answer that came from `location`.
    ///
    /// - Throws: ``TransportError/badRedirect(_:)``, ``TransportError/insecureRedirect(from:to:)``,
    ///   ``TransportError/escapesToLocalFile(_:)``, ``TransportError/unsupportedScheme(_:)``.
    static func target(
        _ reference: String?, from location: ResourceLocation
    ) throws(TransportError) -> ResourceLocation {
        guard let reference, !reference.isEmpty else { throw .badRedirect(location.redacted) }
        let target: ResourceLocation
        do throws(TransportError) {
            target = try location.resolve(reference)
        } catch {
            if case .badLocation = error { throw .badRedirect(location.redacted) }
            throw error
        }
        if location.httpAddress?.isSecure == true, target.httpAddress?.isSecure != true {
            throw .insecureRedirect(from: location.redacted, to: target.redacted)
        }
        return target
    }
}
