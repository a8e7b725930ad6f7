import Footage
import Postgres
import Schema

/// What PostgreSQL may still hold of deleted rows.
package struct ErasureLeftovers: Hashable, Sendable {
    /// Tables that were rewritten without the deleted rows.
    package let rewritten: [String]
    /// Emptied tables whose value samples (`pg_statistic`) only a superuser can remove.
    package let sampled: [String]
    /// Position in the write-ahead log up to which it contains the rows and their erasure.
    package let log: String
    package let isArchived: Bool
    package let largestLog: String
    package let replicationSlots: Int
}

extension Database {
    /// Rewrites all tables that rows were erased from, so that no page holds deleted data.
    ///
    /// Locks each table while rewriting it. Call outside of other work, once for all erased requisitions.
    package func reclaimSpace() async throws -> ErasureLeftovers {
        let plan = try await erasurePlan()
        try await waitForOldSessions()
        let plain =
            plan.deletions.filter { !$0.isPartitioned }.map(\.table)
            + ["relecture.requisition", "relecture.erasure"]
        for table in plain { try await rewrite(table, analysing: true) }
        // Partitions were dropped with their files, but their parents keep samples of all of them.
        for parent in plan.deletions.filter(\.isPartitioned).map(\.table) {
            try await outsideOfTransactions { try $0.execute("ANALYZE \(parent)") }
        }
        let sampled = try await forgetSamples(of: plan.deletions.map(\.table))
        // The samples were replaced only now: sessions that saw the old ones may have begun after the first wait.
        try await waitForOldSessions()
        for table in ["pg_catalog.pg_statistic", "pg_catalog.pg_statistic_ext_data"] {
            try await rewrite(table, analysing: false)
        }
        // The checkpoint's time is not promised, but request one where the connection may.
        try? await outsideOfTransactions { try $0.execute("CHECKPOINT") }
        return try await leftovers(plain, sampled)
    }

    private func rewrite(_ table: String, analysing: Bool) async throws {
        do {
            try await waitingForLocks {
                try await outsideOfTransactions {
                    try $0.execute("VACUUM (FULL\(analysing ? ", ANALYZE" : "")) \(table)")
                }
            }
        } catch let error as PostgresError where error.sqlState == "55P03" {
            throw StorageError.wrongState(
                "the table \(table) is in use, so it still contains the deleted rows: end the sessions that read it "
                    + "(SELECT * FROM pg_stat_activity), or run the same command again later")
        }
    }

    /// - Parameter body: runs without a time limit, because a large table takes minutes.
    private func outsideOfTransactions(_ body: @Sendable (PostgresSession) throws -> Int) async throws {
        let settings = PostgresSettings.forMaintenance
        let connection = PostgresConnection(
            to: pool.endpoint, settings: settings, applicationName: "relecture-erase")
        defer { Task { await connection.close() } }
        _ = try await connection.withSession { try body($0) }
    }

    /// Waits until no older session can still see the deleted rows.
    ///
    /// Rows stay in the tables as long as a snapshot that saw them exists: a dump, a transaction left open or prepared,
    /// a replication slot, or a standby with feedback. PostgreSQL does not signal their end, so this polls. Older
    /// writing transactions in any database count as well: no snapshot, not even that of VACUUM FULL, is newer than the
    /// oldest of them.
    private func waitForOldSessions() async throws {
        let end = ContinuousClock.now + .seconds(300)
        let horizon: String? = try await pool.transaction { try $0.value("SELECT pg_current_xact_id()::xid::text") }
        while true {
            let sessions: [String] = try await pool.transaction { sql in
                try sql.query(
                    """
                    SELECT pid || ' (' || coalesce(nullif(application_name, ''), usename, '?') || ')' AS session
                    FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND (age(backend_xid) > age($1::xid)
                        OR (datname = current_database() OR backend_type = 'walsender')
                            AND age(backend_xmin) > age($1::xid))
                    UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts
                    WHERE age(transaction) > age($1::xid)
                    UNION ALL SELECT 'replication slot ' || slot_name FROM pg_replication_slots
                    WHERE greatest(age(xmin), age(catalog_xmin)) > age($1::xid)
                    ORDER BY session
                    """, [horizon]
                ).map { try $0.decode("session") }
            }
            if sessions.isEmpty { return }
            guard ContinuousClock.now < end else {
                throw StorageError.wrongState(
                    "sessions, transactions or replication slots from before the deletion may still see the rows: "
                        + "\(sessions.joined(separator: ", ")); end them, or run the same command again later")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Removes value samples. ANALYZE keeps the samples of a table that has no rows. Returns the tables whose samples
    /// could not be removed.
    private func forgetSamples(of tables: [String]) async throws -> [String] {
        let stale: [String] = try await pool.transaction { sql in
            var stale: [String] = []
            for table in tables {
                let isSampled: Bool? = try sql.value(
                    """
                    SELECT EXISTS (SELECT FROM pg_stats WHERE format('%I.%I', schemaname, tablename) = $1)
                        AND NOT EXISTS (SELECT FROM \(table))
                    """, [table])
                if isSampled == true { stale.append(table) }
            }
            return stale
        }
        guard !stale.isEmpty else { return [] }
        do {
            _ = try await pool.transaction { sql in
                try sql.execute(
                    "DELETE FROM pg_catalog.pg_statistic WHERE starelid = ANY ($1::text[]::regclass[])", [stale])
            }
            return []
        } catch let error as PostgresError where error.sqlState == "42501" {
            return stale
        }
    }

    private func leftovers(_ rewritten: [String], _ sampled: [String]) async throws -> ErasureLeftovers {
        try await pool.transaction { sql in
            let row = try sql.query(
                """
                SELECT pg_current_wal_lsn()::text AS log, current_setting('archive_mode') <> 'off' AS is_archived,
                    current_setting('max_wal_size') AS largest_log,
                    (SELECT count(*) FROM pg_replication_slots) AS slots
                """
            ).single()
            return ErasureLeftovers(
                rewritten: rewritten, sampled: sampled, log: try row.decode("log"),
                isArchived: try row.decode("is_archived"), largestLog: try row.decode("largest_log"),
                replicationSlots: try row.decode("slots"))
        }
    }
}

extension PostgresSettings {
    fileprivate static var forMaintenance: PostgresSettings {
        var settings = PostgresSettings()
        settings.statementTimeout = nil
        return settings
    }
}
