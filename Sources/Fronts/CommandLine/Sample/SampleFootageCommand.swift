import ArgumentParser
import SampleFootage

struct SampleFootageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample-footage",
        abstract: "Makes sample footage of two cameras, with the truth about it in truth.json.")

    @Argument(help: ArgumentHelp("The folder to write to; it is made if it does not exist.", valueName: "dir"))
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
