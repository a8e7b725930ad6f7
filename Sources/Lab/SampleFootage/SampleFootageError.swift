/// The sample's folder or one of its files could not be created.
package struct SampleFootageError: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let text: String

    package var description: String { "cannot write the sample footage to \(path): \(text)" }
}
