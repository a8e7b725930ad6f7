import Formats
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CookbookTests {
    private static let page = """
        # Title

        ```sql
        SELECT 0;
        ```

        ## 1. With an answer

        ```sql
        SELECT *
        FROM t WHERE review = :'review' AND other = :'review';
        ```

        ```text
         a
        ---
         1
        ```

        ## 2. Without

        ```sql
        SELECT 2;
        ```

        ## Not a question

        Text.
        """

    @Test func everySectionWithAQueryIsAQuestion() {
        let questions = Cookbook(markdown: CookbookTests.page).questions
        #expect(questions.map(\.title) == ["1. With an answer", "2. Without"])
        #expect(questions.map(\.answer) == [" a\n---\n 1", nil])
        #expect(questions[0].statement(review: "x") == "SELECT *\nFROM t WHERE review = 'x' AND other = 'x';")
    }
}
