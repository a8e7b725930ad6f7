#define _GNU_SOURCE
#include "csandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "calls.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "The numbers of system calls are not known for this processor."
#endif

// A filter under construction. Jumps skip only the next instruction or two.
struct program {
    struct sock_filter code[1024];
    unsigned short length;
};

static void put(struct program *p, unsigned short code, uint32_t k, uint8_t yes, uint8_t no) {
    if (p->length < sizeof p->code / sizeof *p->code)
        p->code[p->length++] = (struct sock_filter)BPF_JUMP(code, k, yes, no);
}

static void load(struct program *p, size_t offset) {
    put(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void answer(struct program *p, uint32_t action) {
    put(p, BPF_RET | BPF_K, action, 0, 0);
}

static size_t low(int argument) {
    // Both supported architectures are little-endian.
    return offsetof(struct seccomp_data, args) + 8 * (size_t)argument;
}

static void begin(struct program *p) {
    load(p, offsetof(struct seccomp_data, arch));
    put(p, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    answer(p, SECCOMP_RET_KILL_PROCESS);
    load(p, offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
    // System call numbers of the x32 ABI.
    put(p, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    answer(p, SECCOMP_RET_KILL_PROCESS);
#endif
}

static void on(struct program *p, int call, uint32_t action) {
    put(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1);
    answer(p, action);
}

// Returns `then` if the low half of an argument, masked, equals `value`; otherwise `otherwise`.
static void on_argument(
    struct program *p, int call, int argument, uint32_t mask, uint32_t value, uint32_t then, uint32_t otherwise) {
    put(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 5);
    load(p, low(argument));
    put(p, BPF_ALU | BPF_AND | BPF_K, mask, 0, 0);
    put(p, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    answer(p, then);
    answer(p, otherwise);
}

static int install(struct program *p) {
    if (p->length >= sizeof p->code / sizeof *p->code) return E2BIG;
    struct sock_fprog program = {p->length, p->code};
    // Apply to all threads, in case there are several.
    long code = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
    return code == 0 ? 0 : code > 0 ? EBUSY : errno;
}

static atomic_int refusals;
static atomic_int tells;
static const char prefix[] = "sandbox: refused system call ";

// Runs in place of the refused call: counts it, reports it, and makes it fail.
static void refuse(int signal, siginfo_t *information, void *context) {
    (void)signal;
    ucontext_t *state = context;
    if (atomic_fetch_add(&refusals, 1) < 100 && atomic_load(&tells)) {
        char line[sizeof prefix + 16];
        memcpy(line, prefix, sizeof prefix - 1);
        char *end = line + sizeof line, *digit = end;
        *--digit = '\n';
        unsigned number = (unsigned)information->si_syscall;
        do *--digit = (char)('0' + number % 10);
        while (number /= 10);
        memmove(line + sizeof prefix - 1, digit, (size_t)(end - digit));
        (void)!write(2, line, sizeof prefix - 1 + (size_t)(end - digit));
    }
#if defined(__x86_64__)
    state->uc_mcontext.gregs[REG_RAX] = -EPERM;
#else
    state->uc_mcontext.regs[0] = (unsigned long long)-EPERM;
#endif
}

int csandbox_filter(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = refuse;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    if (sigaction(SIGSYS, &action, NULL)) return errno;
    struct program *p = calloc(1, sizeof *p);
    if (!p) return ENOMEM;
    begin(p);
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) on(p, allowed[i], SECCOMP_RET_ALLOW);
    on_argument(p, SYS_mmap, 2, PROT_EXEC, 0, SECCOMP_RET_ALLOW, SECCOMP_RET_TRAP);
    on_argument(p, SYS_mprotect, 2, PROT_EXEC, 0, SECCOMP_RET_ALLOW, SECCOMP_RET_TRAP);
    // Allow fstat by descriptor, not by path.
    on_argument(p, SYS_newfstatat, 3, AT_EMPTY_PATH, AT_EMPTY_PATH, SECCOMP_RET_ALLOW, SECCOMP_RET_TRAP);
    // Allow reading limits only: both halves of the pointer to new limits must be zero.
    put(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_prlimit64, 0, 6);
    load(p, low(2));
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3);
    load(p, low(2) + 4);
    put(p, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1);
    answer(p, SECCOMP_RET_ALLOW);
    answer(p, SECCOMP_RET_TRAP);
    // Allow a process to signal itself, as abort() does.
    on_argument(p, SYS_tgkill, 0, 0xffffffff, (uint32_t)getpid(), SECCOMP_RET_ALLOW, SECCOMP_RET_TRAP);
    on_argument(p, SYS_prctl, 0, 0xffffffff, PR_SET_NAME, SECCOMP_RET_ALLOW, SECCOMP_RET_TRAP);
    // The C library then falls back to `clone`, whose flags can be inspected.
    on(p, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
    // isatty() must fail normally.
    on(p, SYS_ioctl, SECCOMP_RET_ERRNO | ENOTTY);
    answer(p, SECCOMP_RET_TRAP);
    int code = install(p);
    free(p);
    return code;
}

int csandbox_filter_fatally(void) {
    struct program *p = calloc(1, sizeof *p);
    if (!p) return ENOMEM;
    begin(p);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) on(p, fatal[i], SECCOMP_RET_KILL_PROCESS);
    const uint32_t writes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
#if defined(SYS_open)
    on_argument(p, SYS_open, 1, writes, 0, SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS);
#endif
    on_argument(p, SYS_openat, 2, writes, 0, SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS);
    // Allow new threads, but kill a process that forks.
    on_argument(p, SYS_clone, 0, 0x00010000, 0x00010000, SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS);
    answer(p, SECCOMP_RET_ALLOW);
    int code = install(p);
    free(p);
    return code;
}

void csandbox_tell_refusals(int wanted) {
    atomic_store(&tells, wanted);
    if (wanted) atomic_store(&refusals, 0);
}

int csandbox_refusals(void) {
    return atomic_load(&refusals);
}

const char *csandbox_refusal_prefix(void) {
    return prefix;
}
