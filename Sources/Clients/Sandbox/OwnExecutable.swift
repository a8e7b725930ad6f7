/// The path of this executable, which reruns itself in sandboxed child processes.
package enum OwnExecutable {
    /// The default stays valid even after an upgrade replaces the file. Only a host process that is not this program,
    /// such as a test, binds another path; no option or environment variable can set it.
    @TaskLocal package static var path = "/proc/self/exe"
}
