// FFmpeg, loaded when it is first called.
//
// libavcodec brings some hundred other libraries with it, and loading them costs a process more than 20 ms: twice
// what everything else of a question costs that decodes nothing. So the program is not linked with FFmpeg. Each
// function of it that is used has a definition here, which finds the real one in its library and calls it. The
// compiler checks every line against FFmpeg's own headers; a function that is missing here is a link error.

#include "CFFmpegShims.h"

#include <dlfcn.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

// The libraries of the headers' major versions: others have other structures.
static const char avcodec_name[] = "libavcodec.so." TEXT(LIBAVCODEC_VERSION_MAJOR);
static const char avutil_name[] = "libavutil.so." TEXT(LIBAVUTIL_VERSION_MAJOR);
static const char swscale_name[] = "libswscale.so." TEXT(LIBSWSCALE_VERSION_MAJOR);

// As the dynamic linker does for a program whose library is missing: there is no way on. sysexits' 69.
static void *find(const char *library, const char *function) {
    void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
    void *address = handle ? dlsym(handle, function) : NULL;
    if (!address) {
        fprintf(stderr, "error: FFmpeg cannot be loaded\n  Caused by: %s\n\n"
                        "hint: install the libraries that precut was built with, or build it again\n",
                dlerror());
        _Exit(69);
    }
    return address;
}

