#pragma once

#include <errno.h>
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/frame.h>
#include <libavutil/opt.h>

// AVERROR and AVERROR_EOF are function-like macros, which Swift does not import.
static inline int relecture_encode_needs_input(void) { return AVERROR(EAGAIN); }
static inline int relecture_encode_is_drained(void) { return AVERROR_EOF; }
static inline int relecture_encode_not_found(void) { return AVERROR_ENCODER_NOT_FOUND; }
static inline int relecture_encode_invalid(void) { return AVERROR(EINVAL); }
static inline int relecture_encode_no_memory(void) { return AVERROR(ENOMEM); }
