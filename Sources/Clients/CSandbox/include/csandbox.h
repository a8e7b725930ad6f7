#pragma once

#include <stdint.h>
#include <sys/types.h>

// System calls that Swift cannot make: variadic ones, those without a wrapper in the C library, and the steps between
// starting a process and running its program. Functions return 0 or an errno unless stated otherwise.

// How a process ended: its exit code, or the signal (0 if none).
struct csandbox_ending {
    int code;
    int signal;
    int64_t processor_microseconds;
};

// Creates a pipe whose ends no other child inherits.
int csandbox_pipe(int ends[2]);
// Starts a program in its own process group, with these descriptors as 0, 1, 2, ... and no others, and all signals at
// their defaults.
int csandbox_spawn(
    pid_t *pid, const char *path, char *const arguments[], char *const environment[], const int *descriptors,
    int count);
// Returns a descriptor that becomes readable when the process ends, or -1 if the kernel has no pidfds.
int csandbox_watch(pid_t pid);
// Returns 1 if the process has ended (and reaps it), 0 while it runs, or a negative errno.
int csandbox_reap(pid_t pid, struct csandbox_ending *ending);
// Raises the limit of open files as far as this process may.
void csandbox_raise_files(void);
// Returns an eventfd to wake a poll.
int csandbox_bell(void);
void csandbox_ring(int bell);

// The locks for the calling process, in the order in which they are applied.
int csandbox_volunteer_for_oom(void);
int csandbox_forbid_privileges(void);
int csandbox_limit_memory(uint64_t bytes);
int csandbox_limit_processor(uint64_t seconds);
int csandbox_limit_files(uint64_t descriptors);
int csandbox_limit_processes(void);
int csandbox_become(uid_t user, gid_t group);
int csandbox_drop_capabilities(void);
int csandbox_hide(void);
int csandbox_die_with(pid_t parent);
// Returns the Landlock interface version, or 0 if the kernel has none.
int csandbox_landlock_version(void);
int csandbox_landlock(void);
// Allows only the listed system calls. A refused one fails with EPERM and is reported on standard error.
int csandbox_filter(void);
// To be called after `csandbox_filter`: calls that only an attacker makes kill the process.
int csandbox_filter_fatally(void);
// Sets whether refused system calls are reported.
void csandbox_tell_refusals(int tells);
int csandbox_refusals(void);
// The prefix of each line about a refused system call; its number follows.
const char *csandbox_refusal_prefix(void);

// Attempts at what the locks forbid. Each returns 0 if it worked, otherwise the errno.
int csandbox_try_open(const char *path);
int csandbox_try_create(const char *path);
int csandbox_try_socket(void);
int csandbox_try_connect(void);
int csandbox_try_exec(void);
int csandbox_try_fork(void);
int csandbox_try_trace(pid_t pid);
int csandbox_try_signal(pid_t pid);
int csandbox_try_executable_memory(void);
int csandbox_try_core(void);
// Allocates memory and writes to all of it.
int csandbox_take_memory(uint64_t bytes);
