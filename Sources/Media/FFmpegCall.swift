internal import CFFmpegShims

/// The one door to FFmpeg functions that can fail.
enum FFmpegCall {
    /// Calls a function that answers a negative number on failure, and hands that number out.
    static func code(_ body: () -> Int32) -> Int32 {
        if let plan = FailurePlan.current, plan.strikes() { return plan.code }
        return body()
    }

    /// Calls a function that answers a negative number on failure.
    @discardableResult
    static func check(_ function: String, _ body: () -> Int32) throws(MediaError) -> Int32 {
        let result = code(body)
        guard result >= 0 else { throw .failed(FFmpegFailure(function: function, code: result)) }
        return result
    }

    /// Calls a function that answers a null pointer when there is no memory.
    static func allocate<Pointer>(_ function: String, _ body: () -> Pointer?) throws(MediaError) -> Pointer {
        if let plan = FailurePlan.current, plan.strikes() {
            throw .failed(FFmpegFailure(function: function, code: plan.code))
        }
        guard let pointer = body() else {
            throw .failed(FFmpegFailure(function: function, code: cffmpeg_error_no_memory))
        }
        return pointer
    }
}
