"""Every row: what is asked, of whom, and when an answer counts as right."""

import json
import sys
from collections import Counter
from dataclasses import replace

from .bench import PEERS, figures
from .clips import CLIPS
from .media import SEGMENT, long_playlist, snapshot
from .pairs import Outcome, Row
from .process import measure
from .server import CountingServer

THREE_HOURS = 3 * 3_600_000


def rows(bench, pairs, wanted):
    """The rows by name, made (with their media) only when asked for."""
    for name, make in ROWS.items():
        if not wanted or name in wanted:
            yield make(bench, name, pairs)


def _single(bench, name, pairs, media, title, peer, begin=None):
    source = snapshot(bench.media, media)
    instants = bench.instants(name, source, pairs + 1, begin)
    theirs = {
        "ffmpeg": lambda pair: bench.ffmpeg_frame(source, instants[pair]),
        "PyAV": lambda pair: bench.pyav_frames(source, [instants[pair]]),
    }[peer]
    label = {"ffmpeg": "`ffmpeg -ss -i`"}.get(peer, peer)
    return Row(name, title, label, lambda pair: bench.precut_frames(source, [instants[pair]]), theirs)


def _http(server, outcome):
    """The outcome, with what the server saw of it."""
    with server.lock:
        seen = {"requests": len(server.requests), "bytes": server.sent}
    return replace(outcome, figures={**outcome.figures, **seen})


