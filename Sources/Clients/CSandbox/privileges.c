#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static int limit(int resource, rlim_t soft, rlim_t hard) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now)) return errno;
    // Only lower limits; raising them requires a privilege.
    if (now.rlim_max < hard) hard = now.rlim_max;
    if (hard < soft) soft = hard;
    struct rlimit wanted = {soft, hard};
    return setrlimit((__rlimit_resource_t)resource, &wanted) ? errno : 0;
}

int csandbox_volunteer_for_oom(void) {
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0) return errno;
    int code = write(file, "1000", 4) == 4 ? 0 : errno;
    close(file);
    return code;
}

int csandbox_forbid_privileges(void) {
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ? errno : 0;
}

int csandbox_limit_memory(uint64_t bytes) {
    return limit(RLIMIT_AS, bytes, bytes);
}

int csandbox_limit_processor(uint64_t seconds) {
    return limit(RLIMIT_CPU, seconds, seconds + 5);
}

int csandbox_limit_files(uint64_t descriptors) {
    int code = limit(RLIMIT_CORE, 0, 0);
    if (!code) code = limit(RLIMIT_FSIZE, 0, 0);
    if (!code) code = limit(RLIMIT_MSGQUEUE, 0, 0);
    if (!code) code = limit(RLIMIT_NOFILE, descriptors, descriptors);
    return code;
}

int csandbox_limit_processes(void) {
    return limit(RLIMIT_NPROC, 0, 0);
}

int csandbox_become(uid_t user, gid_t group) {
    if (setgroups(0, NULL) || setresgid(group, group, group) || setresuid(user, user, user)) return errno;
    // Verify that root cannot be regained.
    return setuid(0) == 0 ? EPERM : 0;
}

int csandbox_drop_capabilities(void) {
    struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
    (void)prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    return syscall(SYS_capset, &header, none) ? errno : 0;
}

int csandbox_hide(void) {
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) ? errno : 0;
}

int csandbox_die_with(pid_t parent) {
    // Changing the user clears this setting, so set it afterwards.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)) return errno;
    // The parent may already have exited.
    return getppid() == parent ? 0 : ESRCH;
}
