#pragma once

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libavutil/opt.h>

// Swift does not import the function-like macros AVERROR and AVERROR_EOF.
static inline int relecture_encode_needs_input(void) { return AVERROR(EAGAIN); }
static inline int relecture_encode_is_drained(void) { return AVERROR_EOF; }
static inline int relecture_encode_not_found(void) { return AVERROR_ENCODER_NOT_FOUND; }
static inline int relecture_encode_invalid(void) { return AVERROR(EINVAL); }
static inline int relecture_encode_no_memory(void) { return AVERROR(ENOMEM); }

// The callback's buffer is const since libavformat 61.
static inline AVIOContext *ffmpeg_open_writer(
    void *opaque, int buffer_size, int (*write)(void *, const uint8_t *, int)) {
    unsigned char *buffer = av_malloc(buffer_size);
    if (!buffer) return NULL;
#if LIBAVFORMAT_VERSION_MAJOR < 61
    int (*callback)(void *, uint8_t *, int) = (int (*)(void *, uint8_t *, int))write;
#else
    int (*callback)(void *, const uint8_t *, int) = write;
#endif
    AVIOContext *writer = avio_alloc_context(buffer, buffer_size, 1, opaque, NULL, callback, NULL);
    if (!writer) av_free(buffer);
    return writer;
}
