import ElementaryStreams
import Media
import TestSupport
import Testing

/// Decoded pictures that carry their number (layout of the fixtures), to be encoded again.
struct NumberedPictures {
    static let width = 192
    static let height = 96
    static let pictureSize = width * height * 3 / 2
    static let count = 40

    let pictures: [Picture]
    let pixels: [[UInt8]]
    /// Irregular instants: no two neighbours are equally far apart, and the first is far from 0.
    let times: [Int64]

    private static let shared = Result { try NumberedPictures() }

    static func made() throws -> NumberedPictures { try shared.get() }

    private init() throws {
        let bit = "mod(floor(N/pow(2,floor(X*24/W))),2)"
        let graph = """
            testsrc2=s=\(Self.width)x\(Self.height):r=25:d=\(Self.count / 25 + 1),format=yuv420p,\
            geq=lum='if(lt(Y,H/4),if(\(bit),235,16),if(lt(Y,H/2),if(\(bit),16,235),lum(X,Y)))':\
            cb='if(lt(Y,H/2),128,cb(X,Y))':cr='if(lt(Y,H/2),128,cr(X,Y))'
            """
        let clip = try Clip(
            graph, ["-c:v", "libx264", "-qp", "4", "-preset", "veryfast", "-frames:v", String(Self.count)],
            codec: .h264)
        pictures = try clip.pictures()
        pixels = clip.shown.map(\.pixels)
        times = (0..<Int64(Self.count)).map { (index: Int64) -> Int64 in
            let jitter = index * index % 7 * 100 + index % 3
            return 8_589_934_000 + index * 3003 + jitter
        }
    }

    static func number(_ pixels: [UInt8]) -> Int? {
        BurnedNumber.read(pixels, width: width, height: height)
    }
}
