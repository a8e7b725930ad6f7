/// Generates passwords: 160 bits from the system's generator, as letters and digits that need no quoting.
enum Secret {
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        return String((0..<32).map { _ in alphabet[Int.random(in: 0..<32, using: &generator)] })
    }
}
