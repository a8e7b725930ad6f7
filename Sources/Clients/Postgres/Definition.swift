/// The current form of a view, function or similar object, as a script that can be rerun (`CREATE OR REPLACE`).
package struct Definition: Sendable {
    package let name: String
    package let sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}
