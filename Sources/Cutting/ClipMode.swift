/// How a clip is made.
public enum ClipMode: String, Sendable, Hashable, CaseIterable {
    /// Pictures are encoded anew only where an edge cuts into a group of pictures; everything between is copied.
    case smart
    /// Every picture and all sound is encoded anew.
    case encode
    /// Nothing is encoded; an edit list hides what comes before the in point and behind the out point.
    case copy
}
