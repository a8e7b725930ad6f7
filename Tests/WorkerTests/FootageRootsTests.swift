import Decoding
import Testing
import Worker

@Suite(.timeLimit(.minutes(10)))
struct FootageRootsTests {
    @Test func onePathIsTheRootOfTheDefaultStore() throws {
        let roots = try #require(FootageRoots("/mnt/footage/"))
        #expect(roots[FootageRoots.defaultStore] == "/mnt/footage")
        #expect(roots.candidates(store: "default", path: "gate/a.mp4") == ["/mnt/footage/gate/a.mp4"])
        #expect(roots.candidates(store: "nas", path: "a.mp4").isEmpty)
    }

    @Test func severalStoresHaveTheirOwnRoots() throws {
        let roots = try #require(FootageRoots("nas=/mnt/a:old=/mnt/b=c"))
        #expect(roots["nas"] == "/mnt/a" && roots["old"] == "/mnt/b=c" && roots["default"] == nil)
    }

    @Test(arguments: ["relative/path", "nas=", "nas=relative", "=/mnt", "/a:/b", "nas=/a:nas=/b", "/a:", ":"])
    func whatNamesNoRootsIsRefused(text: String) {
        #expect(FootageRoots(text) == nil)
    }

    @Test func anEmptySettingIsNoRootAtAll() {
        #expect(FootageRoots("") == FootageRoots())
    }

    @Test func aFileBelongsToTheStoreWithTheDeepestRoot() throws {
        let roots = try #require(FootageRoots("all=/mnt:nas=/mnt/nas"))
        #expect(roots.place(of: "/mnt/nas/gate/a.mp4").map { "\($0.store):\($0.path)" } == "nas:gate/a.mp4")
        #expect(roots.place(of: "/mnt/nasty/a.mp4").map { "\($0.store):\($0.path)" } == "all:nasty/a.mp4")
        #expect(roots.place(of: "/srv/a.mp4") == nil)
        #expect(FootageRoots("/")?.place(of: "/srv/a.mp4").map { "\($0.store):\($0.path)" } == "default:srv/a.mp4")
    }

    @Test func aPlaceOnOneNodeIsACandidateOnAnother() throws {
        let (importer, worker) = (try #require(FootageRoots("/srv/cctv")), try #require(FootageRoots("/mnt/share")))
        let place = try #require(importer.place(of: "/srv/cctv/gate/a.mp4"))
        #expect(worker.candidates(store: place.store, path: place.path) == ["/mnt/share/gate/a.mp4"])
    }

    @Test func anAbsolutePathIsLookedForWhereItWasThenBelowTheRoot() {
        #expect(FootageRoots().candidates(store: "default", path: "/home/x/gate/a.mp4") == ["/home/x/gate/a.mp4"])
        #expect(
            FootageRoots("/mnt")?.candidates(store: "default", path: "/x/gate/a.mp4") == [
                "/x/gate/a.mp4", "/mnt/x/gate/a.mp4", "/mnt/gate/a.mp4", "/mnt/a.mp4",
            ])
    }
}
