#include "core/similarity.h"

#include <gtest/gtest.h>
