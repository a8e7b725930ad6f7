import ArgumentParser
import Operations

/// How long backups of the database outlive an erasure.
struct BackupOptions: ParsableArguments {
    @Option(
        help: """
            How long backups of the database are kept; the certificate states until when they hold the erased data. \
            Default: RELECTURE_BACKUPS_KEPT, or 30d.
            """)
    var backupsKept: Days?

    func kept() throws -> Days {
        try Setting.value(backupsKept, "RELECTURE_BACKUPS_KEPT", "a number of days, such as 30d") ?? Days(count: 30)
    }
}
