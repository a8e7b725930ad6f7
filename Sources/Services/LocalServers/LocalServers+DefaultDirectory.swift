import Foundation

extension LocalServers {
    /// Where the servers of this user are kept unless another directory is named.
    package static func defaultDirectory(
        environment: [String: String], isRoot: Bool = geteuid() == 0
    ) -> String {
        if isRoot { return "/var/lib/relecture/local" }
        // The specification of base directories says that relative paths are to be ignored.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/relecture/local" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/relecture/local"
    }
}
