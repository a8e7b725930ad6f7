import Testing
import Video

@Suite(.timeLimit(.minutes(10)))
struct VideoLibrariesTests {
    @Test(arguments: [
        ("5.1.9-0+deb12u1", false), ("5.1.10-0+deb12u1", true), ("6.1.5", false), ("6.1.6", true), ("7.0.9", false),
        ("n7.1.5", true), ("8.1.1", false), ("8.2", true), ("9.0.1", true), ("git-2026-01-01", false), ("4.3.9", false),
    ])
    func releaseBeforeTheFixIsToBeWarnedOf(release: String, isSafe: Bool) {
        #expect(VideoLibraries.isSafe(release: release) == isSafe)
    }

    @Test func thisLibraryStatesItsRelease() {
        #expect(VideoLibraries.version.contains("."))
    }
}
