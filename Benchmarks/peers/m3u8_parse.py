"""Parses a playlist with the `m3u8` package and prints how many segments it has and how long they last."""

import math
import sys

import m3u8

playlist = m3u8.load(sys.argv[1])
print(len(playlist.segments), math.fsum(segment.duration for segment in playlist.segments))
