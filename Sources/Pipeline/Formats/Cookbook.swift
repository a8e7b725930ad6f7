/// A page of SQL questions: headings, each with a query and its expected answer for the sample footage.
package struct Cookbook: Sendable {
    package struct Question: Hashable, Sendable {
        /// The heading, such as `7. When did anything move?`.
        package let title: String
        /// One statement, with psql's `:'review'` in place of the review's ID.
        package let query: String
        /// The answer as psql prints it, without trailing spaces; nil if it differs from run to run.
        package let answer: String?

        /// - Parameter review: a review ID, which contains no quotes.
        package func statement(review: String) -> String {
            query.split(separator: ":'review'", omittingEmptySubsequences: false).joined(separator: "'\(review)'")
        }
    }

    package let questions: [Question]

    /// Reads a Markdown page. Sections without an `sql` block are not questions.
    package init(markdown: String) {
        questions = markdown.split(separator: "\n## ").dropFirst().compactMap { section in
            guard let query = Cookbook.block("sql", in: section) else { return nil }
            let title = section.prefix { $0 != "\n" }
            return Question(title: String(title), query: query, answer: Cookbook.block("text", in: section))
        }
    }

    private static func block(_ language: String, in section: Substring) -> String? {
        let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(of: "```\(language)") else { return nil }
        return lines[(start + 1)...].prefix { $0 != "```" }.joined(separator: "\n")
    }
}
