#pragma once

#include <stdint.h>
#include <sys/types.h>

// System calls that Swift cannot spell: variadic ones, those without a wrapper in the C library, and what must happen
// between starting a process and running its program. Functions answer 0 or an errno unless they say otherwise.

// How a process ended: an exit code, or the signal (0 where there was none).
struct csandbox_ending {
    int code;
    int signal;
    int64_t processor_microseconds;
};

// A pipe whose ends no other child inherits.
int csandbox_pipe(int ends[2]);
// Starts a program in a process group of its own, with these descriptors as 0, 1, 2, ... and no others, every signal at
// its default.
int csandbox_spawn(
    pid_t *pid, const char *path, char *const arguments[], char *const environment[], const int *descriptors,
    int count);
// A descriptor that becomes readable when the process ends; -1 where the kernel has none.
int csandbox_watch(pid_t pid);
// 1 when the process has ended, and is reaped; 0 while it runs; a negative errno.
int csandbox_reap(pid_t pid, struct csandbox_ending *ending);
// As many open files as this process may have.
void csandbox_raise_files(void);
// Descriptor to be woken by.
int csandbox_bell(void);
void csandbox_ring(int bell);

// The locks, for the calling process, in the order in which they are applied.
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
// The version of Landlock's interface; 0 where the kernel has none.
int csandbox_landlock_version(void);
int csandbox_landlock(void);
// Lets nothing but the listed system calls through. A refused one fails with EPERM and is told on standard error.
int csandbox_filter(void);
// After `csandbox_filter`: what only an attacker calls ends the process.
int csandbox_filter_fatally(void);
// Whether refused system calls are told.
void csandbox_tell_refusals(int tells);
int csandbox_refusals(void);
// Begins each line about a refused system call; its number follows.
const char *csandbox_refusal_prefix(void);

// Attempts at what the locks forbid: 0 where it worked, else the errno.
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
// Takes memory and writes to all of it.
int csandbox_take_memory(uint64_t bytes);
