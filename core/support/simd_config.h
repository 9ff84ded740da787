// Included before Highway wherever a loop is compiled for every instruction set, so that all agree on which
// those are.
#pragma once

// The loops keep vectors in arrays and need lengths known at compile time, which the scalable instruction
// sets do not have; Arm falls back to NEON.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
