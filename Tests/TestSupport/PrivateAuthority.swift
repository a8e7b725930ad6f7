import Foundation
package import LocalServers

/// A certificate authority for a single test, made with openssl.
package struct PrivateAuthority: Sendable {
    /// A certificate and its key, as PEM files.
    package struct Identity: Sendable {
        package let certificate: String
        package let key: String
    }

    package static let program = "/usr/bin/openssl"

    package static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: program) }

    package let certificate: String
    private let key: String
    private let folder: String

    /// - Parameters:
    ///   - name: the name of its files and its certificate.
    ///   - folder: the folder for its files; the caller removes it.
    package init(_ name: String, in folder: String) throws {
        self.folder = folder
        certificate = "\(folder)/\(name).pem"
        key = "\(folder)/\(name).key"
        try Self.run(
            ["req", "-x509", "-days", "2"] + Self.newKey + [
                "-subj", "/CN=\(name)", "-keyout", key, "-out", certificate,
            ])
    }

    /// - Parameter host: the DNS name in the certificate; nil for a client.
    package func sign(_ name: String, host: String? = nil) throws -> Identity {
        let path = "\(folder)/\(name)"
        let usage =
            host.map { "subjectAltName=DNS:\($0)\nextendedKeyUsage=serverAuth" } ?? "extendedKeyUsage=clientAuth"
        try usage.write(toFile: path + ".ext", atomically: false, encoding: .utf8)
        try Self.run(
            ["req", "-new"] + Self.newKey + ["-subj", "/CN=\(name)", "-keyout", path + ".key", "-out", path + ".csr"])
        try Self.run([
            "x509", "-req", "-in", path + ".csr", "-CA", certificate, "-CAkey", key, "-CAcreateserial", "-days", "2",
            "-extfile", path + ".ext", "-out", path + ".pem",
        ])
        // libpq refuses a key that other users can read.
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + ".key")
        return Identity(certificate: path + ".pem", key: path + ".key")
    }

    /// Returns the TLS files of a server at `localhost` under this authority.
    package func serverTLS(demandsClientCertificates: Bool) throws -> ServerTLS {
        let server = try sign("server", host: "localhost")
        func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
        return ServerTLS(
            authorities: try text(certificate), certificate: try text(server.certificate), key: try text(server.key),
            demandsClientCertificates: demandsClientCertificates)
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NeverHappened(description: "openssl \(arguments): \(String(decoding: words, as: UTF8.self))")
        }
    }
}
