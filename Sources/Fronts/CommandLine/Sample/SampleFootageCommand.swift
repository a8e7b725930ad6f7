import ArgumentParser
import SampleFootage

struct SampleFootageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample-footage",
        abstract: "Make sample footage of two cameras, with the ground truth in truth.json.")

    @Argument(help: ArgumentHelp("The folder to write to; created if it does not exist.", valueName: "dir"))
    var directory: String

    @Flag(help: "Show no progress.") var quiet = false

    func run() throws {
        let progress = ProgressLine(.standard(isQuiet: quiet))
        try SampleFootageWriter.write(to: directory) { state in
            progress.show("making sample footage: \(100 * state.frames / max(1, state.total)) %  \(state.file)")
        }
        progress.finish()
        try StandardOutput.line(directory)
    }
}
