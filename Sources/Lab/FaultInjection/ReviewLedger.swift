/// What was submitted and is known about it: the reference for checking the final state.
package struct ReviewLedger: Sendable {
    package struct Entry: Sendable, Hashable {
        package let review: String
        /// Chunks at submission.
        package let chunks: Int

        package init(review: String, chunks: Int) {
            self.review = review
            self.chunks = chunks
        }
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package mutating func submitted(_ entry: Entry) {
        entries.append(entry)
    }
}
