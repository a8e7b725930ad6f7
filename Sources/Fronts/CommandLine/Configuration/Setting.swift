import ArgumentParser
import Foundation

/// A setting from an option or, without one, from a variable of the environment.
enum Setting {
    /// - Parameter form: What the variable must hold, for the error.
    static func value<Value: ExpressibleByArgument>(
        _ option: Value?, _ variable: String, _ form: String
    ) throws -> Value? {
        if let option { return option }
        guard let text = Surroundings.variable(variable), !text.isEmpty else { return nil }
        guard let value = Value(argument: text) else {
            throw CommandError("\(variable) is \"\(text)\": it must be \(form)")
        }
        return value
    }

    static func duration(_ option: Duration?, _ variable: String) throws -> Duration? {
        try value(option, variable, "a length of time, such as 500ms, 30s or 10m")
    }

    static func count(_ option: Int?, _ variable: String) throws -> Int? {
        guard let count = try value(option, variable, "a whole number of 1 or more") else { return nil }
        guard count >= 1 else { throw CommandError("\(variable) is \(count): it must be a whole number of 1 or more") }
        return count
    }
}
