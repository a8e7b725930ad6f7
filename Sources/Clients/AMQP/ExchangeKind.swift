/// How an exchange routes messages.
package enum ExchangeKind: String, Sendable {
    case direct
    case fanout
}
