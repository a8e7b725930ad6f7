#include "schema.h"

// `#embed` came with C23; this compiler has it for every version of C.
#pragma clang diagnostic ignored "-Wc23-extensions"

// In order of application: the migrations by number, then what they left as it is now. A definition comes after those
// that it uses.
static const struct schema_file files[] = {
    {"Migrations/001-catalogue", (const char[]){
#embed "Migrations/001-catalogue.sql" suffix(, 0)
    }},
    {"Migrations/002-work", (const char[]){
#embed "Migrations/002-work.sql" suffix(, 0)
    }},
    {"Migrations/003-results", (const char[]){
#embed "Migrations/003-results.sql" suffix(, 0)
    }},
    {"Migrations/004-timeline", (const char[]){
#embed "Migrations/004-timeline.sql" suffix(, 0)
    }},
    {"Migrations/005-operations", (const char[]){
#embed "Migrations/005-operations.sql" suffix(, 0)
    }},
    {"Migrations/006-evidence", (const char[]){
#embed "Migrations/006-evidence.sql" suffix(, 0)
    }},
    {"Migrations/008-quarantine-index", (const char[]){
#embed "Migrations/008-quarantine-index.sql" suffix(, 0)
    }},
    {"Migrations/009-journal", (const char[]){
#embed "Migrations/009-journal.sql" suffix(, 0)
    }},
    {"Migrations/010-states", (const char[]){
#embed "Migrations/010-states.sql" suffix(, 0)
    }},
    {"Migrations/011-authority", (const char[]){
#embed "Migrations/011-authority.sql" suffix(, 0)
    }},
    {"Migrations/012-persons", (const char[]){
#embed "Migrations/012-persons.sql" suffix(, 0)
    }},
    {"Migrations/013-cases", (const char[]){
#embed "Migrations/013-cases.sql" suffix(, 0)
    }},
    {"Migrations/014-custody", (const char[]){
#embed "Migrations/014-custody.sql" suffix(, 0)
    }},
    {"Migrations/015-replays", (const char[]){
#embed "Migrations/015-replays.sql" suffix(, 0)
    }},
    {"Migrations/016-paths", (const char[]){
#embed "Migrations/016-paths.sql" suffix(, 0)
    }},
    {"Migrations/017-analyst-views", (const char[]){
#embed "Migrations/017-analyst-views.sql" suffix(, 0)
    }},
    {"Migrations/018-erasure", (const char[]){
#embed "Migrations/018-erasure.sql" suffix(, 0)
    }},
    {"Migrations/019-known-answers", (const char[]){
#embed "Migrations/019-known-answers.sql" suffix(, 0)
    }},
    {"Migrations/020-policies", (const char[]){
#embed "Migrations/020-policies.sql" suffix(, 0)
    }},
    {"Migrations/021-locks-and-late-writes", (const char[]){
#embed "Migrations/021-locks-and-late-writes.sql" suffix(, 0)
    }},
    {"Migrations/022-checks", (const char[]){
#embed "Migrations/022-checks.sql" suffix(, 0)
    }},
    {"Migrations/023-guards", (const char[]){
#embed "Migrations/023-guards.sql" suffix(, 0)
    }},
    {"Migrations/024-review-cameras", (const char[]){
#embed "Migrations/024-review-cameras.sql" suffix(, 0)
    }},
    {"Migrations/025-workers", (const char[]){
#embed "Migrations/025-workers.sql" suffix(, 0)
    }},
    {"Migrations/026-changes", (const char[]){
#embed "Migrations/026-changes.sql" suffix(, 0)
    }},
    {"Migrations/027-analysis-versions", (const char[]){
#embed "Migrations/027-analysis-versions.sql" suffix(, 0)
    }},
    {"Migrations/028-index-blocks", (const char[]){
#embed "Migrations/028-index-blocks.sql" suffix(, 0)
    }},
    {"Functions/paths", (const char[]){
#embed "Functions/paths.sql" suffix(, 0)
    }},
    {"Functions/journal", (const char[]){
#embed "Functions/journal.sql" suffix(, 0)
    }},
    {"Functions/mandates", (const char[]){
#embed "Functions/mandates.sql" suffix(, 0)
    }},
    {"Functions/assignments", (const char[]){
#embed "Functions/assignments.sql" suffix(, 0)
    }},
    {"Functions/policies", (const char[]){
#embed "Functions/policies.sql" suffix(, 0)
    }},
    {"Functions/authority", (const char[]){
#embed "Functions/authority.sql" suffix(, 0)
    }},
    {"Functions/requisitions", (const char[]){
#embed "Functions/requisitions.sql" suffix(, 0)
    }},
    {"Functions/erasure", (const char[]){
#embed "Functions/erasure.sql" suffix(, 0)
    }},
    {"Functions/cluster", (const char[]){
#embed "Functions/cluster.sql" suffix(, 0)
    }},
    {"Functions/clocks", (const char[]){
#embed "Functions/clocks.sql" suffix(, 0)
    }},
    {"Views/reviews", (const char[]){
#embed "Views/reviews.sql" suffix(, 0)
    }},
    {"Views/footage", (const char[]){
#embed "Views/footage.sql" suffix(, 0)
    }},
    {"Views/clocks", (const char[]){
#embed "Views/clocks.sql" suffix(, 0)
    }},
    {"Views/coverage", (const char[]){
#embed "Views/coverage.sql" suffix(, 0)
    }},
    {"Views/activity", (const char[]){
#embed "Views/activity.sql" suffix(, 0)
    }},
    {"Views/tracks", (const char[]){
#embed "Views/tracks.sql" suffix(, 0)
    }},
    {"Views/paths", (const char[]){
#embed "Views/paths.sql" suffix(, 0)
    }},
    {"Views/motion", (const char[]){
#embed "Views/motion.sql" suffix(, 0)
    }},
    {"Views/activity-ranges", (const char[]){
#embed "Views/activity-ranges.sql" suffix(, 0)
    }},
    {"Views/changes", (const char[]){
#embed "Views/changes.sql" suffix(, 0)
    }},
    {"Views/chunks", (const char[]){
#embed "Views/chunks.sql" suffix(, 0)
    }},
    {"Views/attempts", (const char[]){
#embed "Views/attempts.sql" suffix(, 0)
    }},
    {"Views/workers", (const char[]){
#embed "Views/workers.sql" suffix(, 0)
    }},
    {"Views/provenance", (const char[]){
#embed "Views/provenance.sql" suffix(, 0)
    }},
    {"Views/coverage-summary", (const char[]){
#embed "Views/coverage-summary.sql" suffix(, 0)
    }},
    {"Functions/found", (const char[]){
#embed "Functions/found.sql" suffix(, 0)
    }},
    {"Functions/counts", (const char[]){
#embed "Functions/counts.sql" suffix(, 0)
    }},
    {"Functions/cameras", (const char[]){
#embed "Functions/cameras.sql" suffix(, 0)
    }},
    {"Functions/zones", (const char[]){
#embed "Functions/zones.sql" suffix(, 0)
    }},
    {"Views/rights", (const char[]){
#embed "Views/rights.sql" suffix(, 0)
    }},
};

const struct schema_file *schema_file_at(size_t index) {
    return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
