/// Cuts the payload of one stream's PES packets into units.
protocol UnitAssembler: AnyObject {
    /// What was cut out so far.
    var units: StreamUnits { get set }

    /// A PES packet begins in the transport packet at `position`.
    func begin(_ times: PESOrigins.Packet?, position: Int)

    /// Takes payload of the PES packet that began last.
    func append(_ bytes: [UInt8], _ range: Range<Int>, position: Int)

    /// Bytes between the last and the next ones are missing.
    func noteLoss()

    /// The PES packet ended with all the payload that it announced.
    func endPacket()

    /// The segment is over.
    ///
    /// - Parameter isHead: More would follow: what may be incomplete is left out.
    func finish(isHead: Bool)
}
