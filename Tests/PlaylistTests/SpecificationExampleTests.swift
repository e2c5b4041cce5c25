import ExactTime
import Findings
import Playlist
import Testing

@Suite("The examples of RFC 8216 and its second edition read as they are meant")
struct SpecificationExampleTests {
    @Test("8.1, a simple media playlist")
    func simple() throws {
        let playlist = try Reading.media(file: "rfc8216_8_1_simple.m3u8")
        #expect(playlist.version == 3)
        #expect(playlist.targetDuration == MediaDuration(milliseconds: 10_000))
        #expect(playlist.hasEndList)
        #expect(playlist.segments.map(\.uri).last == "http://media.example.com/third.ts")
        #expect(
            playlist.segments.map(\.duration) == [9009, 9009, 3003].map { MediaDuration(milliseconds: $0) })
        #expect(playlist.segments.map(\.line) == [5, 7, 9])
        #expect(playlist.segments.map(\.title) == [nil, nil, nil])
        #expect(playlist.duration == MediaDuration(Rational(21_021, 1000)))
        #expect(playlist.playlistStarts == [0, 9009, 18_018].map { MediaInstant(milliseconds: $0) })
        #expect(PlaylistJudge.findings(for: .media(playlist)).isEmpty)
    }

    @Test("8.2, a live playlist")
    func live() throws {
        let playlist = try Reading.media(file: "rfc8216_8_2_live.m3u8")
        #expect(playlist.mediaSequence == 2680)
        #expect(playlist.segments.map(\.mediaSequence) == [2680, 2681, 2682])
        #expect(PlaylistJudge.findings(for: .media(playlist)).map(\.rule.code) == ["HLS055"])
    }

    @Test("8.3, encrypted segments")
    func encrypted() throws {
        let playlist = try Reading.media(file: "rfc8216_8_3_encrypted.m3u8")
        #expect(
            playlist.segments.map { $0.keys.map(\.uri) } == [
                ["https://priv.example.com/key.php?r=52"], ["https://priv.example.com/key.php?r=52"],
                ["https://priv.example.com/key.php?r=52"], ["https://priv.example.com/key.php?r=53"],
            ])
        let key = try #require(playlist.segments.first?.keys.first)
        #expect(key.method == .aes128 && key.iv == nil && key.isIdentity && key.keyFormatVersions == [1])
        #expect(playlist.segments.map(\.mediaSequence) == [7794, 7795, 7796, 7797])
    }

    @Test("8.4, a multivariant playlist")
    func multivariant() throws {
        let playlist = try Reading.multivariant(file: "rfc8216_8_4_master.m3u8")
        #expect(playlist.variants.map(\.bandwidth) == [1_280_000, 2_560_000, 7_680_000, 65_000])
        #expect(playlist.variants.map(\.averageBandwidth) == [1_000_000, 2_000_000, 6_000_000, nil])
        #expect(playlist.variants.last?.codecs == ["mp4a.40.5"])
        #expect(playlist.variants.map(\.line) == [2, 4, 6, 8])
    }

    @Test("8.5, I-frame playlists")
    func iFrames() throws {
        let playlist = try Reading.multivariant(file: "rfc8216_8_5_iframes.m3u8")
        #expect(
            playlist.iFrameVariants.map(\.uri) == ["low/iframe.m3u8", "mid/iframe.m3u8", "hi/iframe.m3u8"])
        #expect(playlist.variants.count == 4)
    }

    @Test("8.6, alternative audio")
    func alternativeAudio() throws {
        let playlist = try Reading.multivariant(file: "rfc8216_8_6_alternative_audio.m3u8")
        #expect(playlist.renditions.map(\.name) == ["English", "Deutsch", "Commentary"])
        #expect(playlist.renditions.map(\.isDefault) == [true, false, false])
        #expect(playlist.renditions.map(\.isAutoselected) == [true, true, false])
        #expect(playlist.renditions.map(\.kind) == [.audio, .audio, .audio])
        #expect(playlist.variants.map(\.audioGroup) == ["aac", "aac", "aac"])
        #expect(PlaylistJudge.findings(for: .multivariant(playlist)).isEmpty)
    }

    @Test("8.7, alternative video, and 8.8, session data")
    func videoAndSession() throws {
        let video = try Reading.multivariant(file: "rfc8216_8_7_alternative_video.m3u8")
        #expect(video.renditions.map(\.kind) == [.video, .video, .video])
        #expect(video.variants.first?.videoGroup == "low")
        let session = try Reading.multivariant(file: "rfc8216_8_8_session_data.m3u8")
        #expect(session.sessionData.map(\.language) == [nil, "en", "es"])
        #expect(session.sessionData.first?.uri == "lyrics.json")
        #expect(session.sessionData.last?.value == "Este es un ejemplo")
        #expect(PlaylistJudge.findings(for: .multivariant(session)).isEmpty)
    }

    @Test("8.10, date ranges that carry SCTE-35")
    func dateRanges() throws {
        let playlist = try Reading.media(file: "rfc8216_8_10_scte35_date_ranges.m3u8")
        #expect(playlist.dateRanges.map(\.id) == ["splice-6FFFFFF0", "splice-6FFFFFF0"])
        #expect(playlist.dateRanges.first?.plannedDuration == MediaDuration(milliseconds: 59_993))
        #expect(playlist.dateRanges.first?.startDate?.description == "2014-03-05T11:15:00.000Z")
        #expect(playlist.dateRanges.last?.duration == MediaDuration(milliseconds: 59_993))
        let cue = playlist.dateRanges.first?.attributes["SCTE35-OUT"]?.value
        #expect(cue?.hasPrefix("0xFC002F") == true)
    }

    @Test("second edition, a low-latency playlist")
    func lowLatency() throws {
        let playlist = try Reading.media(file: "bis_low_latency.m3u8")
        #expect(playlist.partTarget == MediaDuration(milliseconds: 1000))
        #expect(playlist.serverControl?.canBlockReload == true)
        #expect(playlist.serverControl?.canSkipUntil == MediaDuration(milliseconds: 24_000))
        #expect(playlist.serverControl?.partHoldBack == MediaDuration(milliseconds: 3000))
        let parts = try #require(playlist.segments.last?.partialSegments)
        #expect(parts.map { $0.byteRange?.offset } == [0, 20_000, 43_000, 61_000])
        #expect(parts.map(\.isIndependent) == [true, false, false, false])
        #expect(parts.map(\.isGap) == [false, false, false, true])
        #expect(playlist.trailingPartialSegments.map(\.uri) == ["filePart268.a.mp4"])
        #expect(playlist.preloadHints.map(\.uri) == ["filePart268.b.mp4"])
        #expect(playlist.renditionReports.map(\.lastMediaSequence) == [267])
        #expect(playlist.segments.first?.duration == MediaDuration(Rational(400_008, 100_000)))
        let codes = PlaylistJudge.findings(for: .media(playlist)).map(\.rule.code)
        #expect(codes == ["HLS055", "HLS066"])
    }

    @Test("second edition, a delta update counts what it skips")
    func deltaUpdate() throws {
        let playlist = try Reading.media(file: "bis_delta_update.m3u8")
        #expect(playlist.skipped?.count == 30)
        #expect(playlist.skipped?.removedDateRanges == ["break-1", "break-2"])
        #expect(playlist.segments.map(\.mediaSequence) == [130, 131])
        #expect(playlist.segments.map(\.discontinuitySequence) == [7, 8])
    }

    @Test("second edition, every attribute of a multivariant playlist")
    func secondEditionVariants() throws {
        let playlist = try Reading.multivariant(file: "bis_content_steering.m3u8")
        #expect(playlist.independentSegments)
        #expect(playlist.start?.timeOffset == MediaDuration(Rational(-25, 2)))
        #expect(playlist.start?.isPrecise == true)
        #expect(playlist.contentSteering?.serverURI == "/steering?video=00012")
        #expect(playlist.contentSteering?.pathwayID == "CDN-A")
        #expect(playlist.sessionKeys.first?.keyFormatVersions == [1, 2])
        let variant = try #require(playlist.variants.first)
        #expect(variant.uri == "https://a.example.com/hi/video.m3u8?token=secret")
        #expect(variant.frameRate == Rational(2997, 50))
        #expect(variant.score == Rational(5, 2))
        #expect(variant.resolution == Resolution(width: 1920, height: 1080))
        #expect(variant.supplementalCodecs == ["dvh1.08.07/db4h"])
        #expect(variant.codecs == ["hvc1.2.4.L123.B0", "ec-3"])
        #expect(variant.hdcpLevel == "TYPE-1" && variant.videoRange == "PQ")
        #expect(variant.requiredVideoLayout == "CH-STEREO" && variant.stableVariantID == "v1")
        #expect(variant.closedCaptions == .group("C") && variant.pathwayID == "CDN-A")
        #expect(variant.allowedContentProtection == "com.example.drm1:SMART-TV/PC")
        let audio = try #require(playlist.renditions.first)
        #expect(audio.uri == "https://a.example.com/eng.m3u8" && audio.channels == "16/JOC")
        #expect(audio.bitDepth == 24 && audio.sampleRate == 48_000 && audio.stableRenditionID == "eng")
        #expect(playlist.renditions[1].characteristics.count == 2 && playlist.renditions[1].isForced)
        #expect(playlist.renditions[2].instreamID == "SERVICE3")
        #expect(playlist.variables == ["cdn": "https://a.example.com"])
        let codes = PlaylistJudge.findings(for: .multivariant(playlist)).map(\.rule.code)
        #expect(codes == ["HLS082"])
    }
}
