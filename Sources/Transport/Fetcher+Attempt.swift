/// Why one attempt failed, and when the server would like the next.
struct AttemptFailure: Error {
    let error: TransportError
    var retryAfter: Duration?
}

extension Fetcher {
    /// Asks once, following redirects from the request's own location.
    func attempt(_ request: FetchRequest) async throws(AttemptFailure) -> FetchResponse {
        var location = request.location
        var visited: Set<ResourceLocation> = [location]
        var followsPublicHop = false
        while true {
            let answer = try await exchange(
                request, at: location, hopCount: visited.count - 1, followsPublicHop: followsPublicHop)
            guard Redirect.statuses.contains(answer.head.status) else {
                return try response(answer, at: location)
            }
            do throws(TransportError) {
                let target = try Redirect.target(answer.head["location"], from: location)
                guard visited.insert(target).inserted else { throw .redirectLoop(target.redacted) }
                guard visited.count - 1 <= policy.redirectLimit else {
                    throw .tooManyRedirects(request.location.redacted, limit: policy.redirectLimit)
                }
                location = target
            } catch {
                throw AttemptFailure(error: error)
            }
            followsPublicHop = followsPublicHop || answer.cameFromPublic
            tally.add { $0.redirects += 1 }
        }
    }

    private func exchange(
        _ request: FetchRequest, at location: ResourceLocation, hopCount: Int, followsPublicHop: Bool
    ) async throws(AttemptFailure) -> HTTPAnswer {
        guard let address = location.httpAddress else {
            throw AttemptFailure(error: .escapesToLocalFile(request.location.redacted))
        }
        let hop = AddressRule.Hop(rule: addressRule, host: address.host, followsPublicHop: followsPublicHop)
        if let literal = address.literalAddress, !hop.admits(literal) {
            throw AttemptFailure(error: .privateAddress(location.redacted, viaRedirect: hopCount > 0))
        }
        let transfer = Transfer(
            to: location, at: address, for: request, headers: headers(for: address), policy: policy, hop: hop,
            isRedirect: hopCount > 0)
        switch await loop.perform(transfer) {
        case .success(let answer): return answer
        case .failure(let error): throw AttemptFailure(error: error)
        }
    }

    private func response(
        _ answer: HTTPAnswer, at location: ResourceLocation
    ) throws(AttemptFailure) -> FetchResponse {
        let (head, body, place) = (answer.head, answer.body, location.redacted)
        if body.isWanted {
            return FetchResponse(
                bytes: body.bytes, effectiveLocation: location, status: head.status,
                isPartial: body.isPartial,
                totalSize: body.totalSize, contentType: head["content-type"], etag: head["etag"])
        }
        let error: TransportError =
            switch head.status {
            case 401, 403: .forbidden(place, status: head.status)
            case 404, 410: .notFound(place, status: head.status)
            case 416: .rangeBeyondEnd(place, size: head.contentRange?.size)
            default: .httpStatus(place, status: head.status)
            }
        throw AttemptFailure(error: error, retryAfter: head.retryAfter)
    }
}
