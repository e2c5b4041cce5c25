import ElementaryStreams
import ExactTime

extension IndexCodingWriter {
    mutating func stream(_ stream: StreamIndex, in container: Container) {
        signed(stream.id)
        byte(stream.kind.code)
        codec(stream.codec)
        signed(stream.timeBase.numerator)
        signed(stream.timeBase.denominator)
        optional(stream.language) { $0.text($1) }
        list(stream.configurations) { $0.configuration($1) }
        signed(stream.rotation)
        accessUnits(stream.accessUnits, in: container)
    }

    private mutating func configuration(_ configuration: DecoderConfiguration) {
        blob(configuration.extradata)
        optional(configuration.video) { writer, format in
            writer.signed(format.width)
            writer.signed(format.height)
            writer.signed(format.sampleAspectRatio.horizontal)
            writer.signed(format.sampleAspectRatio.vertical)
            writer.text(format.profile)
            writer.signed(format.level)
            writer.optional(format.frameRate) { writer, rate in
                writer.signed(rate.numerator)
                writer.signed(rate.denominator)
            }
            writer.signed(format.bitDepth)
            writer.flag(format.isInterlaced)
            writer.optional(format.reorderDepth) { $0.signed($1) }
        }
        optional(configuration.audio) { writer, format in
            writer.signed(format.sampleRate)
            writer.signed(format.channels)
            writer.signed(format.samplesPerFrame)
            writer.text(format.profile)
        }
    }
}

extension IndexCodingReader {
    mutating func stream(in container: Container) throws(IndexCodingError) -> StreamIndex {
        let id = try int()
        guard let kind = StreamKind(code: try byte()) else { throw malformed }
        let codec = try codec()
        guard let timeBase = TimeBase(try signed(), try signed()) else { throw malformed }
        var stream = StreamIndex(id: id, kind: kind, codec: codec, timeBase: timeBase)
        stream.language = try optional { reader throws(IndexCodingError) in try reader.text() }
        stream.configurations = try list { reader throws(IndexCodingError) in try reader.configuration() }
        stream.rotation = try int()
        stream.accessUnits = try accessUnits(in: container, configurations: stream.configurations.count)
        return stream
    }

    private mutating func configuration() throws(IndexCodingError) -> DecoderConfiguration {
        var configuration = DecoderConfiguration(extradata: try blob())
        configuration.video = try optional { reader throws(IndexCodingError) in try reader.videoFormat() }
        configuration.audio = try optional { reader throws(IndexCodingError) in
            AudioFormat(
                sampleRate: try reader.int(), channels: try reader.int(), samplesPerFrame: try reader.int(),
                profile: try reader.text())
        }
        return configuration
    }

    private mutating func videoFormat() throws(IndexCodingError) -> VideoFormat {
        var format = VideoFormat(
            width: try int(), height: try int(), sampleAspectRatio: AspectRatio(try int(), try int()),
            profile: try text(), level: try int())
        format.frameRate = try optional { reader throws(IndexCodingError) in
            FrameRate(try reader.signed(), try reader.signed())
        }
        format.bitDepth = try int()
        format.isInterlaced = try flag()
        format.reorderDepth = try optional { reader throws(IndexCodingError) in try reader.int() }
        return format
    }
}
