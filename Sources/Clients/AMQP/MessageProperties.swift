/// The properties sent along with a message body.
package struct MessageProperties: Sendable, Equatable {
    package var messageID: String?
    package var contentType: String?
    /// Text and whole-number headers as text, including `x-first-death-reason`. Other types are omitted.
    package var headers: [String: String] = [:]

    package init(messageID: String? = nil, contentType: String? = nil) {
        self.messageID = messageID
        self.contentType = contentType
    }
}
