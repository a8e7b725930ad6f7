#pragma once

#include "decode_shims.h"
#include "encode_shims.h"
#include "scale_shims.h"
