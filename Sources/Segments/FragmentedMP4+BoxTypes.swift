/// The types that are looked for; every other box is passed over.
extension FragmentedMP4.FourCC {
    // File level and fragments (ISO/IEC 14496-12, 8.8 and 8.16).
    static let moov = Self("moov")
    static let moof = Self("moof")
    static let mdat = Self("mdat")
    static let traf = Self("traf")
    static let tfhd = Self("tfhd")
    static let tfdt = Self("tfdt")
    static let trun = Self("trun")

    // The movie and its tracks.
    static let mvhd = Self("mvhd")
    static let mvex = Self("mvex")
    static let trex = Self("trex")
    static let trak = Self("trak")
    static let tkhd = Self("tkhd")
    static let edts = Self("edts")
    static let elst = Self("elst")
    static let mdia = Self("mdia")
    static let mdhd = Self("mdhd")
    static let hdlr = Self("hdlr")
    static let minf = Self("minf")
    static let stbl = Self("stbl")
    static let stsd = Self("stsd")

    // Handlers.
    static let vide = Self("vide")
    static let soun = Self("soun")

    // Sample entries and what lies in them.
    static let avc1 = Self("avc1")
    static let avc3 = Self("avc3")
    static let hvc1 = Self("hvc1")
    static let hev1 = Self("hev1")
    static let encv = Self("encv")
    static let enca = Self("enca")
    static let mp4a = Self("mp4a")
    static let mp3 = Self(".mp3")
    static let ac3 = Self("ac-3")
    static let eac3 = Self("ec-3")
    static let avcC = Self("avcC")
    static let hvcC = Self("hvcC")
    static let esds = Self("esds")
    static let pasp = Self("pasp")
    static let sinf = Self("sinf")
    static let frma = Self("frma")
}
