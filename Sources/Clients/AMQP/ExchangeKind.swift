/// How an exchange routes.
package enum ExchangeKind: String, Sendable {
    case direct
    case fanout
}
