import Foundation
import Glibc
import Testing

@testable import Telemetry

struct ExpositionTests {
    @Test func familyIsToldWithItsHelpAndTypeBeforeItsSeries() async {
        let registry = MetricRegistry()
        let counter = registry.counter("relecture_claims_total", "Claims.", labels: ["outcome"])
        counter.increment("lost")
        counter.increment("claimed", by: 2)
        registry.gauge("relecture_slots", "Slots.").set(to: 1.5)
        #expect(
            await registry.exposition() == """
                # HELP relecture_claims_total Claims.
                # TYPE relecture_claims_total counter
                relecture_claims_total{outcome="claimed"} 2
                relecture_claims_total{outcome="lost"} 1
                # HELP relecture_slots Slots.
                # TYPE relecture_slots gauge
                relecture_slots 1.5

                """)
    }

    @Test func bucketsAreCumulatedAndEndInInfinity() async {
        let registry = MetricRegistry()
        let histogram = registry.histogram("seconds", "Time.", labels: ["stage"], bounds: [0.5, 1, 10])
        // A bucket includes its upper bound.
        for seconds in [0.25, 0.5, 4, 100] { histogram.observe(seconds, "store") }
        histogram.observe(.milliseconds(750), "store")
        #expect(
            await registry.exposition() == """
                # HELP seconds Time.
                # TYPE seconds histogram
                seconds_bucket{stage="store",le="0.5"} 2
                seconds_bucket{stage="store",le="1"} 3
                seconds_bucket{stage="store",le="10"} 4
                seconds_bucket{stage="store",le="+Inf"} 5
                seconds_sum{stage="store"} 105.5
                seconds_count{stage="store"} 5

                """)
    }

    @Test func whatWouldBreakALineIsEscaped() async {
        let registry = MetricRegistry()
        registry.gauge("g", "a \\ b\nc \"d\"", labels: ["l"]).set("x\"y\\z\n", to: 1)
        #expect(
            await registry.exposition() == """
                # HELP g a \\\\ b\\nc "d"
                # TYPE g gauge
                g{l="x\\"y\\\\z\\n"} 1

                """)
    }

    @Test(arguments: [
        (0.0, "0"), (-3.0, "-3"), (1e15, "1000000000000000"), (0.1, "0.1"), (1e300, "1e+300"), (.infinity, "+Inf"),
        (-.infinity, "-Inf"), (.nan, "NaN"),
    ])
    func numbersAreWrittenAsPrometheusReadsThem(number: Double, text: String) {
        #expect(ExpositionText.number(number) == text)
    }

    @Test func unknownValueIsAbsent() async {
        let registry = MetricRegistry()
        let gauge = registry.gauge("g", "A gauge.")
        #expect(await registry.exposition().isEmpty)
        gauge.set(to: 1)
        gauge.clear()
        #expect(await registry.exposition().isEmpty)
    }

    @Test func countKeptElsewhereIsTakenOverBeforeEachAnswer() async {
        let registry = MetricRegistry()
        let counter = registry.counter("c_total", "A counter.")
        registry.beforeAnswering { counter.set(to: 7) }
        #expect(await registry.exposition().hasSuffix("\nc_total 7\n"))
        // The counter never decreases, even when set to a lower value.
        counter.set(to: 3)
        #expect(await registry.exposition().hasSuffix("\nc_total 7\n"))
    }

    @Test(arguments: ["a", "_a", "a:b_1", "process_open_fds"])
    func nameIsValid(name: String) { #expect(MetricName.isValid(name)) }

    @Test(arguments: ["", "1a", "a-b", "a b", "é", "a.b"])
    func nameIsNotValid(name: String) { #expect(!MetricName.isValid(name)) }

    @Test(arguments: ["", "le", "__name__", "a:b", "a.b"])
    func labelIsNotValid(name: String) { #expect(!MetricName.isValidLabel(name)) }

    private func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    @Test func processTellsItsOwnState() async throws {
        let registry = MetricRegistry()
        ProcessMetrics(registry, role: "worker", version: "1.2.3")
        let before = cpuSeconds()
        let text = await registry.exposition()
        let after = cpuSeconds()
        #expect(text.contains("relecture_build_info{version=\"1.2.3\",role=\"worker\"} 1\n"))
        func value(_ name: String) throws -> Double {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
            return try #require(Double(line.dropFirst(name.count + 1)))
        }
        // The kernel counts CPU time in ticks of 10 ms.
        #expect(try (before - 0.1...after + 0.1).contains(value("process_cpu_seconds_total")))
        #expect(try value("process_resident_memory_bytes") > 1_000_000)
        #expect(try (3...100_000).contains(value("process_open_fds")))
        #expect(try (1...10_000).contains(value("process_threads")))
        let age = try Date().timeIntervalSince1970 - value("process_start_time_seconds")
        #expect((0..<60).contains(age))
    }
}
