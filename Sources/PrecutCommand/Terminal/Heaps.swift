import Glibc

/// How many heaps the C library keeps.
enum Heaps {
    /// Two instead of eight a core: segments wander through all threads, and each thread's own heap would keep the room
    /// that it once needed for one.
    static func limit() {
        typealias Function = @convention(c) (Int32, Int32) -> Int32
        // Swift's Glibc module leaves malloc.h out. -8 is its M_ARENA_MAX; a C library without the function is fine.
        guard let mallopt = dlsym(nil, "mallopt") else { return }
        _ = unsafeBitCast(mallopt, to: Function.self)(-8, 2)
    }
}
