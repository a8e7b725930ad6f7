#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int fill(posix_spawn_file_actions_t *actions, const int *copies, int count) {
    for (int target = 0; target < count; target++) {
        int code = posix_spawn_file_actions_adddup2(actions, copies[target], target);
        if (code) return code;
    }
    return posix_spawn_file_actions_addclosefrom_np(actions, count);
}

static int prepare(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    sigdelset(&all, SIGKILL);
    sigdelset(&all, SIGSTOP);
    int code = posix_spawnattr_setsigmask(attributes, &none);
    if (!code) code = posix_spawnattr_setsigdefault(attributes, &all);
    if (!code) code = posix_spawnattr_setpgroup(attributes, 0);
    if (!code)
        code = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    return code;
}

static int spawn(
    pid_t *pid, const char *path, char *const arguments[], char *const environment[], const int *copies, int count) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int code = posix_spawn_file_actions_init(&actions);
    if (code) return code;
    code = posix_spawnattr_init(&attributes);
    if (!code) {
        code = fill(&actions, copies, count);
        if (!code) code = prepare(&attributes);
        if (!code) code = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return code;
}

int csandbox_spawn(
    pid_t *pid, const char *path, char *const arguments[], char *const environment[], const int *descriptors,
    int count) {
    // Duplicate above all target numbers, so that none is overwritten before it is copied.
    int *copies = calloc((size_t)count, sizeof *copies);
    if (!copies) return ENOMEM;
    int code = 0, made = 0;
    for (; made < count && !code; made++) {
        copies[made] = fcntl(descriptors[made], F_DUPFD_CLOEXEC, count);
        if (copies[made] < 0) {
            code = errno;
            break;
        }
    }
    if (!code) code = spawn(pid, path, arguments, environment, copies, count);
    for (int i = 0; i < made; i++) close(copies[i]);
    free(copies);
    return code;
}

int csandbox_pipe(int ends[2]) {
    return pipe2(ends, O_CLOEXEC) ? errno : 0;
}

int csandbox_watch(pid_t pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

int csandbox_reap(pid_t pid, struct csandbox_ending *ending) {
    int status = 0;
    struct rusage usage;
    pid_t got;
    do got = wait4(pid, &status, WNOHANG, &usage);
    while (got < 0 && errno == EINTR);
    if (got < 0) return -errno;
    if (got == 0) return 0;
    ending->code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    ending->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ending->processor_microseconds = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * INT64_C(1000000)
        + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
    return 1;
}

int csandbox_bell(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void csandbox_ring(int bell) {
    uint64_t one = 1;
    (void)!write(bell, &one, sizeof one);
}

void csandbox_raise_files(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files)) return;
    files.rlim_cur = files.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &files);
}
