// Weights when memory is short: limiting this process's address space simulates a full machine.
#include <chrono>
#include <fstream>
#include <memory>
#include <optional>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/model/computing/computation.h"
#include "core/support/memory_limits.h"

namespace patchlens::model {
namespace {

// The sanitizers reserve terabytes of addresses.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

/// While it exists, this process may use at most `bytes` more address space than at its construction.
class AddressLimit {
public:
    explicit AddressLimit(std::uint64_t bytes) {
        getrlimit(RLIMIT_AS, &before_);
        std::uint64_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        rlimit now = before_;
        now.rlim_cur = pages * static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE)) + bytes;
        setrlimit(RLIMIT_AS, &now);
    }
    ~AddressLimit() { setrlimit(RLIMIT_AS, &before_); }
    AddressLimit(const AddressLimit&) = delete;
    AddressLimit& operator=(const AddressLimit&) = delete;

private:
    rlimit before_{};
};

/// 192 MiB of weights, and the same again packed.
ModuleOptions large_options(std::uint64_t seed, int embed_dim = 1024) {
    ModuleOptions options;
    options.config = {{128, 128}, {128, 128}, 3, embed_dim, true};
    options.seed = seed;
    return options;
}

PicturePointer grey_picture() {
    auto picture = std::make_shared<Picture>();
    picture->decoded.image = {{128, 128}, 3, std::vector<std::uint8_t>(std::size_t{128} * 128 * 3, 100)};
    return picture;
}

/// Waits for the latest request; returns the error it ended with.
std::optional<Error> answer(Computation& computation) {
    while (computation.busy())
        computation.wait(std::chrono::milliseconds(10));
    return computation.take_error();
}

TEST(WeightsInShortMemory, TakeThePlaceOfTheOldWhereBothFindNoRoom) {
    const PicturePointer picture = grey_picture();
    Computation computation({}, [] {});
    computation.request(large_options(0), picture);
    ASSERT_FALSE(answer(computation));
    const AddressLimit limit(std::uint64_t{100} << 20U);
    computation.request(large_options(1), picture);
    const auto error = answer(computation);
    EXPECT_FALSE(error) << error->what();
    ASSERT_TRUE(computation.latest());
    EXPECT_EQ(computation.latest()->options.seed, 1U);
}

TEST(WeightsInShortMemory, AreASentenceAndTheLastResultStays) {
    const PicturePointer picture = grey_picture();
    Computation computation({}, [] {});
    computation.request(large_options(0), picture);
    ASSERT_FALSE(answer(computation));
    const ResultsPointer shown = computation.latest();
    const AddressLimit limit(std::uint64_t{100} << 20U);
    computation.request(large_options(0, 4096), picture);
    const auto error = answer(computation);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::out_of_memory);
    EXPECT_EQ(error->arguments().at(0).word, Word::whole_module);
    EXPECT_EQ(computation.latest(), shown);
}

#endif

TEST(Weights, AreNotMadeAfterAStop) {
    std::stop_source stop;
    stop.request_stop();
    Adaptation adaptation;
    ModuleOptions options;
    try {
        make_weights(options, {}, adaptation, stop.get_token());
        ADD_FAILURE() << "made";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::cancelled);
    }
}

}  // namespace
}  // namespace patchlens::model
