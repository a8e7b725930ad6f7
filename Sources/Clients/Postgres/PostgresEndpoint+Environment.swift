import CPostgres

extension PostgresEndpoint {
    /// The settings that other PostgreSQL programs need to reach the same database: environment variables, so that the
    /// password does not appear in process listings, and a connection string without secrets for the options that have
    /// no variable.
    package var forPrograms: (environment: [String: String], connection: String) {
        var variables: [String: String] = [:]
        if let known = PQconndefaults() {
            defer { PQconninfoFree(known) }
            var entry = known
            while let keyword = entry.pointee.keyword {
                if let variable = entry.pointee.envvar {
                    variables[String(cString: keyword)] = String(cString: variable)
                }
                entry += 1
            }
        }
        var environment: [String: String] = [:]
        var rest: [String] = []
        for (keyword, value) in options.sorted(by: { $0.key < $1.key }) where !value.isEmpty {
            if let variable = variables[keyword] {
                environment[variable] = value
            } else if keyword != "sslpassword" {
                let quoted = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
                rest.append("\(keyword)='\(quoted)'")
            }
        }
        return (environment, rest.joined(separator: " "))
    }
}
