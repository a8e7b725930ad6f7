import Postgres

extension Database {
    /// Ends sessions of workers and coordinators that fell silent in the middle of a COPY. Answers how many.
    ///
    /// No timeout of the server ends such a session, since it waits for its client and not for a statement; its locks
    /// stay until the network notices. Whoever is well sends its rows in one go.
    package func endStuckSessions(silentFor limit: Duration, under leadership: Leadership) async throws -> Int {
        try await pool.transaction { sql in
            try sql.query(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()
                    AND application_name ~ '^relecture-(worker|coordinator)' AND state = 'active' AND wait_event = 'ClientRead'
                    AND query_start < now() - make_interval(secs => $1) AND \(Leadership.fence(2))
                """, [limit.seconds, leadership.leader, leadership.term]
            ).count
        }
    }
}
