/// A view, function or the like as it is to be now, in a script that can be run again (`CREATE OR REPLACE`).
package struct Definition: Sendable {
    package let name: String
    package let sql: String

    package init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}
