import ArgumentParser

/// How lists and single results are printed.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json
}

/// The output format of commands that list or show something.
struct ListOptions: ParsableArguments {
    @Option(name: .long, help: "The output format: table or json.")
    var format = ListFormat.table
}
