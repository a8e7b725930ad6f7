import ArgumentParser
import Formats
import Operations

struct BuildStatementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build-statement", abstract: "State what this program contains, and what it does not.",
        discussion: """
            Lists libraries with versions and licences, and functions, and states that no live input, face or plate \
            function is among them. Versions and loaded files are read from the running process, except those of Swift \
            packages, which are compiled in and listed by hand; a test compares that list. Network addresses are \
            tried; anything that contradicts the statement is an error.
            """)

    @OptionGroup var list: ListOptions

    func run() throws {
        let statement = BuildStatement.read()
        if let fault = statement.faults.first {
            throw CommandError("this build contradicts its statement: \(fault); have the installation examined")
        }
        switch list.format {
        case .json: try StandardOutput.line(statement.json.text)
        case .table: try StandardOutput.write(statement.text)
        }
    }
}

extension BuildStatement {
    var json: CanonicalJSON {
        .object([
            "software": .string("relecture"), "version": .string(build.version),
            "executable": .string(build.executable), "kernels": .string(build.kernels), "build": .string(build.line),
            "analysisVersion": .integer(Int64(analysisVersion)),
            "libraries": .array(
                libraries.map {
                    .object(["name": .string($0.name), "version": .string($0.version), "licence": .string($0.licence)])
                }),
            "ffmpeg": .string(ffmpeg), "loaded": .array(objects.map { .string($0) }),
            "functions": .array(BuildStatement.functions.map { .string($0) }),
            "classes": .array(BuildStatement.classes.map { .string($0) }), "models": .array([]),
            "absent": .array(BuildStatement.absent.map { .string($0) }),
            "protocols": .object([
                "allowed": .array([]), "compiledIntoLibavformat": .array(compiledProtocols.map { .string($0) }),
            ]),
            "formats": .array(formats.map { .string($0) }),
            "codecs": .array(codecs.map { .string($0) }),
            "refused": .array(
                attempts.map {
                    .object(["address": .string($0.address), "refusal": CanonicalJSON.optional($0.refusal)])
                }),
        ])
    }

    var text: String {
        var table = TextTable(header: ["LIBRARY", "VERSION", "LICENCE"])
        for library in libraries { table.append([library.name, library.version, library.licence]) }
        var refused = TextTable(header: ["TRIED", "ANSWER"])
        for attempt in attempts { refused.append([attempt.address, attempt.refusal ?? "opened"]) }
        func lines(_ items: [String]) -> String { items.map { "  \($0)\n" }.joined() }
        return """
            Relecture \(build.version), FFmpeg \(ffmpeg)
            Executable \(build.executable)
            Analysis version \(analysisVersion), kernels \(build.kernels)

            Functions
            \(lines(BuildStatement.functions))
            Not in this build
            \(lines(BuildStatement.absent))
            Classes of objects: none; every object is "unknown". Models: none.
            Formats: \(formats.joined(separator: " "))
            Codecs: \(codecs.joined(separator: " "))
            Protocols allowed: none; libavformat has \(compiledProtocols.count) compiled in, and is given bytes \
            of one opened file.

            \(refused.text)
            \(table.text)
            """
    }
}
