import Catalogue
import Chronology
import Footage
import Planning
import Requisitions
import TestSupport
import Testing
import WorkLedger

@Suite(.timeLimit(.minutes(10)))
struct WidenedScopeTests {
    @Test func theSameAskedForInAWiderScopeIsAnotherReview() async throws {
        try await TestStore.with { store in
            let requisition = try await store.openRequisition()
            var request = TestStore.request(
                of: requisition, chunks: [.init(camera: TestStore.camera, span: TestStore.minute(0))])
            request.submission = "the same"
            var started = [try await store.database.insert(request)]
            // First a camera without footage, then a window that adds no footage: neither changes the submission key.
            let wider: [(cameras: [CameraID], windows: [TimeSpan])] = [
                ([CameraID(rawValue: "yard")], []), ([], [TestStore.minute(60)]),
            ]
            for (cameras, windows) in wider {
                try await store.database.extend(
                    requisition, cameras: cameras, windows: windows, expires: nil, by: "clerk",
                    orderedBy: "the judge", because: "another witness", changes: "more")
                let review = try await store.database.insert(request)
                #expect(!started.contains(review))
                #expect(try await store.database.insert(request) == review)
                started.append(review)
            }
            let order = try await store.database.requisition(requisition).order
            #expect(order.windows.count == 1)
            #expect(try await store.database.windows(of: started[2]) == order.windows)
            #expect(try await store.database.cameras(of: started[0]) == [TestStore.camera])
            #expect(try await store.database.cameras(of: started[1]) == order.cameras)
        }
    }
}
