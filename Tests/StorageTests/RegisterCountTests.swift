import Catalogue
import Chronology
import Erasure
import Footage
import Requisitions
import TestSupport
import Testing

@testable import Journal

@Suite(.timeLimit(.minutes(10)))
struct RegisterCountTests {
    @Test func countsStayTheSameWhenWhatTheyCountIsErased() async throws {
        try await TestStore.with { store in
            let (kept, _) = try await store.fill("kept")
            let (gone, _) = try await store.fill("gone")
            try await store.execute("UPDATE relecture.requisition SET opened_at = '2026-01-31 23:59:59Z'")
            try await store.execute("UPDATE relecture.chunk SET finished_at = '2026-02-01 00:00:00Z'")
            let before = try await store.database.registerCounts()
            #expect(
                before.contains(
                    RegisterCount(service: "", month: "2026-01", measure: "requisitions", value: 2, cases: 2)))
            #expect(
                before.contains(RegisterCount(service: "", month: "2026-01", measure: "cameras", value: 2, cases: 2)))
            // Two requisitions with two chunks of a minute each.
            #expect(
                before.contains(
                    RegisterCount(service: "", month: "2026-02", measure: "footage", value: 240_000_000, cases: 2)))
            try await store.erase(gone)
            #expect(try await store.database.registerCounts() == before)
            try await store.database.scheduleErasure(of: kept, on: Timestamp(microseconds: 0), by: "a judge")
            let overdue = try await store.database.registerCounts()
            #expect(
                overdue.contains(
                    RegisterCount(service: "", month: "1970-01", measure: "erasures-overdue", value: 1, cases: 1)))
            try await store.database.finishErasure(of: gone, certificate: "{}")
            #expect(
                try await store.database.registerCounts().contains { $0.measure == "erasures-on-time" && $0.value == 1 }
            )
            try await store.execute(
                "UPDATE relecture.erasure SET due_at = now() - interval '3 days' WHERE step = 'done'")
            #expect(
                try await store.database.registerCounts().contains { $0.measure == "erasures-late" && $0.value == 1 })
        }
    }

    @Test func casesCountForTheServiceOfWhoOpenedThemAlsoWhenTheyAreErased() async throws {
        try await TestStore.with { store in
            try await store.execute(
                "INSERT INTO relecture.person (login, name, service) VALUES ('ann', 'Ann', 'brigade 3')")
            let order = try RequisitionOrder(
                reference: "r", authority: "a", cameras: [TestStore.camera], windows: [TestStore.window])
            let id = try await store.database.open(order, by: "ann")
            let opened = { () async throws -> [String] in
                try await store.database.registerCounts().filter { $0.measure == "requisitions" }.map(\.service)
            }
            #expect(try await opened() == ["brigade 3"])
            try await store.erase(id)
            #expect(try await opened() == ["brigade 3"])
        }
    }

    @Test func actsAndRefusalsAreCountedWithoutNames() async throws {
        try await TestStore.with { store in
            let id = try await store.openRequisition()
            for act in ["timeline", "timeline", "review started"] {
                try await store.database.enter(.consultation, act, on: .requisition(id.rawValue), by: "p", because: "r")
            }
            try await store.database.enter(.refusal, "timeline", on: .everything, by: "p", because: "r")
            let counts = try await store.database.registerCounts().filter {
                $0.measure != "requisitions" && $0.measure != "cameras"
            }
            #expect(counts.map(\.measure) == ["function timeline", "refusals"])
            #expect(counts.map(\.value) == [2, 1])
        }
    }
}
