import Precut

extension ErrorCase {
    /// Files that cannot be written.
    static let outputs: [ErrorCase] = [
        ErrorCase("a file that exists", .cannotWrite, "output-exists", ["exists already", "--force"]) {
            scene in
            let path = try scene.folder.write("a.jpg", "old")
            try OutputFile.write([1], to: path, overwrites: false)
        },
        ErrorCase("a folder that does not exist", .cannotWrite, "cannot-write", ["No such file", "mkdir -p"])
        {
            try OutputFile.write([1], to: $0.folder.path("missing/a.jpg"), overwrites: false)
        },
        ErrorCase("a file in the place of a folder", .cannotWrite, "cannot-write", ["Not a directory"]) {
            scene in
            let path = try scene.folder.write("file", "")
            try OutputFile.write([1], to: path + "/a.jpg", overwrites: false)
        },
        ErrorCase("a folder in the place of the file", .cannotWrite, "cannot-write", ["Is a directory"]) {
            try OutputFile.write([1], to: $0.folder.path, overwrites: true)
        },
        ErrorCase("a full disk", .cannotWrite, "cannot-write", ["No space left", "free some space"]) { _ in
            try OutputFile.write([1], to: "/dev/full", overwrites: true)
        },
        ErrorCase("a folder that cannot be made", .cannotWrite, "cannot-write", ["mkdir"]) { scene in
            try OutputFile.makeFolder(try scene.folder.write("file", "") + "/inner")
        },
    ]
}
