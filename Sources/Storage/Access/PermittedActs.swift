/// Which role may do what; an act that stands nowhere here is for the owner of the database alone.
package enum PermittedActs {
    /// The roles that may do an act, by the name under which the journal has it.
    package static func roles(for act: String) -> Set<PersonRole> { table[act] ?? [] }

    package static let table: [String: Set<PersonRole>] = {
        var table: [String: Set<PersonRole>] = [:]
        for (roles, acts) in rules {
            for act in acts { table[act, default: []].formUnion(roles) }
        }
        return table
    }()

    private static let rules: [([PersonRole], [String])] = [
        (PersonRole.allCases, ["requisition list", "requisition show", "review list", "review show", "person list"]),
        // The order itself: whoever answers for the case.
        (
            [.investigator],
            [
                "requisition open", "requisition suspend", "requisition resume", "requisition extend", "requisition close",
                "requisition assign", "run",
            ]
        ),
        ([.investigator, .operator], ["footage import"]),
        // The material and what was found in it.
        (
            [.investigator, .reviewer, .analyst, .magistrate],
            ["timeline", "clock list", "review diff", "known-answer list"]
        ),
        (
            [.investigator, .reviewer, .operator, .analyst, .magistrate],
            ["footage list", "review watch", "chunk list", "chunk show"]
        ),
        ([.investigator, .reviewer, .operator, .magistrate], ["footage verify"]),
        ([.investigator, .reviewer], ["review start", "review extend", "review replay", "clock set", "clock remove"]),
        (
            [.investigator, .reviewer, .operator],
            ["review pause", "review resume", "review cancel", "review retry"]
        ),
        ([.investigator, .reviewer, .magistrate], ["evidence export"]),
        ([.investigator, .analyst, .magistrate], ["sql"]),
        // The cluster and its measure.
        ([.operator], ["chunk requeue", "chunk skip", "known-answer add", "known-answer remove"]),
        ([.investigator, .reviewer, .operator], ["known-answer run"]),
        ([.operator], ["bench cluster", "selftest invariance", "known-answer list"]),
        // Control.
        ([.auditor, .magistrate], ["journal list", "journal verify", "journal anchor", "journal export"]),
        ([.auditor], ["register publish"]),
        // The end.
        ([.magistrate], ["erase", "erase schedule"]),
        ([.magistrate, .auditor, .operator], ["erase due", "erase verify", "erase certificate"]),
    ]
}
