#include "CFFmpegShims.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <libavutil/error.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/version.h>

const int cffmpeg_error_again = AVERROR(EAGAIN);
const int cffmpeg_error_end = AVERROR_EOF;
const int cffmpeg_error_invalid_data = AVERROR_INVALIDDATA;
const int cffmpeg_error_no_memory = AVERROR(ENOMEM);
const int cffmpeg_error_invalid_argument = AVERROR(EINVAL);
const int64_t cffmpeg_no_timestamp = AV_NOPTS_VALUE;
const int cffmpeg_lambda_per_quantiser = FF_QP2LAMBDA;
const int cffmpeg_scaler_flags =
    SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP;

unsigned cffmpeg_compiled_avcodec(void) { return LIBAVCODEC_VERSION_INT; }
unsigned cffmpeg_compiled_avutil(void) { return LIBAVUTIL_VERSION_INT; }
unsigned cffmpeg_compiled_swscale(void) { return LIBSWSCALE_VERSION_INT; }

int cffmpeg_frame_is_interlaced(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
    return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    return frame->interlaced_frame != 0;
#endif
}

// One line a thread: an error is reported with what FFmpeg said about it on the thread that made the call, never
// with the words of a decoder that happens to run beside it.
static _Thread_local char last_line[512];

static void keep_line(void *context, int level, const char *format, va_list arguments) {
    if (level > AV_LOG_ERROR) return;
    const AVClass *class = context ? *(const AVClass **)context : NULL;
    const char *name = class && class->item_name ? class->item_name(context) : NULL;
    int prefix = name ? snprintf(last_line, sizeof last_line, "%s: ", name) : 0;
    if (prefix < 0 || prefix >= (int)sizeof last_line) prefix = 0;
    vsnprintf(last_line + prefix, sizeof last_line - (size_t)prefix, format, arguments);
    size_t length = strlen(last_line);
    while (length > 0 && (last_line[length - 1] == '\n' || last_line[length - 1] == ' ')) {
        last_line[--length] = 0;
    }
}

void cffmpeg_log_install(void) { av_log_set_callback(keep_line); }
void cffmpeg_log_forget(void) { last_line[0] = 0; }
const char *cffmpeg_log_line(void) { return last_line; }
