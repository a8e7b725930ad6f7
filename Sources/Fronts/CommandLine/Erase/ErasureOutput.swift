import Formats
import Foundation
import Operations

/// Prints certificates and the events of an erasure.
enum ErasureOutput {
    /// - Parameter folder: The folder for the certificate as JSON and as text; it is printed in any case.
    static func write(_ certificate: ErasureCertificate, _ format: ListFormat, folder: String?) throws {
        let json = certificate.json.text + "\n"
        if let folder {
            let id = certificate.members["requisition"]?.string ?? ""
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw CommandError("cannot create \(folder): \(error.localizedDescription)")
            }
            try StandardOutput.write(json, to: "\(folder)/erasure-\(id).json")
            try StandardOutput.write(certificate.text, to: "\(folder)/erasure-\(id).txt")
        }
        try StandardOutput.write(format == .json ? json : certificate.text)
    }

    static func tell(_ event: EraseRequisitions.Event) {
        switch event {
        case .workersUntold: StandardError.noteUnreachedBroker()
        case .exportLeft(let path, let fate): StandardError.write("note: export \(path): \(fate)\n")
        case .failed(let error): StandardError.write("\(error)\n")
        }
    }
}
