/// A page of questions in SQL: headings, each with a query and what it must answer over the sample footage.
package struct Cookbook: Sendable {
    package struct Question: Hashable, Sendable {
        /// The heading, such as `7. When did anything move?`.
        package let title: String
        /// One statement, with psql's `:'review'` for the review's id.
        package let query: String
        /// As psql prints it, lines without trailing spaces; nil where the answer differs from run to run.
        package let answer: String?

        /// - Parameter review: an id, which holds no quote.
        package func statement(review: String) -> String {
            query.split(separator: ":'review'", omittingEmptySubsequences: false).joined(separator: "'\(review)'")
        }
    }

    package let questions: [Question]

    /// Reads a page of Markdown; sections without a block of `sql` are no questions.
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
