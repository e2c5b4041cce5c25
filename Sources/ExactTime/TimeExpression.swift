/// A point in a snapshot as people type it: `83456`, `83.456s`, `1:23.456`, `start`, `end-2500`.
///
/// Whole numbers are milliseconds, as in the API. A bare decimal such as `83.456` is refused, because some
/// readers take it for seconds and others for milliseconds.
public struct TimeExpression: Sendable, Hashable {
    /// What the offset counts from.
    public enum Anchor: Sendable, Hashable {
        /// The snapshot's zero.
        case start
        /// The end of the snapshot's media.
        case end
    }

    /// What ``offset`` counts from.
    public let anchor: Anchor
    /// The signed distance from ``anchor``.
    public let offset: MediaDuration

    /// Why a text is no time.
    public enum Refusal: Error, Sendable, Hashable {
        /// Nothing was written.
        case empty
        /// A decimal without a unit, as typed: seconds or milliseconds?
        case bareDecimal(String)
        /// Not a number, not a clock, neither `start` nor `end`.
        case notATime(String)
        /// Minutes or seconds of a clock are 60 or more, or have more than two digits.
        case clockField(String)
        /// Farther away than thirty years.
        case tooLarge(String)
    }

    /// A point by anchor and offset.
    public init(anchor: Anchor, offset: MediaDuration) {
        self.anchor = anchor
        self.offset = offset
    }

    /// Reads a time as typed.
    public init(parsing text: String) throws(Refusal) {
        guard !text.isEmpty else { throw .empty }
        for (word, anchor) in [("start", Anchor.start), ("end", Anchor.end)] where text.hasPrefix(word) {
            let rest = text.dropFirst(word.count)
            guard let sign = rest.first else {
                self.init(anchor: anchor, offset: .zero)
                return
            }
            guard sign == "+" || sign == "-" else { throw .notATime(text) }
            let distance = try Self.readSpan(rest.dropFirst(), of: text)
            self.init(anchor: anchor, offset: sign == "-" ? -distance : distance)
            return
        }
        let isNegative = text.hasPrefix("-")
        let distance = try Self.readSpan(isNegative ? text.dropFirst() : text[...], of: text)
        self.init(anchor: .start, offset: isNegative ? -distance : distance)
    }

    /// The point on an axis that ends at `end`.
    public func instant(end: MediaInstant) -> MediaInstant {
        switch anchor {
        case .start: .zero + offset
        case .end: end + offset
        }
    }

    private static func readSpan(_ span: Substring, of text: String) throws(Refusal) -> MediaDuration {
        if span.contains(":") { return try readClock(span, of: text) }
        for (unit, scale) in [("ms", Rational(1, 1000)), ("s", Rational(1))]
        where span.hasSuffix(unit) {
            return MediaDuration(try readNumber(span.dropLast(unit.count), of: text) * scale)
        }
        if span.contains(".") {
            _ = try readNumber(span, of: text)
            throw .bareDecimal(text)
        }
        return MediaDuration(try readNumber(span, of: text) * Rational(1, 1000))
    }

    private static func readClock(_ span: Substring, of text: String) throws(Refusal) -> MediaDuration {
        let fields = span.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count) else { throw .notATime(text) }
        var total = Rational.zero
        for (position, field) in fields.enumerated() {
            let isLast = position == fields.count - 1
            guard isLast || !field.contains(".") else { throw .notATime(text) }
            let value = try readNumber(field, of: text)
            if position > 0 {
                let whole = field.split(separator: ".", omittingEmptySubsequences: false)[0]
                guard whole.count == 2, value < Rational(60) else { throw .clockField(text) }
            }
            total = total * Rational(60) + value
        }
        return MediaDuration(total)
    }

    private static func readNumber(_ digits: Substring, of text: String) throws(Refusal) -> Rational {
        guard let first = digits.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") else {
            throw .notATime(text)
        }
        do {
            return try DecimalText.read(digits.utf8).value
        } catch .tooLarge {
            throw .tooLarge(text)
        } catch {
            throw .notATime(text)
        }
    }
}
