import ArgumentParser
import Operations

struct BackupOptions: ParsableArguments {
    @Option(
        help: """
            How long backups of the database are kept: the certificate says until when they hold what was erased. \
            Default: RELECTURE_BACKUPS_KEPT, else 30d.
            """)
    var backupsKept: Days?

    func kept() throws -> Days {
        try Setting.value(backupsKept, "RELECTURE_BACKUPS_KEPT", "a number of days, such as 30d") ?? Days(count: 30)
    }
}
