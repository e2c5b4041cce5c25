"""GOP structures, frame rates and picture formats in MPEG-TS, as ffmpeg's HLS muxer cuts them."""

from . import transport
from .encode import encode, from_hls, h264, hls
from .registry import trap


@trap("ts_closed_gop_25",
      "The plain case: 25 fps, closed GOPs, one a segment; audio begins 21 ms before video.")
def closed_25():
    return from_hls(encode(count=150, video=h264(50), output=hls(2)))


@trap("ts_closed_gop_2997", "30000/1001 fps: no frame but the first lies on a whole millisecond.")
def closed_2997():
    return from_hls(encode(count=180, rate="30000/1001", video=h264(60), output=hls(2)))


@trap("ts_closed_gop_50", "50 fps: frames 20 ms apart, and stereo sound.")
def closed_50():
    return from_hls(encode(count=200, rate="50", channels=2, video=h264(50), output=hls(1)))


@trap("ts_closed_gop_60", "60 fps: 16.666 ms frames; every third begins on a whole multiple of 50 ms.")
def closed_60():
    return from_hls(encode(count=240, rate="60", video=h264(60), output=hls(1)))


OPEN = "open-gop=1:bframes=3:b-pyramid=normal:b-adapt=0"


def open_gops(count, gop, rate="25", extra=OPEN, repeat=True):
    """Open GOPs, a segment each; parameter sets at every keyframe or, left to the muxer, at IDRs only."""
    output = (("-bsf:v", "dump_extra=freq=keyframe") if repeat else ()) + hls(gop // 25)
    return from_hls(encode(count=count, rate=rate, video=h264(gop, extra), output=output))


@trap("ts_open_gop",
      "Segments after the first begin with a recovery point I picture whose leading B pictures are shown "
      "before it and need the segment before; no IDR but the first.")
def open_gop():
    return open_gops(144, 48)


@trap("ts_open_gop_2997", "Open GOPs of 32 pictures at 30000/1001 fps.")
def open_gop_2997():
    return open_gops(160, 32, "30000/1001")


@trap("ts_open_gop_head_missing",
      "The snapshot begins at a recovery point: its leading pictures, the first frames on the axis, "
      "cannot be decoded by anybody.")
def open_gop_head_missing():
    snapshot = open_gops(160, 32, "30000/1001")
    lost = snapshot.segments.pop(0).data
    snapshot.media_sequence = 1
    lost_pictures = len(transport.elementary(lost, transport.video_pid(lost)))
    snapshot.expected_numbers = list(range(lost_pictures, 160))
    return snapshot


@trap("ts_parameter_sets_once",
      "Open GOPs whose parameter sets stand at the very first picture and never again.")
def parameter_sets_once():
    return open_gops(112, 28, repeat=False)


@trap("ts_b_pyramid", "Eight B pictures in a pyramid: decoding order is far from presentation order.")
def b_pyramid():
    video = h264(25, "bframes=8:b-pyramid=normal:b-adapt=0:ref=4")
    return from_hls(encode(count=125, video=video, output=hls(1)))


@trap("ts_intra_refresh",
      "Periodic intra refresh: recovery points with recovery_frame_cnt > 0 and no IDR after the first.")
def intra_refresh():
    return open_gops(125, 25, extra="intra-refresh=1:bframes=0")


@trap("ts_vfr", "Variable frame rate: intervals of 27 to 363 ms, every frame index times any rate is wrong.")
def vfr():
    irregular = "settb=1/90000,setpts='N*3600+300*mod(N*7\\,11)+27000*floor(N/40)'"
    options = ("-vsync", "passthrough", "-enc_time_base", "1:90000")
    return from_hls(encode(
        count=125, length="6.0", filters=irregular, video=h264(25, options=options), output=hls(1)))


@trap("ts_portrait", "Portrait pictures, 192x336.")
def portrait():
    return from_hls(encode(count=100, size=(192, 336), video=h264(50), output=hls(2)))


@trap("ts_interlaced", "Interlaced H.264 (MBAFF, top field first): one access unit holds both fields.")
def interlaced():
    return from_hls(encode(
        count=100, filters="setfield=tff", output=hls(2),
        video=h264(50, "tff=1", options=("-flags:v", "+bitexact+ildct+ilme"))))


@trap("ts_sar", "Sample aspect ratio 4:3: 240x160 coded, 320x160 shown.")
def sample_aspect_ratio():
    return from_hls(encode(count=100, size=(240, 160), filters="setsar=4/3", video=h264(50), output=hls(2)))


@trap("ts_full_range_709", "Full range luma and BT.709 tags: black is 0, not 16.")
def full_range():
    colour = ("-color_range", "pc", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc",
              "bt709")
    return from_hls(encode(count=100, full_range=True, video=h264(50, options=colour), output=hls(2),
                           input_options=("-color_range", "pc")))