def _frame_http(bench, name, pairs):
    source = snapshot(bench.media, "480p")
    server = CountingServer(source.folder)
    address = f"{server.address}/playlist.m3u8"
    instants = bench.instants(name, source, pairs + 1, THREE_HOURS)
    knows_zero = name == "frame-http-again"
    if knows_zero:
        cache = bench.empty("cache-http")
        environment = {"XDG_CACHE_HOME": str(cache)}
        bench.precut_frames(source, [THREE_HOURS // 2], source=address, options=(), environment=environment)
    else:
        environment = None

    def ours(pair):
        server.reset()
        return _http(
            server,
            bench.precut_frames(
                source,
                [instants[pair]],
                source=address,
                options=() if knows_zero else ("--no-cache",),
                environment=environment,
            ),
        )

    def theirs(pair):
        server.reset()
        return _http(server, bench.ffmpeg_frame(source, instants[pair], source=address))

    title = "exact frame over HTTP, " + ("a later question" if knows_zero else "the first question")
    return Row(name, title, "`ffmpeg -ss -i`", ours, theirs)


def _frames_100(bench, name, pairs):
    source = snapshot(bench.media, "480p")
    drawn = bench.instants(name, source, 100 * (pairs + 1))
    batches = [drawn[100 * pair : 100 * pair + 100] for pair in range(pairs + 1)]
    return Row(
        name,
        "100 random exact frames over 4 h, 480p",
        "PyAV loop",
        lambda pair: bench.precut_frames(source, batches[pair]),
        lambda pair: bench.pyav_frames(source, batches[pair]),
    )


def _parse(bench, name, peer, command, agrees):
    """The summary that `analyze` prints holds what the peers print: how many segments, how long in all."""
    path, count, total = long_playlist(snapshot(bench.media, "480p"))
    wants_document = name == "parse-json"
    milliseconds = f"({format(float(total * 1000), '.6f').rstrip('0').rstrip('.')} ms)"

    def ours(_):
        options = ["--json"] if wants_document else []
        run = measure(
            [bench.binary, "analyze", path, "--no-media", "--quiet", *options], bench.empty("streams")
        )
        right = False
        if run.status == 0 and wants_document:
            answer = json.loads(run.output)
            ends = [round(entry["playlistEndMs"] * 1000) for entry in answer["segments"]]
            right = len(ends) == count and ends[-1] == total * 1_000_000
        elif run.status == 0:
            text = run.output.decode()
            right = f" {count} segments," in text and milliseconds in text
        return Outcome(figures(run), int(right), 1)

    def theirs(_):
        run = measure([*command, path], bench.empty("streams"))
        return Outcome(figures(run), int(run.status == 0 and agrees(run.output.decode(), count, total)), 1)

    title = (
        "every segment of it as JSON" if wants_document else "parse a 14,400-segment playlist, whole process"
    )
    return Row(name, title, peer, ours, theirs)


def _parse_m3u8(bench, name, _):
    def agrees(text, count, total):
        found, seconds = text.split()
        return int(found) == count and abs(float(seconds) - float(total)) < 1e-6

    return _parse(bench, name, "python `m3u8`", [sys.executable, PEERS / "m3u8_parse.py"], agrees)


def _parse_ffprobe(bench, name, _):
    def agrees(text, _, total):
        return abs(float(text) - float(total)) < 1e-5

    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0"]
    return _parse(bench, name, "`ffprobe`", command, agrees)


def _locate_again(bench, name, pairs):
    source = snapshot(bench.media, "480p")
    instants = bench.instants(name, source, pairs + 1)
    caches = {}

    def ask(pair):
        instant = instants[pair]
        run = measure(
            [bench.binary, "locate", source.playlist, instant, "--json", "--quiet"],
            bench.empty("streams"),
            {"XDG_CACHE_HOME": str(caches[pair])},
        )
        right = False
        if run.status == 0:
            frame = json.loads(run.output)["positions"][0]["frame"]
            right = frame["pts"] == source.pts(source.frame_at(instant))
        return Outcome(figures(run), int(right), 1)

    def cold(pair):
        caches[pair] = bench.empty("cache")
        return ask(pair)

    return Row(
        name, "`locate`, the same question again", "`precut` with an empty cache", ask, cold, is_ordered=True
    )


def _analyze(bench, name, _):
    source = snapshot(bench.media, "480p")
    megabytes = source.bytes / 1e6

    def ours(_):
        run = measure(
            [bench.binary, "analyze", source.playlist, "--json", "--quiet", "--no-cache"],
            bench.empty("streams"),
        )
        right = False
        if run.status == 0:
            answer = json.loads(run.output)
            counts = Counter((entry["frames"], len(entry["keyframesMs"])) for entry in answer["segments"])
            right = (
                counts == {(SEGMENT, 1): source.frames // SEGMENT}
                and answer["clocks"]["mediaDurationMs"] == source.milliseconds
                and answer["clocks"]["maxDriftMs"] == 0
            )
        return Outcome({**figures(run), "MB/s": megabytes / run.wall}, int(right), 1)

    return Row(name, f"`analyze` of the 4 h snapshot ({megabytes:,.0f} MB)", "–", ours)


def _start(bench, name, _):
    def side(command):
        run = measure(command, bench.empty("streams"))
        return Outcome(figures(run), int(run.status == 0), 1)

    return Row(
        name,
        "start alone (`precut --version`)",
        "`ffmpeg -version`",
        lambda _: side([bench.binary, "--version"]),
        lambda _: side(["ffmpeg", "-version"]),
    )


ROWS = {
    "frame-480p": lambda bench, name, pairs: _single(
        bench, name, pairs, "480p", "exact frame, 480p, 3 h deep", "ffmpeg", THREE_HOURS
    ),
    "frame-1080p": lambda bench, name, pairs: _single(
        bench, name, pairs, "1080p", "exact frame, 1080p", "ffmpeg"
    ),
    "frame-open-gop": lambda bench, name, pairs: _single(
        bench, name, pairs, "open-gop", "exact frame, open GOP, 480p", "PyAV"
    ),
    "frame-open-gop-ffmpeg": lambda bench, name, pairs: _single(
        bench, name, pairs, "open-gop", "exact frame, open GOP, 480p", "ffmpeg"
    ),
    "frame-http": _frame_http,
    "frame-http-again": _frame_http,
    "frames-100": _frames_100,
    "parse-m3u8": _parse_m3u8,
    "parse-json": _parse_m3u8,
    "parse-ffprobe": _parse_ffprobe,
    "locate-again": _locate_again,
    "analyze": _analyze,
    "start": _start,
    **CLIPS,
}
