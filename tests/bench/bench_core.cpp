// Runs every benchmark of the core; --help lists Google Benchmark's options.
#include <string>

#include <benchmark/benchmark.h>

#include "core/support/simd.h"

int main(int argc, char** argv) {
    benchmark::AddCustomContext("simd", std::string(patchlens::default_simd_target().name()));
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
