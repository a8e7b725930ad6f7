import Foundation

/// Kernel statistics of this process, under the names common to all Prometheus clients.
package struct ProcessMetrics: Sendable {
    private let cpu: Counter
    private let memory: Gauge
    private let descriptors: Gauge
    private let threads: Gauge

    /// - Parameter role: "coordinator" or "worker".
    @discardableResult
    package init(_ registry: MetricRegistry, role: String, version: String) {
        registry.gauge(
            "relecture_build_info", "Always 1; the labels hold the version and role of this process.",
            labels: [
                "version", "role",
            ]
        ).set(version, role, to: 1)
        registry.gauge("process_start_time_seconds", "When the process started, in seconds since 1970.")
            .set(to: Date().timeIntervalSince1970)
        cpu = registry.counter("process_cpu_seconds_total", "Processor time used, without child processes.")
        memory = registry.gauge("process_resident_memory_bytes", "Memory in use, without child processes.")
        descriptors = registry.gauge("process_open_fds", "Open file descriptors.")
        threads = registry.gauge("process_threads", "Threads: one per connection, and a few more.")
        registry.beforeAnswering { [self] in update() }
    }

    private func update() {
        // The process name may contain spaces, so parse after its closing parenthesis: field 0 is then the state.
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let end = stat.lastIndex(of: ")")
        else { return }
        let fields = stat[end...].dropFirst(2).split(separator: " ").map { Double($0) ?? 0 }
        guard fields.count > 21 else { return }
        cpu.set(to: (fields[11] + fields[12]) / Double(sysconf(Int32(_SC_CLK_TCK))))
        threads.set(to: fields[17])
        memory.set(to: fields[21] * Double(sysconf(Int32(_SC_PAGESIZE))))
        let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        descriptors.set(to: Double(open ?? 0))
    }
}
