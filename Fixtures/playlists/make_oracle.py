"""Writes what python m3u8 reads from the playlists beside this file, as the oracle of OracleTests.

Usage: pip install m3u8==6.0.0 && python make_oracle.py > python-m3u8.tsv

Left out: playlists that m3u8 refuses, those with variables, which it does not replace, and
bis_low_latency, where it counts partial segments without a segment as one more segment.
"""
import glob
import os

import m3u8

here = os.path.dirname(os.path.abspath(__file__))
for path in sorted(glob.glob(os.path.join(here, "*.m3u8"))):
    name = os.path.basename(path)
    if name == "bis_low_latency.m3u8":
        continue
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
        if "#EXT-X-DEFINE" in text:
            continue
        playlist = m3u8.loads(text)
    except (KeyError, ValueError):
        continue
    for segment in playlist.segments:
        discontinuity = "discontinuity" if segment.discontinuity else "-"
        print(name, "segment", segment.uri, repr(segment.duration), discontinuity, sep="\t")
    for variant in playlist.playlists:
        info = variant.stream_info
        print(name, "variant", variant.uri, info.bandwidth, info.codecs or "-", sep="\t")
    for media in playlist.media:
        print(name, "rendition", media.uri or "-", media.name, media.group_id, sep="\t")
