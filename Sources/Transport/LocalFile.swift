internal import Dispatch
internal import Glibc

/// Reads files of this machine the way the network is read: bounded, by range, cancellable.
///
/// C: `open`, `fstat`, `pread`.
enum LocalFile {
    /// Files may block (disks asleep, network file systems): never on the pool that runs the tasks.
    private static let queue = DispatchQueue(label: "transport.files", attributes: .concurrent)
    private static let pieceLength = 1 << 20

    static func read(_ path: String, for request: FetchRequest) async throws(TransportError) -> FetchResponse
    {
        let flag = CancellationFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(
                        returning: Result { () throws(TransportError) in
                            try readNow(path, for: request, cancellation: flag)
                        })
                }
            }
        } onCancel: {
            flag.set()
        }
        return try result.get()
    }

    private static func readNow(
        _ path: String, for request: FetchRequest, cancellation: CancellationFlag
    ) throws(TransportError) -> FetchResponse {
        let place = request.location.redacted
        // Non-blocking: opening a pipe must not wait for somebody to write into it.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw error(errno, at: place) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw error(errno, at: place) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(place) }

        let size = Int64(status.st_size)
        let range = try request.range(inResourceOf: size)
        guard Int64(range.count) <= request.sizeLimit else {
            throw .tooLarge(place, limit: request.sizeLimit)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        while bytes.count < range.count {
            guard !cancellation.isSet else { throw .cancelled }
            let offset = range.lowerBound + Int64(bytes.count)
            let wanted = min(pieceLength, range.count - bytes.count)
            var failure: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                var read = -1
                repeat {
                    read = pread(descriptor, buffer.baseAddress, wanted, off_t(offset))
                } while read < 0 && errno == EINTR
                failure = read < 0 ? errno : 0
                count = max(0, read)
            }
            guard failure == 0 else { throw error(failure, at: place) }
            // The file has shrunk under us.
            guard !piece.isEmpty else {
                throw .cutShort(place, received: Int64(bytes.count), expected: Int64(range.count))
            }
            bytes += piece
            request.progress?(Int64(bytes.count), Int64(range.count))
        }
        return FetchResponse(
            bytes: bytes, effectiveLocation: request.location, status: nil, isPartial: request.range != nil,
            totalSize: size, contentType: nil, etag: nil)
    }

    private static func error(_ code: Int32, at place: RedactedLocation) -> TransportError {
        switch code {
        case ENOENT, ENOTDIR: .fileNotFound(place)
        case EACCES, EPERM: .filePermission(place)
        case EISDIR, ENXIO: .notARegularFile(place)
        default: .fileUnreadable(place, errno: code)
        }
    }
}
