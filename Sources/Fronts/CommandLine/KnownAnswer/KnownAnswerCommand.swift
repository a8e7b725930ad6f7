import ArgumentParser
import Footage
import Formats
import Operations
import WorkLedger

struct KnownAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "known-answer",
        abstract: "Manage the site's labelled clips, and measure how well a review's profile does on them.",
        discussion: """
            The figures are printed beside a review's findings (`timeline`, `review show`, the closure report): how \
            many of the labelled presences were found, and how many false alarms there are per hour.
            """,
        subcommands: [Add.self, List.self, Remove.self, KnownAnswerRun.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a clip and print its number.",
            discussion: """
                The labels are a JSON file: {"presences": [{"start": 12.5, "end": 31, "boxes": [{"at": 20, "x": 0.1, \
                "y": 0.2, "width": 0.05, "height": 0.2}]}]}, in seconds from the first frame and fractions of the \
                picture; boxes are optional. The file stays where it is, and must be there when it is reviewed. Adding \
                it again replaces its labels.
                """)

        @Argument(help: "The video file.") var file: String
        @Option(help: "The JSON file of labels.") var labels: String
        @Option(help: "The camera, as requisitions name it.") var camera: CameraID
        @Option(help: "The lighting, in a word: day, night, or the site's own term.") var light: String
        @OptionGroup var sandbox: SandboxOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func validate() throws {
            guard light.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--light is empty") }
        }

        func run() async throws {
            let caller = try asking.caller(servers)
            try await sandbox.check()
            let id = try await caller.perform(
                AddKnownAnswer(
                    file: file, labels: labels, camera: camera, light: light, walls: try sandbox.probeWalls()))
            try StandardOutput.line(String(id))
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the clips.")

        @OptionGroup var list: ListOptions
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func run() async throws {
            let clips = try await asking.caller(servers).perform(ListKnownAnswers())
            switch list.format {
            case .json: try StandardOutput.line(CanonicalJSON.array(clips.map(\.json)).text)
            case .table:
                var table = TextTable(header: ["CLIP", "CAMERA", "LIGHT", "LENGTH", "PRESENCES", "BY", "FILE"])
                for clip in clips {
                    table.append([
                        "\(clip.id)", clip.camera.rawValue, clip.light, Durations.clock(clip.length),
                        "\(clip.presences)", clip.addedBy, clip.path,
                    ])
                }
                try StandardOutput.write(table.text)
            }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove a clip from the list; the file and the figures measured on it stay.")

        @Argument(help: "The number of the clip.") var clip: Int64
        @OptionGroup var servers: ServerOptions
        @OptionGroup var asking: CallerOptions

        func run() async throws {
            try await asking.caller(servers).perform(RemoveKnownAnswer(clip: clip))
        }
    }
}

extension KnownAnswerClip {
    fileprivate var json: CanonicalJSON {
        .object([
            "id": .integer(id), "camera": .string(camera.rawValue), "light": .string(light), "path": .string(path),
            "digest": .string(digest), "seconds": CanonicalJSON.seconds(length),
            "presences": .integer(Int64(presences)),
            "by": .string(addedBy),
        ])
    }
}
