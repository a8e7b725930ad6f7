#define _GNU_SOURCE
#include "csandbox.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int keep(int descriptor) {
    if (descriptor < 0) return errno;
    close(descriptor);
    return 0;
}

int csandbox_try_open(const char *path) {
    return keep(open(path, O_RDONLY | O_CLOEXEC));
}

int csandbox_try_create(const char *path) {
    int code = keep(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (!code) unlink(path);
    return code;
}

int csandbox_try_socket(void) {
    return keep(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

int csandbox_try_connect(void) {
    // A kernel that let the call through would return ENOTSOCK for a descriptor that is not a socket.
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int code = connect(1, (struct sockaddr *)&address, sizeof address) ? errno : 0;
    return code == ENOTSOCK ? 0 : code;
}

int csandbox_try_exec(void) {
    char *const nothing[] = {NULL};
    // The program does not exist, so this process survives to report if the call gets through.
    execve("/proc/self/no-such-program", nothing, nothing);
    return errno == ENOENT ? 0 : errno;
}

int csandbox_try_fork(void) {
    pid_t pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (pid < 0) return errno;
    if (pid == 0) _exit(0);
    waitpid(pid, NULL, 0);
    return 0;
}

int csandbox_try_trace(pid_t pid) {
    // PTRACE_SEIZE does not stop the target; it is released when this process ends.
    return ptrace(PTRACE_SEIZE, pid, NULL, NULL) ? errno : 0;
}

int csandbox_try_signal(pid_t pid) {
    return kill(pid, 0) ? errno : 0;
}

int csandbox_try_executable_memory(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return errno;
    munmap(page, 4096);
    return 0;
}

int csandbox_try_core(void) {
    struct rlimit core;
    if (getrlimit(RLIMIT_CORE, &core)) return errno;
    return core.rlim_max == 0 ? EPERM : 0;
}

int csandbox_take_memory(uint64_t bytes) {
    volatile char *block = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) return errno;
    for (uint64_t at = 0; at < bytes; at += 4096) block[at] = 1;
    return 0;
}
