import ElementaryStreams
import Testing

@testable import Media

@Suite("What a video encoder refuses") struct VideoEncoderFailureTests {
    private func isImpossible(_ error: any Error, pts: Int64?) -> Bool {
        guard case .failed(let failure)? = error as? MediaError else { return false }
        return failure.code == -22 && failure.pts == pts && failure.codec == .h264
    }

    @Test("a pts that does not grow and a picture of another shape; the others come out all the same")
    func misuse() throws {
        let source = try NumberedPictures.made()
        let other = try ClipKind.baseline.clip().pictures()[0]
        var encoder = try VideoEncoder.open(
            VideoEncoderSettings(codec: .h264, bFrames: 2), like: source.pictures[0])
        var pictures = try encoder.send(source.pictures[0], pts: 100)
        for (picture, pts) in [(source.pictures[1], Int64(100)), (source.pictures[1], 99), (other, 200)] {
            // An encoder cannot be captured by the closure of #expect(throws:).
            do throws(MediaError) {
                _ = try encoder.send(picture, pts: pts)
                Issue.record("pts \(pts) was taken")
            } catch { #expect(isImpossible(error, pts: pts)) }
        }
        pictures += try encoder.send(source.pictures[2], pts: 101)
        pictures += try encoder.finish()
        #expect(pictures.map(\.pts) == [100, 101])
    }

    @Test("pictures after the end")
    func afterTheEnd() throws {
        let source = try NumberedPictures.made()
        var encoder = try VideoEncoder.open(VideoEncoderSettings(codec: .h264), like: source.pictures[0])
        #expect(try encoder.finish().isEmpty)
        do throws(MediaError) {
            _ = try encoder.send(source.pictures[0], pts: 0)
            Issue.record("taken")
        } catch {
            guard case .failed(let failure) = error else { throw error }
            #expect(failure.function == "avcodec_send_frame")
            #expect(failure.text == "End of file")
        }
    }

    @Test("codecs without an encoder, by name", arguments: [Codec.aac, .mp3, .other("av01")])
    func missing(codec: Codec) throws {
        let picture = try NumberedPictures.made().pictures[0]
        #expect(throws: MediaError.encoderMissing(codec.name)) {
            _ = try VideoEncoder.open(VideoEncoderSettings(codec: codec), like: picture)
        }
    }

    @Test("settings that cannot be", arguments: [0, -1, 4_000_000_000])
    func impossibleRate(numerator: Int64) throws {
        let picture = try NumberedPictures.made().pictures[0]
        let settings = VideoEncoderSettings(codec: .h264, frameRate: FrameRate(numerator, 1))
        #expect {
            _ = try VideoEncoder.open(settings, like: picture)
        } throws: {
            isImpossible($0, pts: nil)
        }
    }

    @Test(
        "a profile that cannot hold the pictures",
        arguments: [
            (ClipKind.tenBit, "High", false), (.tenBit, "High 10", true), (.fourTwoTwo, "High 10", false),
            (.fourTwoTwo, "High 4:2:2", true), (.fourFourFour, "High 4:2:2", false),
            (.fourFourFour, "High 4:4:4 Predictive", true), (.interlaced, "Baseline", false),
            (.interlaced, "Main", true), (.tenBit, "profile 7", true),
        ])
    func profile(kind: ClipKind, name: String, fits: Bool) throws {
        let picture = try kind.clip().pictures([0])[0]
        let settings = VideoEncoderSettings(codec: .h264, profile: name)
        do throws(MediaError) {
            _ = try VideoEncoder.open(settings, like: picture)
            #expect(fits)
        } catch {
            #expect(!fits)
            #expect(isImpossible(error, pts: nil))
        }
    }

    @Test("when any one FFmpeg call fails, with that call's name", arguments: [Codec.h264, .hevc])
    func everyCallFails(codec: Codec) throws {
        let source = try NumberedPictures.made()
        var names: Set<String> = []
        for skipped in 0... {
            let plan = FailurePlan(after: skipped, code: -12)
            do {
                try FailurePlan.$current.withValue(plan) {
                    _ = try EncodedStream(
                        Array(source.pictures.prefix(3)), at: source.times,
                        VideoEncoderSettings(codec: codec, preset: .ultrafast, profile: "High", level: 31))
                }
                #expect(!plan.hasStruck)
                break
            } catch MediaError.failed(let failure) {
                #expect(failure.code == -12)
                names.insert(failure.function)
            }
        }
        #expect(
            names == [
                "avcodec_alloc_context3", "av_opt_set", "avcodec_open2", "av_packet_alloc", "av_frame_alloc",
                "av_frame_ref", "avcodec_send_frame", "avcodec_receive_packet",
            ])
    }
}
