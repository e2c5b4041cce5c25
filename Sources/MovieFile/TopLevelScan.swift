/// What is found while going through the boxes of a file.
struct TopLevelScan {
    private(set) var fileType: TopLevelBox?
    private(set) var movie: TopLevelBox?
    private(set) var hasFragments = false
    private(set) var isMovieBoxFirst = false
    private var hasMediaData = false

    mutating func note(_ box: TopLevelBox) {
        switch box.type {
        case .ftyp: fileType = fileType ?? box
        case .moov:
            guard movie == nil else { return }
            movie = box
            isMovieBoxFirst = !hasMediaData
        case .mdat: hasMediaData = true
        case .moof: hasFragments = true
        default: break
        }
    }
}
