import CSchema

/// An SQL file embedded in the executable.
package struct SchemaFile: Sendable {
    /// Its path in the folder `SQL`, without the extension.
    package let name: String
    package let text: String

    /// All files, in order of application.
    package static let all: [SchemaFile] = {
        var files: [SchemaFile] = []
        while let file = schema_file_at(files.count) {
            files.append(SchemaFile(name: String(cString: file.pointee.name), text: String(cString: file.pointee.text)))
        }
        return files
    }()
}
