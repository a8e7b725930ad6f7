/// This program's executable, for the children in which the program runs itself again, behind locks.
package enum OwnExecutable {
    /// The default also holds when an upgrade has replaced the file. Only a process that hosts the program without
    /// being it, such as a test, binds another; no option and no variable of the environment does.
    @TaskLocal package static var path = "/proc/self/exe"
}
