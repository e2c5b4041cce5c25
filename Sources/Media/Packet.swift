internal import CFFmpeg
internal import CFFmpegShims

/// Owner of one `AVPacket`.
struct Packet: ~Copyable {
    let pointer: UnsafeMutablePointer<AVPacket>

    /// An empty packet.
    init() throws(MediaError) {
        pointer = try FFmpegCall.allocate("av_packet_alloc", av_packet_alloc)
    }

    deinit {
        var dying: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&dying)
    }

    /// Copies `unit` in, padded as libavcodec wants it; what was in the packet before is released.
    func fill(_ unit: EncodedUnit) throws(MediaError) {
        av_packet_unref(pointer)
        let size = Int32(exactly: unit.payload.count) ?? -1
        try FFmpegCall.check("av_new_packet") { av_new_packet(pointer, size) }
        copy(unit.payload, to: pointer.pointee.data)
        pointer.pointee.pts = unit.pts
        pointer.pointee.dts = unit.dts
        pointer.pointee.flags = unit.isKeyframe ? AV_PKT_FLAG_KEY : 0
        guard let extradata = unit.newExtradata, !extradata.isEmpty else { return }
        let room = try FFmpegCall.allocate("av_packet_new_side_data") {
            av_packet_new_side_data(pointer, AV_PKT_DATA_NEW_EXTRADATA, extradata.count)
        }
        copy(extradata[...], to: room)
    }

    /// The packet's payload.
    func bytes() -> [UInt8] {
        guard let data = pointer.pointee.data else { return [] }
        return Array(UnsafeBufferPointer(start: data, count: Int(pointer.pointee.size)))
    }

    private func copy(_ bytes: ArraySlice<UInt8>, to room: UnsafeMutablePointer<UInt8>?) {
        bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress, let room else { return }
            UnsafeMutableRawPointer(room).copyMemory(from: start, byteCount: source.count)
        }
    }
}
