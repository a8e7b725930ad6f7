import Commands
import Foundation
import Testing

struct SurroundingsTests {
    @Test func commandsBesideEachOtherKeepTheirOwnStreamsAndVariables() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                group.addTask {
                    let bases = "/nowhere/\(number).json"
                    let open = [
                        "requisition", "open", "--reference", "1", "--authority", "order", "--camera", "a", "--from",
                        "2026-03-01T21:00:00Z", "--to", "2026-03-01T22:00:00Z", "--legal-basis", "x",
                    ]
                    let refused = try await CommandHost.run(open, environment: ["RELECTURE_LEGAL_BASES": bases])
                    #expect(refused.status == 1 && refused.output.isEmpty)
                    #expect(refused.lines.isEmpty && refused.lastWord.contains(bases), "\(refused.errors)")
                    let schema = try await CommandHost.run(["requisition", "schema"], environment: [:])
                    #expect(schema.status == 0 && schema.errors.isEmpty)
                    #expect(schema.output.hasPrefix("{") && schema.output.hasSuffix("}\n"))
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: [
        ["sandbox-trial", "--lock", "x"], ["review-chunk"], ["run", "a.mp4"], ["worker", "run"], ["sql", "-c", "x"],
        ["local", "start"],
    ])
    func whatLocksReplacesOrSignalsItsProcessNeverRunsInTheOneOfTheTests(arguments: [String]) {
        #expect(!CommandHost.canRun(arguments, environment: [:]))
    }

    @Test func theFormerNameOfAccountStillWorksAndIsNotShown() async throws {
        let help = try await CommandHost.run(["--help"], environment: [:])
        #expect(help.output.contains("\n  account ") && !help.output.contains("\n  person "))
        let former = try await CommandHost.run(["person", "add", "--help"], environment: [:])
        #expect(former.status == 0 && former.output.contains("<login>"))
    }
}
