internal import Playlist

extension VariantStream {
    /// Whether the variant has, or does not say that it lacks, a picture.
    var mayHaveVideo: Bool {
        if resolution != nil || codecs.isEmpty { return true }
        let audioOnly = ["mp4a", "ac-3", "ec-3", "mp3", "opus", "flac", "Opus", "fLaC"]
        return !codecs.allSatisfy { codec in audioOnly.contains { codec.hasPrefix($0) } }
    }
}

extension MultivariantPlaylist {
    /// The audio rendition of a variant's group that a player starts with: DEFAULT, else AUTOSELECT, else the
    /// first one; `nil` where the sound is in the variant's own segments.
    func audioRendition(of variant: VariantStream) -> Rendition? {
        guard let group = variant.audioGroup else { return nil }
        let offered = renditions.filter { $0.kind == .audio && $0.groupID == group }
        let chosen =
            offered.first(where: \.isDefault) ?? offered.first(where: \.isAutoselected) ?? offered.first
        return chosen?.uri == nil ? nil : chosen
    }
}
