package import Postgres

extension Database {
    /// Every change of the schema, in order. A published one is never edited, a new one is added; `PublishedMigrationTests`
    /// has their digests.
    package static let migrations = [
        Migration(version: 1, name: "catalogue", sql: Migration001Catalogue.sql),
        Migration(version: 2, name: "work", sql: Migration002Work.sql),
        Migration(version: 3, name: "results", sql: Migration003Results.sql),
        Migration(version: 4, name: "timeline", sql: Migration004Timeline.sql),
        Migration(version: 5, name: "operations", sql: Migration005Operations.sql),
        Migration(version: 6, name: "evidence", sql: Migration006Evidence.sql),
        Migration(version: 8, name: "watching", sql: Migration008Watching.sql),
        Migration(version: 9, name: "journal", sql: Migration009Journal.sql),
        Migration(version: 10, name: "states", sql: Migration010States.sql),
        Migration(version: 11, name: "authority", sql: Migration011Authority.sql),
        Migration(version: 12, name: "persons", sql: Migration012Persons.sql),
        Migration(version: 13, name: "cases", sql: Migration013Cases.sql),
        Migration(version: 14, name: "custody", sql: Migration014Custody.sql),
        Migration(version: 15, name: "replays", sql: Migration015Replays.sql),
        Migration(version: 16, name: "paths", sql: Migration016Paths.sql),
        Migration(version: 17, name: "asking", sql: Migration017Asking.sql),
        Migration(version: 18, name: "erasure", sql: Migration018Erasure.sql),
        Migration(version: 19, name: "known-answers", sql: Migration019KnownAnswers.sql),
        Migration(version: 20, name: "policies", sql: Migration020Policies.sql),
        Migration(version: 21, name: "mends", sql: Migration021Mends.sql),
        Migration(version: 22, name: "checks", sql: Migration022Checks.sql),
        Migration(version: 23, name: "guards", sql: Migration023Guards.sql),
        Migration(version: 24, name: "review-cameras", sql: Migration024ReviewCameras.sql),
        Migration(version: 25, name: "workers", sql: Migration025Workers.sql),
        Migration(version: 27, name: "analysis-versions", sql: Migration027AnalysisVersions.sql),
    ]
}
