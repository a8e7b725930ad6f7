#pragma once

#include <errno.h>
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>

// Deprecated pixel formats that imply full range.
static inline int ffmpeg_is_full_range(const AVFrame *frame) {
    switch (frame->format) {
    case AV_PIX_FMT_YUVJ420P: case AV_PIX_FMT_YUVJ422P: case AV_PIX_FMT_YUVJ444P: case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
        return 1;
    default:
        return frame->color_range == AVCOL_RANGE_JPEG;
    }
}

// swscale uses the same numbers. A picture that states no matrix keeps its values.
static inline int ffmpeg_matrix(const AVFrame *frame) {
    switch (frame->colorspace) {
    case AVCOL_SPC_BT709: return SWS_CS_ITU709;
    case AVCOL_SPC_FCC: return SWS_CS_FCC;
    case AVCOL_SPC_SMPTE240M: return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL: case AVCOL_SPC_BT2020_CL: return SWS_CS_BT2020;
    default: return SWS_CS_ITU601;
    }
}

// Scales into a picture with allocated buffers, to its size and format, converting to the range and matrix that JPEG
// readers expect (full, BT.601) from whatever the source uses: limited range shown as full would look washed out.
//
// Runs on the calling thread, the only one a sandboxed process has, and gives the same bits on every processor.
static inline int ffmpeg_scale_for_jpeg(const AVFrame *from, AVFrame *to) {
    if (!sws_isSupportedInput((enum AVPixelFormat)from->format)) return AVERROR(ENOSYS);
    struct SwsContext *scaler = sws_getContext(
        from->width, from->height, (enum AVPixelFormat)from->format, to->width, to->height,
        (enum AVPixelFormat)to->format, SWS_AREA | SWS_ACCURATE_RND | SWS_BITEXACT, NULL, NULL, NULL);
    if (!scaler) return AVERROR(EINVAL);
    int code = sws_setColorspaceDetails(
        scaler, sws_getCoefficients(ffmpeg_matrix(from)), ffmpeg_is_full_range(from),
        sws_getCoefficients(SWS_CS_ITU601), 1, 0, 1 << 16, 1 << 16);
    if (code >= 0)
        code = sws_scale(
            scaler, (const uint8_t *const *)from->data, from->linesize, 0, from->height, to->data, to->linesize);
    sws_freeContext(scaler);
    return code;
}
