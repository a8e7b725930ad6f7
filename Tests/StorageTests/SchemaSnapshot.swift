import Foundation
import Postgres

/// The full contents of the schemas, one line per item, for comparing two databases.
enum SchemaSnapshot {
    static func of(_ pool: PostgresPool) async throws -> [String] {
        try await pool.transaction { sql in
            // PostgreSQL prints qualified names in expressions only for schemas outside the path.
            try sql.execute("SELECT set_config('search_path', 'pg_catalog', true)")
            return try sql.query(query).map { try $0.decode("line") }
        }
    }

    /// Creates the groups of `roles.sql`, which policies and grants refer to.
    static func createGroups(_ pool: PostgresPool) async throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../deploy/postgres/roles.sql").standardized
        let groups = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\nBEGIN;\n")[0]
        try await pool.withSession { try $0.script(groups) }
    }

    private static let query = """
        WITH ours AS (SELECT oid FROM pg_namespace WHERE nspname IN ('relecture', 'timeline'))
        SELECT concat_ws(' | ', c.oid::regclass, c.relkind, c.relrowsecurity, c.reloptions,
            (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(c.relacl) a),
            CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END) AS line
        FROM pg_class c WHERE c.relnamespace IN (SELECT oid FROM ours) OR c.relname LIKE 'relecture_schema_%'
        UNION ALL SELECT concat_ws(' | ', a.attrelid::regclass, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
            a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relnamespace IN (SELECT oid FROM ours) AND a.attnum > 0
        UNION ALL SELECT concat_ws(' | ', p.oid::regprocedure, pg_get_userbyid(p.proowner),
            (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(p.proacl) a), pg_get_functiondef(p.oid))
        FROM pg_proc p WHERE p.pronamespace IN (SELECT oid FROM ours)
        UNION ALL SELECT concat_ws(' | ', 'comment', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
        FROM pg_description d WHERE d.objoid IN (SELECT oid FROM pg_class WHERE relnamespace IN (SELECT oid FROM ours)
            UNION ALL SELECT oid FROM pg_proc WHERE pronamespace IN (SELECT oid FROM ours))
        UNION ALL SELECT concat_ws(' | ', 'constraint', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
        FROM pg_constraint k WHERE k.connamespace IN (SELECT oid FROM ours)
        UNION ALL SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE c.relnamespace IN (SELECT oid FROM ours)
        UNION ALL SELECT concat_ws(' | ', pg_get_triggerdef(t.oid), t.tgenabled) FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace IN (SELECT oid FROM ours) AND NOT t.tgisinternal
        UNION ALL SELECT concat_ws(' | ', 'policy', p.polrelid::regclass, p.polname, p.polcmd, p.polpermissive,
            (SELECT array_agg(r::regrole::text ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
            pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p
        UNION ALL SELECT concat_ws(' | ', 'definition', name, digest) FROM public.relecture_schema_definition
        ORDER BY 1
        """
}
