import LocalServers
import Testing

struct PlaceTests {
    @Test func stateOfRootLiesBelowVar() {
        #expect(LocalServers.defaultDirectory(environment: [:], isRoot: true) == "/var/lib/relecture/local")
    }

    @Test func stateOfAUserLiesInTheirStateDirectory() {
        let home = ["HOME": "/home/ada"]
        #expect(
            LocalServers.defaultDirectory(environment: home, isRoot: false)
                == "/home/ada/.local/state/relecture/local")
        let given = ["HOME": "/home/ada", "XDG_STATE_HOME": "/state"]
        #expect(LocalServers.defaultDirectory(environment: given, isRoot: false) == "/state/relecture/local")
    }
}
