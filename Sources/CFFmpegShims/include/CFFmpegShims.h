#pragma once

#include <stdint.h>

#include <libavcodec/avcodec.h>
#include <libavutil/avutil.h>
#include <libswscale/swscale.h>

// What Swift cannot import from FFmpeg (macros with arguments, variadics), and every difference between the
// versions 5.1 to 7.1.

// Error codes: AVERROR() and its relatives are macros.
extern const int cffmpeg_error_again;
extern const int cffmpeg_error_end;
extern const int cffmpeg_error_invalid_data;
extern const int cffmpeg_error_no_memory;
extern const int cffmpeg_error_invalid_argument;

// AV_NOPTS_VALUE.
extern const int64_t cffmpeg_no_timestamp;

// FF_QP2LAMBDA: AVFrame.quality for quantiser scale 1.
extern const int cffmpeg_lambda_per_quantiser;

// Bicubic, and the same result on every processor: swscale's flags are macros in some versions and an enum in
// others.
extern const int cffmpeg_scaler_flags;

// Versions in the form of AV_VERSION_INT: those of the headers that this file was compiled with.
unsigned cffmpeg_compiled_avcodec(void);
unsigned cffmpeg_compiled_avutil(void);
unsigned cffmpeg_compiled_swscale(void);

// Whether a decoded frame holds two fields: AVFrame.interlaced_frame before libavutil 58.7, a flag since.
int cffmpeg_frame_is_interlaced(const AVFrame *frame);

// Replaces FFmpeg's process-wide log output, which goes to standard error, by one line a thread: the last
// message of level error or worse that FFmpeg gave on it.
void cffmpeg_log_install(void);

// Forgets the calling thread's line.
void cffmpeg_log_forget(void);

// The calling thread's line, "h264: message"; empty where there is none. Valid until FFmpeg is called again.
const char *cffmpeg_log_line(void);
