internal import ExactTime

/// Reads EXTINF (RFC 8216 4.3.2.1), as exactly as it is written and as players take it.
extension ReadingContext {
    /// What stands behind `#EXTINF:`; a duration that cannot be used is zero.
    mutating func segmentDuration(_ range: Range<Int>) -> PendingSegment.Duration {
        let comma = bytes[range].firstIndex(of: UInt8(ascii: ","))
        if comma == nil { note(.extinfWithoutComma, bytes[range]) }
        var start = range.lowerBound
        var end = comma ?? range.upperBound
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        if start > range.lowerBound || end < comma ?? range.upperBound {
            note(.extinfWhitespace, bytes[range.lowerBound..<(comma ?? range.upperBound)])
        }
        var title: String?
        if let comma, comma + 1 < range.upperBound {
            title = String(decoding: bytes[(comma + 1)..<range.upperBound], as: UTF8.self)
        }
        return PendingSegment.Duration(duration: duration(start..<end), title: title, line: line)
    }

    private mutating func duration(_ range: Range<Int>) -> MediaDuration {
        let number = numberPrefix(range)
        if number.count != range.count {
            note(.extinfNotANumber, bytes[range])
            // `1e1` is another number to those who stop reading at the letter.
            if number.upperBound < range.upperBound, bytes[number.upperBound] | 0x20 == UInt8(ascii: "e") {
                return .zero
            }
        }
        if bytes[number].contains(UInt8(ascii: ".")) { use(.decimalDurations) }
        if let value = shortDecimal(number) {
            if value == .zero { note(.extinfZero, bytes[range]) }
            return MediaDuration(value)
        }
        do throws(DecimalText.Refusal) {
            let reading = try DecimalText.read(bytes[number])
            if reading.isShortened { note(.extinfShortened, bytes[range]) }
            guard reading.value >= .zero else {
                note(.extinfNegative, bytes[range])
                return .zero
            }
            if reading.value == .zero { note(.extinfZero, bytes[range]) }
            return MediaDuration(reading.value)
        } catch .tooLarge {
            note(.extinfTooLarge, bytes[range])
        } catch {
            if number.count == range.count { note(.extinfNotANumber, bytes[range]) }
        }
        return .zero
    }

    /// What nearly every duration is, read in machine words: no sign, nine digits before the point at most and
    /// eighteen in all. `nil` for anything else.
    private func shortDecimal(_ range: Range<Int>) -> Rational? {
        guard range.count <= 19 else { return nil }
        var mantissa: Int64 = 0
        var scale: Int64 = 1
        var digits = 0
        var sawPoint = false
        for index in range {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                sawPoint = true
                continue
            }
            guard UInt8(ascii: "0") <= byte, byte <= UInt8(ascii: "9"), digits < 18, sawPoint || digits < 9
            else { return nil }
            mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
            digits += 1
            if sawPoint { scale *= 10 }
        }
        return digits > 0 ? Rational(Int128(mantissa), Int128(scale)) : nil
    }

    /// The longest beginning of `range` that is written like a number.
    private func numberPrefix(_ range: Range<Int>) -> Range<Int> {
        var end = range.lowerBound
        var hasPoint = false
        while end < range.upperBound {
            let byte = bytes[end]
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let isPoint = byte == UInt8(ascii: ".") && !hasPoint
            let isDigit = UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
            guard isDigit || isPoint || (isSign && end == range.lowerBound) else { break }
            hasPoint = hasPoint || isPoint
            end += 1
        }
        return range.lowerBound..<end
    }
}
