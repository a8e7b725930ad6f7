#pragma once

#include <sys/syscall.h>

// System calls that decoding and analysis need once everything is open, and nothing else.
static const int allowed[] = {
    SYS_read, SYS_readv, SYS_pread64, SYS_write, SYS_writev, SYS_lseek, SYS_close, SYS_fstat,
    SYS_munmap, SYS_mremap, SYS_brk, SYS_madvise,
    SYS_futex, SYS_sched_yield, SYS_sched_getaffinity, SYS_getcpu, SYS_set_robust_list, SYS_rseq, SYS_membarrier,
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_clock_nanosleep, SYS_nanosleep, SYS_restart_syscall,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
    SYS_getpid, SYS_gettid, SYS_getppid, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
    SYS_getrandom, SYS_getrusage, SYS_uname, SYS_sysinfo, SYS_ppoll,
    SYS_exit, SYS_exit_group,
    // Additional filters can only restrict further.
    SYS_seccomp,
#if defined(SYS_poll)
    SYS_poll, SYS_time,
#endif
};

// No decoder ever makes these calls; a process that does is compromised.
static const int fatal[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_sendto, SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg,
    SYS_execve, SYS_execveat, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp,
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
    SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups, SYS_capset,
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_memfd_create, SYS_init_module, SYS_finit_module,
    SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_add_key, SYS_request_key, SYS_keyctl,
    SYS_unlinkat, SYS_renameat2, SYS_mkdirat, SYS_mknodat, SYS_linkat, SYS_symlinkat, SYS_truncate, SYS_ftruncate,
    SYS_fchmod, SYS_fchmodat, SYS_fchown, SYS_fchownat, SYS_setxattr, SYS_fsetxattr,
#if defined(SYS_openat2)
    SYS_openat2, SYS_pidfd_getfd,
#endif
#if defined(SYS_io_uring_setup)
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
#endif
#if defined(SYS_creat)
    SYS_creat, SYS_fork, SYS_vfork, SYS_unlink, SYS_rename, SYS_mkdir, SYS_mknod, SYS_link, SYS_symlink, SYS_chmod,
    SYS_chown,
#endif
#if defined(SYS_renameat)
    SYS_renameat,
#endif
};
