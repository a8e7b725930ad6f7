#pragma once

#include <errno.h>
#include <iconv.h>
#include <time.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/frame.h>
#include <libavutil/log.h>
#include <libavutil/pixdesc.h>

// Swift imports neither function-like macros nor casts between integer and pointer types.

static inline int64_t ffmpeg_no_timestamp(void) { return AV_NOPTS_VALUE; }
static inline int ffmpeg_error(int posix_code) { return AVERROR(posix_code); }
static inline int ffmpeg_error_eof(void) { return AVERROR_EOF; }
static inline int ffmpeg_error_exit(void) { return AVERROR_EXIT; }
static inline int ffmpeg_error_invalid_data(void) { return AVERROR_INVALIDDATA; }

// We own `opaque`. The callbacks need exact C types, which Swift closures cannot always express.
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

// Loads the time zone, used for dates in headers, and the character sets of names in MPEG transport streams, which
// iconv reads from files on first use. Must run before the sandbox forbids opening files. The descriptors are never
// closed, so the tables stay loaded.
static inline void ffmpeg_load_files(void) {
    tzset();
    static const char *const names[] = {
        "ISO6937", "ISO-8859-1", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7",
        "ISO-8859-8", "ISO-8859-9", "ISO-8859-10", "ISO-8859-11", "ISO-8859-12", "ISO-8859-13", "ISO-8859-14",
        "ISO-8859-15", "UCS-2BE", "KSC_5601", "GB2312", "UTF-8",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) (void)iconv_open("UTF-8", names[i]);
}

// A container must not open other files: playlists and references could read someone else's footage.
static inline int ffmpeg_refuse_nested_open(
    AVFormatContext *context, AVIOContext **result, const char *url, int flags, AVDictionary **options) {
    (void)context; (void)result; (void)flags; (void)options;
    av_log(NULL, AV_LOG_ERROR, "refused to open %s\n", url);
    return AVERROR(EPERM);
}

static inline void ffmpeg_forbid_nested_opens(AVFormatContext *context) {
    context->io_open = ffmpeg_refuse_nested_open;
}
