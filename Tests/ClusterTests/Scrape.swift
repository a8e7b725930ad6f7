import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// An HTTP response of a process's telemetry server.
struct Scrape {
    let status: Int
    let text: String

    /// The value of each series, by name and labels as written in the text.
    var values: [String: Double] {
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            values[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
        return values
    }

    /// The names of the metric families.
    var names: Set<String> {
        Set(text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map { String($0.split(separator: " ")[2]) })
    }

    init(_ process: RelectureProcess, _ path: String) async throws {
        let address = try await eventually("the process prints its telemetry address") { process.telemetryAddress }
        let url = try #require(URL(string: "http://\(address)\(path)"))
        let (data, response) = try await URLSession.shared.data(from: url)
        status = (response as? HTTPURLResponse)?.statusCode ?? 0
        text = String(decoding: data, as: UTF8.self)
    }
}

extension RelectureProcess {
    /// The lines of its log, which must be JSON.
    var logLines: [[String: Any]] {
        errorsSoFar.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    fileprivate var telemetryAddress: String? {
        logLines.first { $0["message"] as? String == "telemetry is served" }?["address"] as? String
    }
}
