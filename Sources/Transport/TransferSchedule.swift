internal import CCurl
internal import CCurlShims

/// The transfers of one loop: those on a connection, and those that wait for a place at their host.
struct TransferSchedule {
    private let multi: UnsafeMutableRawPointer
    private let perHost: Int
    private let onEnd: @Sendable (TransferEnd) -> Void
    private var active: [UnsafeMutableRawPointer: EasyHandle] = [:]
    private var activeCount: [Origin: Int] = [:]
    private var waiting: [Origin: [Transfer]] = [:]

    init(multi: UnsafeMutableRawPointer, perHost: Int, onEnd: @escaping @Sendable (TransferEnd) -> Void) {
        self.multi = multi
        self.perHost = perHost
        self.onEnd = onEnd
    }

    /// Nothing to carry out, nothing to wait for.
    var isIdle: Bool { active.isEmpty && waiting.isEmpty }
    /// Whether a place became free for a transfer that waits.
    var hasStartable: Bool { waiting.keys.contains { activeCount[$0, default: 0] < perHost } }

    mutating func enqueue(_ transfer: Transfer) {
        waiting[transfer.address.origin, default: []].append(transfer)
    }

    /// Drops what was cancelled, starts what may start, moves bytes, hands out what has ended.
    mutating func step() {
        dropCancelled()
        startWaiting()
        var running: Int32 = 0
        curl_multi_perform(multi, &running)
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let pointer = message.pointee.easy_handle,
                let handle = active[pointer]
            else { continue }
            // The message lives no longer than its handle: read before the handle is removed.
            let end = handle.end(message.pointee.data.result)
            remove(handle)
            onEnd(end)
            handle.transfer.finish(handle.transfer.outcome(end))
        }
    }

    private mutating func dropCancelled() {
        for handle in active.values where handle.transfer.cancellation.isSet {
            let end = handle.end(CURLE_ABORTED_BY_CALLBACK)
            remove(handle)
            onEnd(end)
            handle.transfer.finish(.failure(.cancelled))
        }
        for (origin, queue) in waiting where queue.contains(where: \.cancellation.isSet) {
            for transfer in queue where transfer.cancellation.isSet { transfer.finish(.failure(.cancelled)) }
            let kept = queue.filter { !$0.cancellation.isSet }
            waiting[origin] = kept.isEmpty ? nil : kept
        }
    }

    private mutating func startWaiting() {
        for (origin, queue) in waiting {
            let free = perHost - activeCount[origin, default: 0]
            guard free > 0 else { continue }
            for transfer in queue.prefix(free) { start(transfer) }
            let kept = Array(queue.dropFirst(free))
            waiting[origin] = kept.isEmpty ? nil : kept
        }
    }

    private mutating func start(_ transfer: Transfer) {
        guard let handle = EasyHandle(for: transfer), curl_multi_add_handle(multi, handle.pointer) == CURLM_OK
        else {
            let code = CURLE_OUT_OF_MEMORY.rawValue
            return transfer.finish(.failure(.unreachable(transfer.place, .other(code: code))))
        }
        active[handle.pointer] = handle
        activeCount[transfer.address.origin, default: 0] += 1
    }

    private mutating func remove(_ handle: EasyHandle) {
        curl_multi_remove_handle(multi, handle.pointer)
        active[handle.pointer] = nil
        let origin = handle.transfer.address.origin
        let count = activeCount[origin, default: 1] - 1
        activeCount[origin] = count > 0 ? count : nil
    }
}
