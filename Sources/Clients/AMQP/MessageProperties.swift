/// What accompanies a message's body.
package struct MessageProperties: Sendable, Equatable {
    package var messageID: String?
    package var contentType: String?
    /// Text and whole-number headers, as text; `x-first-death-reason` is among them. Others are left out.
    package var headers: [String: String] = [:]

    package init(messageID: String? = nil, contentType: String? = nil) {
        self.messageID = messageID
        self.contentType = contentType
    }
}
