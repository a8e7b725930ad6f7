import ArgumentParser
import Foundation
import Glibc
import Operations

/// The location of the site key.
struct SiteKeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file of the site key. Default: RELECTURE_SITE_KEY, or site-key in the user's state directory.",
            valueName: "file"))
    var siteKey: String?

    var path: String {
        let given = siteKey ?? Surroundings.variable("RELECTURE_SITE_KEY") ?? ""
        return given.isEmpty ? SiteKeyOptions.usual : given
    }

    private static var usual: String {
        let environment = Surroundings.current.environment
        if getuid() == 0 { return "/var/lib/relecture/site-key" }
        let state = environment["XDG_STATE_HOME"] ?? ""
        return (state.isEmpty ? NSHomeDirectory() + "/.local/state" : state) + "/relecture/site-key"
    }

    func key() throws -> SiteKey { try SiteKey(path: path) }
}
