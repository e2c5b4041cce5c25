internal import Glibc

/// An open file with the path that its errors name; closed with the last reference.
final class OpenFile: Sendable {
    let descriptor: Int32
    let path: String

    init(_ descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Bytes in the file.
    var size: UInt64 {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? UInt64(max(0, status.st_size)) : 0
    }

    /// Writes all of `bytes`: where the file's own position stands, or at `offset`.
    func write(_ bytes: [UInt8], at offset: UInt64? = nil) throws(PrecutError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                let start = buffer.baseAddress.map { $0 + written }
                if let offset {
                    return pwrite(
                        descriptor, start, buffer.count - written,
                        Int(bitPattern: UInt(offset)) + written)
                }
                return Glibc.write(descriptor, start, buffer.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw OutputFile.failure(path, "write", errno)
            }
            written += count
        }
    }

    /// Reads up to `count` bytes from `offset` on; fewer only where the file ends.
    func read(at offset: UInt64, count: Int) throws(PrecutError) -> [UInt8] {
        var reason: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled,
                    Int(bitPattern: UInt(offset)) + filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { reason = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard reason == 0 else { throw OutputFile.failure(path, "read", reason) }
        return bytes
    }

    /// Copies a part of this file to where another one's position stands, inside the kernel where it can.
    func copy(from offset: UInt64, count: UInt64, to target: OpenFile) throws(PrecutError) {
        var place = Int(bitPattern: UInt(offset))
        var left = count
        while left > 0 {
            let copied = sendfile(target.descriptor, descriptor, &place, Int(min(left, 1 << 30)))
            if copied > 0 {
                left -= UInt64(copied)
                continue
            }
            if copied < 0, errno == EINTR { continue }
            guard copied < 0, [EINVAL, ENOSYS].contains(errno) else {
                throw OutputFile.failure(target.path, "sendfile", copied == 0 ? EIO : errno)
            }
            let bytes = try read(at: UInt64(UInt(bitPattern: place)), count: Int(min(left, 1 << 20)))
            guard !bytes.isEmpty else { throw OutputFile.failure(target.path, "read", EIO) }
            try target.write(bytes)
            place += bytes.count
            left -= UInt64(bytes.count)
        }
    }
}
