/// How two requested instants become the edges of a clip.
public enum CutRule: String, Sendable, Hashable, CaseIterable {
    /// Both edges exactly as asked for: the frame on screen at the in point is the first, the last one with
    /// `pts < end` the last, and both are trimmed to the exact instant.
    case cover
    /// Each edge moved on to the first frame that starts at or behind it: what seek-and-re-encode tools do.
    case ceil
    /// Each edge moved to the nearest frame edge; halfway counts as the later one.
    case nearest
    /// The in point moved back to the keyframe at or before it; the out point as asked for.
    case keyframe
}
