@main
struct PrecutCommand {
    static func main() {}
}
