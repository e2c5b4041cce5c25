/// A URI from a playlist as it may be shown: without user part, query and fragment, which may hold tokens.
public func publicText(ofURI uri: String) -> String {
    let text = uri.prefix { $0 != "?" && $0 != "#" }
    // scheme "://" [user "@"] host …: the second and third of the parts between slashes are empty and the host.
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 2, parts[0].hasSuffix(":"), parts[1].isEmpty, let at = parts[2].lastIndex(of: "@") {
        parts[2] = parts[2][parts[2].index(after: at)...]
    }
    return parts.joined(separator: "/")
}
