import Postgres
import Schema

extension Database {
    /// Builds the plan from the current schema.
    package func erasurePlan() async throws -> ErasurePlan {
        try await pool.transaction { try Database.erasurePlan($0) }
    }

    static func erasurePlan(_ sql: PostgresSession) throws -> ErasurePlan {
        let tables = try sql.query(
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, (c.relkind = 'p') AS is_partitioned,
                array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS columns,
                array_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum) AS types,
                coalesce(array_agg(quote_ident(a.attname)) FILTER (WHERE a.attnotnull), '{}') AS required
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname <> 'information_schema'
                AND n.nspname NOT LIKE 'pg\\_%'
            GROUP BY n.nspname, c.relname, c.relkind
            """
        ).map { row in
            let (columns, types): ([String], [String]) = (try row.decode("columns"), try row.decode("types"))
            return ErasurePlan.Table(
                name: try row.decode("name"), columns: Dictionary(uniqueKeysWithValues: zip(columns, types)),
                required: Set(try row.decode("required") as [String]), isPartitioned: try row.decode("is_partitioned"))
        }
        let references = try sql.query(
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, format('%I.%I', m.nspname, d.relname) AS target,
                ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY u (n, o)
                    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY o) AS columns,
                ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY u (n, o)
                    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY o) AS target_columns
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class d ON d.oid = k.confrelid JOIN pg_namespace m ON m.oid = d.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT c.relispartition
            """
        ).map { row in
            ErasurePlan.Reference(
                table: try row.decode("name"), columns: try row.decode("columns"), target: try row.decode("target"),
                targetColumns: try row.decode("target_columns"))
        }
        return ErasurePlan(tables: tables, references: references)
    }

    /// Returns the partitions that hold rows of this requisition only, with their parents.
    static func partitions(of requisition: String, _ sql: PostgresSession) throws -> [(name: String, parent: String)] {
        try sql.query(
            """
            SELECT format('%I.%I', n.nspname, c.relname) AS name, format('%I.%I', m.nspname, p.relname) AS parent
            FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace m ON m.oid = p.relnamespace
            WHERE c.relispartition AND pg_get_expr(c.relpartbound, c.oid) = format('FOR VALUES IN (%L)', $1::uuid)
            ORDER BY 1
            """, [requisition]
        ).map { (try $0.decode("name"), try $0.decode("parent")) }
    }
}
