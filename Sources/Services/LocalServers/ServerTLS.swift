/// Certificates for private servers that also offer TLS. For tests, since all traffic stays on loopback.
package struct ServerTLS: Sendable {
    /// PEM texts: the client certificates' authorities, the server's certificate, and its key.
    package let authorities: String
    package let certificate: String
    package let key: String
    /// Whether clients must present a certificate of those authorities.
    package let demandsClientCertificates: Bool

    package init(authorities: String, certificate: String, key: String, demandsClientCertificates: Bool) {
        self.authorities = authorities
        self.certificate = certificate
        self.key = key
        self.demandsClientCertificates = demandsClientCertificates
    }

    /// Writes the files into a directory, readable only by the server's account.
    func write(into directory: String, of place: StateDirectory, for account: ServiceAccount?) throws {
        for (name, text) in [("authorities", authorities), ("certificate", certificate), ("key", key)] {
            try place.write(text, to: "\(directory)/\(name).pem", for: account)
        }
        try place.write(ServerTLS.databaseAccess, to: "\(directory)/pg_hba.conf", for: account)
    }

    /// Returns PostgreSQL's settings for files in a directory.
    func databaseSettings(in directory: String) -> [String] {
        [
            "ssl=on", "ssl_ca_file=\(directory)/authorities.pem", "ssl_cert_file=\(directory)/certificate.pem",
            "ssl_key_file=\(directory)/key.pem",
        ] + (demandsClientCertificates ? ["hba_file=\(directory)/pg_hba.conf"] : [])
    }

    /// pg_hba rules. The superuser connects without TLS to set the cluster up.
    private static let databaseAccess = """
        host all postgres 127.0.0.1/32 scram-sha-256
        hostssl all relecture 127.0.0.1/32 scram-sha-256 clientcert=verify-ca

        """

    /// Returns RabbitMQ's settings for files in a directory.
    func brokerSettings(in directory: String, port: Int) -> String {
        """
        listeners.ssl.1 = 127.0.0.1:\(port)
        ssl_options.cacertfile = \(directory)/authorities.pem
        ssl_options.certfile = \(directory)/certificate.pem
        ssl_options.keyfile = \(directory)/key.pem
        ssl_options.versions.1 = tlsv1.3
        ssl_options.versions.2 = tlsv1.2
        ssl_options.verify = verify_peer
        ssl_options.fail_if_no_peer_cert = \(demandsClientCertificates)

        """
    }
}
