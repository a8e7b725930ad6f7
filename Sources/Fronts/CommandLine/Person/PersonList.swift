import Access
import ArgumentParser
import Chronology
import Footage
import Formats
import Journal

struct PersonList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the persons with all mandates, also those that are over.")

    @OptionGroup var list: ListOptions
    @OptionGroup var servers: ServerOptions
    @OptionGroup var asking: Asking

    func run() async throws {
        try await asking.act(servers, .consultation, "person list") { database in
            let persons = try await database.persons()
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(persons.map(\.json)).text)
            case .table:
                var table = TextTable(header: ["LOGIN", "NAME", "SERVICE", "ROLE", "FROM", "UNTIL", "BY", "STATE"])
                for person in persons {
                    for mandate in person.mandates {
                        table.append([
                            person.login, person.name, person.service, mandate.role.rawValue, mandate.from.rfc3339,
                            mandate.until.rfc3339, mandate.authorisedBy, person.state(mandate),
                        ])
                    }
                }
                try StandardOutput.write(table.text)
            }
        }
    }
}

extension Person {
    fileprivate func state(_ mandate: Mandate) -> String {
        if let endedAt { return "ended \(endedAt.rfc3339)" }
        return mandate.isValid ? "valid" : "not now"
    }

    fileprivate var json: CanonicalJSON {
        .object([
            "login": .string(login), "name": .string(name), "service": .string(service),
            "added": .string(addedAt.rfc3339), "ended": CanonicalJSON.optional(endedAt?.rfc3339),
            "mandates": .array(
                mandates.map { mandate in
                    .object([
                        "role": .string(mandate.role.rawValue), "from": .string(mandate.from.rfc3339),
                        "until": .string(mandate.until.rfc3339), "by": .string(mandate.authorisedBy),
                        "valid": .bool(endedAt == nil && mandate.isValid),
                    ])
                }),
        ])
    }
}
