#pragma once

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>

// Function-like macros and casts between integer and pointer types are not imported by Swift.

static inline int64_t ffmpeg_no_timestamp(void) { return AV_NOPTS_VALUE; }
static inline int ffmpeg_error(int posix_code) { return AVERROR(posix_code); }
static inline int ffmpeg_error_eof(void) { return AVERROR_EOF; }
static inline int ffmpeg_error_exit(void) { return AVERROR_EXIT; }
static inline int ffmpeg_error_invalid_data(void) { return AVERROR_INVALIDDATA; }

// `opaque` is ours; the callbacks are of the exact C types, which Swift closures cannot always spell.
static inline AVIOContext *ffmpeg_open_reader(
    void *opaque, int buffer_size, int (*read)(void *, uint8_t *, int), int64_t (*seek)(void *, int64_t, int)) {
    unsigned char *buffer = av_malloc(buffer_size);
    if (!buffer) return NULL;
    AVIOContext *reader = avio_alloc_context(buffer, buffer_size, 0, opaque, read, NULL, seek);
    if (!reader) av_free(buffer);
    return reader;
}

static inline void ffmpeg_close_reader(AVIOContext *reader) {
    if (!reader) return;
    av_freep(&reader->buffer);
    avio_context_free(&reader);
}

// A container must not open anything else: playlists and references would read other people's footage.
static inline int ffmpeg_refuse_nested_open(
    AVFormatContext *context, AVIOContext **result, const char *url, int flags, AVDictionary **options) {
    (void)context; (void)result; (void)flags; (void)options;
    av_log(NULL, AV_LOG_ERROR, "refused to open %s\n", url);
    return AVERROR(EPERM);
}

static inline void ffmpeg_forbid_nested_opens(AVFormatContext *context) {
    context->io_open = ffmpeg_refuse_nested_open;
}
