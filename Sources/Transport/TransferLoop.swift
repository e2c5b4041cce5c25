internal import CCurl
internal import CCurlShims
internal import Glibc
internal import Synchronization

/// The thread that carries out transfers: one libcurl multi handle, its event loop, and a queue per host.
final class TransferLoop: Sendable {
    private struct Mailbox {
        var submitted: [Transfer] = []
        var isRunning = false
        var isStopping = false
    }
    private let mailbox = Mutex(Mailbox())
    private let multi = MultiHandle()
    private let requestsPerHost: Int
    private let onEnd: @Sendable (TransferEnd) -> Void

    /// - Parameter onEnd: Called on the loop's thread for each request that was sent, before its answer is
    ///   handed out.
    init(requestsPerHost: Int, onEnd: @escaping @Sendable (TransferEnd) -> Void) {
        self.requestsPerHost = max(1, requestsPerHost)
        self.onEnd = onEnd
    }

    /// Carries out a transfer; a cancelled task gets ``TransportError/cancelled`` at once.
    func perform(_ transfer: Transfer) async -> Result<HTTPAnswer, TransportError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.setContinuation(continuation)
                submit(transfer)
            }
        } onCancel: {
            transfer.cancellation.set()
            multi.wake()
        }
    }

    /// Lets the thread end once it has no transfers left.
    func stop() {
        mailbox.withLock { $0.isStopping = true }
        multi.wake()
    }

    private func submit(_ transfer: Transfer) {
        let mustStart = mailbox.withLock { mailbox in
            mailbox.submitted.append(transfer)
            defer { mailbox.isRunning = true }
            return !mailbox.isRunning
        }
        if mustStart { startThread() } else { multi.wake() }
    }

    private func startThread() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        guard status == 0 else {
            Unmanaged<TransferLoop>.fromOpaque(context).release()
            let stranded = mailbox.withLock { mailbox in
                defer { mailbox = Mailbox() }
                return mailbox.submitted
            }
            for transfer in stranded {
                transfer.finish(.failure(.unreachable(transfer.place, .other(code: UInt32(status)))))
            }
            return
        }
        pthread_detach(thread)
    }

    private func run() {
        // OpenSSL writes to sockets without MSG_NOSIGNAL: a peer that hangs up must not end the process.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        var schedule = TransferSchedule(multi: multi.pointer, perHost: requestsPerHost, onEnd: onEnd)
        while true {
            let (submitted, isStopping) = mailbox.withLock { mailbox in
                defer { mailbox.submitted = [] }
                return (mailbox.submitted, mailbox.isStopping)
            }
            for transfer in submitted { schedule.enqueue(transfer) }
            schedule.step()
            if schedule.isIdle, isStopping { return }
            // A second at most, as a safety net: wake-ups and timers end the wait when there is work.
            if !schedule.hasStartable { curl_multi_poll(multi.pointer, nil, 0, 1000, nil) }
        }
    }
}
