internal import Cutting
internal import ElementaryStreams
internal import MovieFile
internal import Segments

/// What a unit of sound needs to be decoded, or to be carried by an mp4 file.
struct SoundFormat: Sendable, Hashable {
    /// How it is coded.
    var codec: Codec
    /// AAC without ADTS headers: the AudioSpecificConfig. Else empty.
    var configuration: [UInt8]
    /// What the headers say; for HE-AAC in ADTS that is its core, at half the rate.
    var audio: AudioFormat
    /// What an mp4 file says of AC-3; `nil` for other codecs, and before a frame was seen.
    var dolby: AC3SpecificBox?
    /// mp4 can carry its units as they are stored.
    var isCarried: Bool

    /// Samples of a decoded unit.
    var samplesPerUnit: Int { min(max(audio.samplesPerFrame, 1), 65_536) }

    /// What a decoder needs before the first unit heard.
    var preroll: SoundPreroll {
        switch codec {
        // MPEG-2's single granule leaves the synthesis filter one unit more to fill.
        case .mp3: .reservoir(overlap: samplesPerUnit < 1152 ? 2 : 1)
        case .aac where mayReplicateBands: .units(3)
        default: .units(1)
        }
    }

    /// Spectral band replication is signalled, or the rate is one at which it may be there unsignalled.
    private var mayReplicateBands: Bool {
        audio.profile.hasPrefix("HE-AAC") || (audio.sampleRate <= 24_000 && samplesPerUnit <= 1024)
    }

    /// Distance of the `roll` group that says so in an mp4 file (ISO/IEC 14496-12 10.1.1): for AAC alone.
    var rollDistance: Int16? {
        guard codec == .aac else { return nil }
        return -Int16(clamping: preroll.limit)
    }

    /// The same for the planner.
    var planned: SoundPlan.Format {
        SoundPlan.Format(samplesPerUnit: samplesPerUnit, preroll: preroll, isCarried: isCarried)
    }

    /// The sample entry; `nil` where mp4 cannot carry the sound.
    var sampleEntry: AudioSampleEntry? {
        guard isCarried else { return nil }
        switch codec {
        case .aac:
            return AudioSampleEntry(
                .aac(specificConfig: configuration), channels: audio.channels, sampleRate: audio.sampleRate)
        case .mp3: return AudioSampleEntry(.mp3, channels: audio.channels, sampleRate: audio.sampleRate)
        case .ac3:
            return dolby.map {
                AudioSampleEntry(.ac3($0), channels: $0.channels, sampleRate: audio.sampleRate)
            }
        default: return nil
        }
    }
}

extension SoundFormat {
    /// The format of the units with one of a stream's configurations.
    ///
    /// - Parameters:
    ///   - codec: The stream's.
    ///   - stated: The configuration.
    ///   - unit: The first of the units as it came, where its bytes are at hand.
    /// - Returns: `nil` where nobody says how many samples a second there are.
    init?(codec: Codec, stated: DecoderConfiguration, unit: ArraySlice<UInt8>?) {
        guard let audio = stated.audio, audio.sampleRate > 0, audio.samplesPerFrame > 0 else { return nil }
        self.init(codec: codec, configuration: [], audio: audio, dolby: nil, isCarried: false)
        let isDescribed = (1...255).contains(audio.channels)
        switch codec {
        case .aac:
            let isFramed = unit.map { ADTSFrame.header($0) != nil } ?? false
            // A decoder is told the channels by the configuration or, with the headers left on, by the frames.
            if isFramed, !isDescribed || unit.map(ADTSFrame.isSeveral) ?? false { return }
            configuration = stated.extradata
            isCarried = isDescribed && (1...255).contains(configuration.count)
        case .mp3: isCarried = isDescribed
        case .ac3:
            dolby = unit.flatMap { try? AC3SpecificBox(firstFrame: Array($0)) }
            isCarried = unit == nil || dolby != nil
        default: break
        }
    }

    /// The part of a unit that is stored: AAC that mp4 can carry has no ADTS header.
    func stored(_ unit: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard codec == .aac, !configuration.isEmpty, let header = ADTSFrame.header(unit) else { return unit }
        return unit.dropFirst(header)
    }
}
