/// The version of this library and its tools.
public let precutVersion = "0.1.0"
