/// The SQL files of the schema, embedded by the compiler, so that the executable needs no files beside it.
#pragma once

#include <stddef.h>

struct schema_file {
    /// The file's path in this folder, without its extension, such as `Migrations/001-catalogue`.
    const char *name;
    /// Its content, byte for byte, and a terminating zero.
    const char *text;
};

/// The file at this place in the order of application; NULL after the last one.
const struct schema_file *schema_file_at(size_t index);
