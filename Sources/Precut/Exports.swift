// `import Precut` is all that a client needs: the values that questions are made of come with it.
@_exported public import Cutting
@_exported public import ElementaryStreams
@_exported public import ExactTime
@_exported public import Findings
@_exported public import Media
@_exported public import Playlist
@_exported public import Segments
@_exported public import Timeline
@_exported public import Transport
