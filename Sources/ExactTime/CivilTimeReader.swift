/// Reads the parts of an ISO 8601 date and time, one behind the other.
struct CivilTimeReader {
    let text: [UInt8]
    private var position = 0

    init(text: [UInt8]) { self.text = text }

    /// The seconds since 1970 that the date and time say, as if they were UTC.
    mutating func readDateAndTime() -> Rational? {
        guard let year = readNumber(digits: 4), skip("-"), let month = readNumber(digits: 2), skip("-"),
            let day = readNumber(digits: 2), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        guard skip("T") || skip("t") || skip(" ") else { return nil }
        guard let hour = readNumber(digits: 2), hour <= 24, skip(":"),
            let minute = readNumber(digits: 2), minute < 60
        else { return nil }
        var second: Int128 = 0
        var fraction = Rational.zero
        if skip(":") {
            guard let value = readNumber(digits: 2), value <= 60 else { return nil }
            second = value
            if skip(".") || skip(",") {
                guard let value = readFraction() else { return nil }
                fraction = value
            }
        }
        if hour == 24, minute != 0 || second != 0 || fraction != .zero { return nil }
        let whole = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
        return fraction == .zero ? Rational(whole) : Rational(whole) + fraction
    }

    /// The offset from UTC at the end of the text; zero and no text where nothing is left.
    mutating func readOffset() -> (seconds: Int, text: String?)? {
        guard position < text.count else { return (0, nil) }
        let written = String(decoding: text[position...], as: UTF8.self)
        if skip("Z") || skip("z") { return position == text.count ? (0, written) : nil }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = readNumber(digits: 2), hours < 24 else { return nil }
        var minutes: Int128 = 0
        if position < text.count {
            _ = skip(":")
            guard let value = readNumber(digits: 2), value < 60 else { return nil }
            minutes = value
        }
        guard position == text.count else { return nil }
        let seconds = Int(hours * 3600 + minutes * 60)
        return (isWest ? -seconds : seconds, written)
    }

    private mutating func readFraction() -> Rational? {
        let start = position
        while position < text.count, isDigit(text[position]) { position += 1 }
        guard position > start else { return nil }
        let digits = [UInt8(ascii: ".")] + text[start..<position]
        guard let reading = try? DecimalText.read(digits) else { return nil }
        return reading.value
    }

    private mutating func readNumber(digits: Int) -> Int128? {
        guard text.count - position >= digits else { return nil }
        var value: Int64 = 0
        for byte in text[position..<position + digits] {
            guard isDigit(byte) else { return nil }
            value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        position += digits
        return Int128(value)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9") }
}
