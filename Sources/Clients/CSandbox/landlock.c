#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <linux/landlock.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef __NR_landlock_create_ruleset
#define __NR_landlock_create_ruleset 444
#define __NR_landlock_restrict_self 446
#endif

// Newer than Debian 12's headers; the kernel reads only the fields it knows.
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

// All file rights of an interface version: 13 in the first, then moving (2), truncating (3) and device commands (5).
static uint64_t files(int version) {
    int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    return (UINT64_C(1) << rights) - 1;
}

int csandbox_landlock_version(void) {
    long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version < 0 ? 0 : (int)version;
}

int csandbox_landlock(void) {
    int version = csandbox_landlock_version();
    if (version == 0) return ENOSYS;
    struct ruleset rules = {.files = files(version)};
    size_t size = offsetof(struct ruleset, network);
    if (version >= 4) {
        rules.network = 3;  // binding and connecting TCP
        size = offsetof(struct ruleset, scopes);
    }
    if (version >= 6) {
        rules.scopes = 3;  // abstract sockets and signals to processes outside
        size = sizeof rules;
    }
    // No rule is added, so nothing is allowed anywhere.
    long ruleset = syscall(__NR_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) return errno;
    int code = syscall(__NR_landlock_restrict_self, (int)ruleset, 0) ? errno : 0;
    close((int)ruleset);
    return code;
}
