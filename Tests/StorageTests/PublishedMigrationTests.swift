import Catalogue
import Foundation
import Postgres
import Schema
import Testing

struct PublishedMigrationTests {
    /// SHA-256 of each published migration. A database that has applied one refuses a program in which it differs.
    private static let published = [
        1: "7450bffb5e2863a4f6088abebde8626ee29edd1fe98bc22208c1927c772a5c9d",
        2: "0d944f728b07d0c65a60b84cc75cb427fa560008cee5195c4a0bfbfc45ad0813",
        3: "4fc5011af64553891c3bf1861624ce7d3410cb2378a960350c0c13329ffe5575",
        4: "7e490d8dd4f663d45c0cfefdc9ad7c89e69994c97658ee4c1b48424e62ceeb7e",
        5: "764dcf04d971233e5ee90ddca215c9809859507253476980356cb26e6e4d67b8",
        6: "d23a855535fd3cae0c24ddb55f9498d94c96b9e2d36b302fa7dc125b4639b721",
        8: "f2c25fbe90d504d08a6ad3370a6b729c7eab78b050146b571c5cb8210579c2fa",
        9: "1a5a9fee06969170566639d2c1d058a0eac3b4d432532a9634df4ddca63cdc6e",
        10: "0e078a59762195ef6828d82626e39f7225ba970bf1e1b7fa9945d2862c5d55b1",
        11: "54a49ca32c7738a1d56f38fdf4767f01d63e8440c5245d8644e1b5bf7db1ecba",
        12: "ad1a6947aba7efdb1c66e258383e959ddda476fc6a3fd87d171de587fdb95c63",
        13: "46b4ff725f8a7b57f3ab5c9599af73f4d283392db8875113de4314e9eda719be",
        14: "53346a11e75b4f5f6b648ba8576b12f67c05421602cb154c6a86285b13738871",
        15: "872e8e899a365a8ef77f0c93361b1e916bd8da4cb20c2078cccb31836aa19df8",
        16: "597a5934b597f46034383a113c7224b9cd63b9f6162129cab08d48f86a0acc32",
        17: "bcd9d29769bd2f5a5a6fd62c47e290b0d78903a08906cf9903e30d1d5dd67825",
        18: "a024a7e35504c5991a0afe33a292f256c74ee30fede5b443de9202c246221d4a",
        19: "501f0cdc259f8607c4df710f19fa5da668644e6e170b6db5b9b47b81997958c3",
        20: "88c024d2b3d93342a21bc1cf23aef5edac8bc4c294754736fda1a142170ceba7",
        21: "6827cbbdaf1d23d3009b161985a6624bbfdf922a1b4a37a3e69a31d4f753c56e",
        22: "3f741fb79be80692b29534c2f6920c3e316a7750d0107d00b06576c629b0031c",
        23: "296403f47b55748d5f05c0136d46452f06cd5f0952bd0a8b7c596d9229c08c10",
        24: "1dd3555497ed936312a49fe7f90c6e4598bfcfa1e032c55c9e106fe59681e3bb",
        25: "891e52a0f89ee7896542be39a6204647bb0aac5eb93f9ee82b4138ed4b3482a1",
        26: "8e4076a082b8243194e1a5bcd9ed9a3b40cb75e86e93f8d9c2a929540c5e278b",
        27: "c567db243fe587c8ddf8871cc3d185b4cd74830933d94458c80c939026cec5f3",
        28: "c9290ec0dde57b044444772c7f62ad4cda247d7cd4f4f96946703b4c808bcaeb",
    ]
    /// SHA-256 of all definitions as published with the newest of these migrations.
    private static let definitions = "23d5b655d533c326a4b81d2c5c8c8de5f7786e89ff4b29abc6cc30b5e4ac80c9"

    @Test func publishedMigrationsAreNeverEdited() {
        let digests = Dictionary(uniqueKeysWithValues: Database.migrations.map { ($0.version, Digests.sha256($0.sql)) })
        for (version, digest) in PublishedMigrationTests.published {
            #expect(digests[version] == "sha256:" + digest, "migration \(version) is published: add a new one instead")
        }
    }

    @Test func everyMigrationUpToTheNewestPublishedOneIsPinned() {
        let newest = PublishedMigrationTests.published.keys.max() ?? 0
        let versions = Database.migrations.map(\.version).filter { $0 <= newest }
        #expect(versions == PublishedMigrationTests.published.keys.sorted())
    }

    /// Programs compare migration numbers to find the newer schema, so that an older program does not restore its
    /// views.
    @Test func definitionsChangeWithANewMigrationOnly() throws {
        let digest = Digests.sha256(Database.definitions.map { "\($0.name)\n\($0.sql)" }.joined(separator: "\n"))
        let newest = try #require(PublishedMigrationTests.published.keys.max())
        let isNew = try #require(Database.migrations.last).version > newest
        #expect(
            isNew || digest == "sha256:" + PublishedMigrationTests.definitions,
            "add a migration, even if it is only a comment naming the change")
    }

    /// Migration names are recorded in databases.
    @Test func migrationsKeepTheirNames() {
        #expect(
            Database.migrations.prefix(25).map(\.name) == [
                "catalogue", "work", "results", "timeline", "operations", "evidence", "watching", "journal", "states",
                "authority", "persons", "cases", "custody", "replays", "paths", "asking", "erasure", "known-answers",
                "policies", "mends", "checks", "guards", "review-cameras", "workers", "changes",
            ])
    }
}
