internal import ExactTime

extension MediaDuration {
    /// The seconds for a message, to the microsecond.
    var text: String { DecimalText.write(seconds, maximumDigits: 6) }
}
