import Foundation

extension LocalServers {
    /// Returns the directory of this user's servers if no other is given.
    package static func defaultDirectory(
        environment: [String: String], isRoot: Bool = geteuid() == 0
    ) -> String {
        if isRoot { return "/var/lib/relecture/local" }
        // The XDG Base Directory Specification says to ignore relative paths.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/relecture/local" }
        return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/relecture/local"
    }
}
