import ElementaryStreams
import Segments
import Testing

@Suite("Parameter sets inside the samples") struct FragmentedMP4ParameterSetTests {
    private static func h264(_ size: String) -> FragmentedMP4Media {
        FragmentedMP4Media(
            "avc3 \(size)",
            "-f lavfi -i testsrc2=s=\(size):r=25:d=1 -c:v libx264 -preset ultrafast -g 10 -bf 3"
                + " -bsf:v dump_extra=freq=keyframe -tag:v avc3 -movflags empty_moov+default_base_moof")
    }

    private static func hevc(_ size: String) -> FragmentedMP4Media {
        FragmentedMP4Media(
            "hev1 \(size)",
            "-f lavfi -i testsrc2=s=\(size):r=25:d=1 -c:v libx265 -preset ultrafast"
                + " -x265-params log-level=none:keyint=10:info=0 -bsf:v dump_extra=freq=keyframe -tag:v hev1"
                + " -movflags empty_moov+default_base_moof")
    }

    @Test(
        "that differ from the sample entry's make a record equal to the one ffmpeg writes for them",
        arguments: [(h264("160x96"), h264("208x112")), (hevc("160x96"), hevc("208x112"))])
    func foreignSets(stated: FragmentedMP4Media, real: FragmentedMP4Media) throws {
        let (initialization, _) = try stated.make()
        let (own, segments) = try real.make()
        let expected = try FragmentedMP4.read(segments[0], SegmentReading(initialization: own))
        let index = try FragmentedMP4.read(
            segments[0], SegmentReading(initialization: initialization)
        ).index
        let video = try #require(index.video)
        #expect(index.defects == [])
        #expect(video.configurations == expected.index.video?.configurations)
        #expect(video.configurations.count == 1)
        #expect(video.configurations.first?.video?.width == 208)
        #expect(video.accessUnits == expected.index.video?.accessUnits)
        #expect(video.accessUnits.first?.carriesParameterSets == true)
        #expect(video.accessUnits.allSatisfy { $0.configuration == 0 } == true)
    }
}
