import CPostgres

extension PostgresEndpoint {
    /// What another program of PostgreSQL needs to reach the same database: variables of its environment, so that no
    /// list of processes shows the password, and the options that have no variable as a connection string, without
    /// secrets.
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