// Two threads may look for the same function at once; both find the same address.
#define TARGET(library, name)                                                                                \
    static __typeof__(&name) known;                                                                          \
    __typeof__(&name) target = __atomic_load_n(&known, __ATOMIC_ACQUIRE);                                    \
    if (!target) {                                                                                           \
        target = (__typeof__(&name))find(library##_name, #name);                                             \
        __atomic_store_n(&known, target, __ATOMIC_RELEASE);                                                  \
    }

#define FORWARD(library, result, name, parameters, arguments)                                                \
    __attribute__((visibility("hidden"))) result name parameters {                                           \
        TARGET(library, name)                                                                                \
        return target arguments;                                                                             \
    }

#define FORWARD_VOID(library, name, parameters, arguments)                                                   \
    __attribute__((visibility("hidden"))) void name parameters {                                             \
        TARGET(library, name)                                                                                \
        target arguments;                                                                                    \
    }

FORWARD(avutil, int, av_channel_layout_copy, (AVChannelLayout *dst, const AVChannelLayout *src), (dst, src))
FORWARD_VOID(avutil, av_channel_layout_default, (AVChannelLayout *ch_layout, int nb_channels),
    (ch_layout, nb_channels))
FORWARD(avutil, double, av_display_rotation_get, (const int32_t matrix[9]), (matrix))
FORWARD(avutil, AVFrame *, av_frame_alloc, (void), ())
FORWARD(avutil, int, av_frame_copy, (AVFrame *dst, const AVFrame *src), (dst, src))
FORWARD_VOID(avutil, av_frame_free, (AVFrame **frame), (frame))
FORWARD(avutil, int, av_frame_get_buffer, (AVFrame *frame, int align), (frame, align))
FORWARD(avutil, AVFrameSideData *, av_frame_get_side_data,
    (const AVFrame *frame, enum AVFrameSideDataType type),
    (frame, type))
FORWARD_VOID(avutil, av_frame_move_ref, (AVFrame *dst, AVFrame *src), (dst, src))
FORWARD(avutil, int, av_frame_ref, (AVFrame *dst, const AVFrame *src), (dst, src))
FORWARD_VOID(avutil, av_freep, (void *ptr), (ptr))
FORWARD(avutil, const char *, av_get_pix_fmt_name, (enum AVPixelFormat pix_fmt), (pix_fmt))
FORWARD(avutil, int, av_image_copy_to_buffer,
    (uint8_t *dst, int dst_size, const uint8_t * const src_data[4], const int src_linesize[4], enum
    AVPixelFormat pix_fmt, int width, int height, int align),
    (dst, dst_size, src_data, src_linesize, pix_fmt, width, height, align))
FORWARD(avutil, int, av_image_get_buffer_size,
    (enum AVPixelFormat pix_fmt, int width, int height, int align),
    (pix_fmt, width, height, align))
FORWARD_VOID(avutil, av_log_set_callback, (void (*callback)(void*, int, const char*, va_list)), (callback))
FORWARD(avutil, void *, av_malloc, (size_t size), (size))
FORWARD(avutil, void *, av_mallocz, (size_t size), (size))
FORWARD(avutil, int, av_opt_set,
    (void *obj, const char *name, const char *val, int search_flags),
    (obj, name, val, search_flags))
FORWARD(avutil, int, av_opt_set_int,
    (void *obj, const char *name, int64_t val, int search_flags),
    (obj, name, val, search_flags))
FORWARD(avutil, const AVPixFmtDescriptor *, av_pix_fmt_desc_get, (enum AVPixelFormat pix_fmt), (pix_fmt))
FORWARD(avutil, int, av_strerror,
    (int errnum, char *errbuf, size_t errbuf_size),
    (errnum, errbuf, errbuf_size))
FORWARD(avutil, const char *, avutil_configuration, (void), ())
FORWARD(avutil, const char *, avutil_license, (void), ())
FORWARD(avutil, unsigned, avutil_version, (void), ())

FORWARD(avcodec, int, av_new_packet, (AVPacket *pkt, int size), (pkt, size))
FORWARD(avcodec, AVPacket *, av_packet_alloc, (void), ())
FORWARD_VOID(avcodec, av_packet_free, (AVPacket **pkt), (pkt))
FORWARD(avcodec, uint8_t*, av_packet_new_side_data,
    (AVPacket *pkt, enum AVPacketSideDataType type, size_t size),
    (pkt, type, size))
FORWARD_VOID(avcodec, av_packet_unref, (AVPacket *pkt), (pkt))
FORWARD_VOID(avcodec, av_parser_close, (AVCodecParserContext *s), (s))
FORWARD(avcodec, AVCodecParserContext *, av_parser_init, (int codec_id), (codec_id))
FORWARD(avcodec, int, av_parser_parse2,
    (AVCodecParserContext *s, AVCodecContext *avctx, uint8_t **poutbuf, int *poutbuf_size, const uint8_t
    *buf, int buf_size, int64_t pts, int64_t dts, int64_t pos),
    (s, avctx, poutbuf, poutbuf_size, buf, buf_size, pts, dts, pos))
FORWARD(avcodec, AVCodecContext *, avcodec_alloc_context3, (const AVCodec *codec), (codec))
FORWARD(avcodec, const char *, avcodec_configuration, (void), ())
FORWARD(avcodec, const AVCodec *, avcodec_find_decoder_by_name, (const char *name), (name))
FORWARD(avcodec, const AVCodec *, avcodec_find_encoder_by_name, (const char *name), (name))
FORWARD_VOID(avcodec, avcodec_free_context, (AVCodecContext **avctx), (avctx))
FORWARD(avcodec, const char *, avcodec_license, (void), ())
FORWARD(avcodec, int, avcodec_open2,
    (AVCodecContext *avctx, const AVCodec *codec, AVDictionary **options),
    (avctx, codec, options))
FORWARD(avcodec, int, avcodec_receive_frame, (AVCodecContext *avctx, AVFrame *frame), (avctx, frame))
FORWARD(avcodec, int, avcodec_receive_packet, (AVCodecContext *avctx, AVPacket *avpkt), (avctx, avpkt))
FORWARD(avcodec, int, avcodec_send_frame, (AVCodecContext *avctx, const AVFrame *frame), (avctx, frame))
FORWARD(avcodec, int, avcodec_send_packet, (AVCodecContext *avctx, const AVPacket *avpkt), (avctx, avpkt))
FORWARD(avcodec, unsigned, avcodec_version, (void), ())

FORWARD(swscale, struct SwsContext *, sws_alloc_context, (void), ())
FORWARD_VOID(swscale, sws_freeContext, (struct SwsContext *swsContext), (swsContext))
FORWARD(swscale, const int *, sws_getCoefficients, (int colorspace), (colorspace))
FORWARD(swscale, int, sws_init_context,
    (struct SwsContext *sws_context, SwsFilter *srcFilter, SwsFilter *dstFilter),
    (sws_context, srcFilter, dstFilter))
FORWARD(swscale, int, sws_scale,
    (struct SwsContext *c, const uint8_t *const srcSlice[], const int srcStride[], int srcSliceY, int
    srcSliceH, uint8_t *const dst[], const int dstStride[]),
    (c, srcSlice, srcStride, srcSliceY, srcSliceH, dst, dstStride))
FORWARD(swscale, int, sws_setColorspaceDetails,
    (struct SwsContext *c, const int inv_table[4], int srcRange, const int table[4], int dstRange, int
    brightness, int contrast, int saturation),
    (c, inv_table, srcRange, table, dstRange, brightness, contrast, saturation))
FORWARD(swscale, const char *, swscale_configuration, (void), ())
FORWARD(swscale, const char *, swscale_license, (void), ())
FORWARD(swscale, unsigned, swscale_version, (void), ())
