/// What a movie says about itself in words.
public struct MovieMetadata: Sendable, Hashable {
    /// A key of the writer's own choice with its text.
    public struct Item: Sendable, Hashable {
        /// The name: reverse-domain (`com.example.start`) or any other text. In a file that was read, an item
        /// of the fixed kind without a property of its own appears under its code, `©ART`.
        public var key: String
        /// The text.
        public var value: String

        /// Makes an item.
        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// `©nam`.
    public var title: String?
    /// `©cmt`.
    public var comment: String?
    /// `©too`: the program that wrote the file. QuickTime's `©swr` is read as this, too.
    public var encoder: String?
    /// Free-form items in their order, stored as a `keys` table with handler `mdta` (QuickTime File Format,
    /// Metadata).
    public var items: [Item]

    /// Makes metadata; all is absent by default.
    public init(title: String? = nil, comment: String? = nil, encoder: String? = nil, items: [Item] = []) {
        self.title = title
        self.comment = comment
        self.encoder = encoder
        self.items = items
    }
}
