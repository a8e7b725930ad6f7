import Foundation

/// A wrong wall clock for one process and its children.
///
/// Preloads a few lines of C ahead of the C library, compiled with the clang that comes with Swift. Monotonic clocks
/// stay right, as on a machine with a wrong date. (Debian's libfaketime also shifts timers on monotonic clocks, so that
/// sleeps of the Swift runtime take an hour.)
package struct SkewedClock: Sendable {
    private let library: String

    /// Returns nil if there is no compiler.
    package static func make(in folder: String) async -> SkewedClock? {
        let (source, library) = ("\(folder)/skewed-clock.c", "\(folder)/skewed-clock.so")
        guard let compiler = compiler(), (try? code.write(toFile: source, atomically: true, encoding: .utf8)) != nil,
            let process = try? await ProgramProcess.start(
                program: compiler, ["-shared", "-fPIC", "-O1", "-o", library, source], environment: [:],
                folder: folder, name: "skewed-clock"),
            await process.end().status == 0
        else { return nil }
        return SkewedClock(library: library)
    }

    func environment(seconds: Int) -> [String: String] {
        ["LD_PRELOAD": library, "SKEWED_CLOCK_SECONDS": "\(seconds)"]
    }

    private static func compiler() -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/clang" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static let code = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <semaphore.h>
        #include <stdlib.h>
        #include <sys/syscall.h>
        #include <sys/time.h>
        #include <time.h>
        #include <unistd.h>

        static long skew;
        __attribute__((constructor)) static void set(void) {
            const char *text = getenv("SKEWED_CLOCK_SECONDS");
            skew = text ? atol(text) : 0;
        }
        int clock_gettime(clockid_t clock, struct timespec *now) {
            int status = syscall(SYS_clock_gettime, clock, now);
            if (status == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += skew;
            return status;
        }
        int gettimeofday(struct timeval *now, void *zone) {
            int status = syscall(SYS_gettimeofday, now, zone);
            if (status == 0) now->tv_sec += skew;
            return status;
        }
        time_t time(time_t *result) {
            struct timespec now;
            clock_gettime(CLOCK_REALTIME, &now);
            if (result) *result = now.tv_sec;
            return now.tv_sec;
        }
        /* The kernel's clock is right: a moment by the wrong clock is told to it as what it means. */
        int sem_timedwait(sem_t *semaphore, const struct timespec *until) {
            static int (*wait)(sem_t *, const struct timespec *);
            if (!wait) wait = dlsym(RTLD_NEXT, "sem_timedwait");
            struct timespec right = {until->tv_sec - skew, until->tv_nsec};
            return wait(semaphore, &right);
        }
        """#
}
