// Pictures and models opened again and again, whole and cut short, leave neither descriptors nor memory
// behind. Some hundreds of openings here; --gtest_repeat makes them ten thousand.
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <malloc.h>

#include "core/error.h"
#include "core/picture/image.h"
#include "core/weights/checkpoint.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

namespace fs = std::filesystem;

struct Kept {
    std::ptrdiff_t descriptors = 0;
    std::size_t bytes = 0;
};

Kept kept_by_the_program() {
    const auto open = std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
    const auto memory = ::mallinfo2();
    return {open, memory.uordblks + memory.hblkhd};
}

/// The golden files, each with a copy that lacks its last tenth.
std::vector<fs::path> files_to_open(const TemporaryFolder& folder) {
    std::vector<fs::path> files;
    for (const char* kind : {"image", "files", "checkpoints", "npz", "gguf", "torch"}) {
        for (const auto& entry : fs::directory_iterator(fs::path(PATCHLENS_GOLDEN_DIR) / kind)) {
            if (!entry.is_regular_file()) continue;
            const fs::path cut = folder / entry.path().filename().string();
            fs::copy_file(entry.path(), cut, fs::copy_options::overwrite_existing);
            fs::resize_file(cut, fs::file_size(cut) / 10 * 9);
            files.push_back(entry.path());
            files.push_back(cut);
        }
    }
    return files;
}

/// How many of the files could be opened, as a picture or as a model.
int open_all(const std::vector<fs::path>& files) {
    int opened = 0;
    for (const fs::path& file : files) {
        try {
            load_image(file);
            ++opened;
        } catch (const Error&) {
        }
        try {
            load_projection(file);
            ++opened;
        } catch (const Error&) {
        }
    }
    return opened;
}

TEST(Openings, LeaveNeitherDescriptorsNorMemory) {
    const TemporaryFolder folder;
    const std::vector<fs::path> files = files_to_open(folder);
    const int opened = open_all(files);  // what libraries keep for good, they keep now
    EXPECT_GT(opened, 100);
    const Kept before = kept_by_the_program();
    EXPECT_EQ(open_all(files), opened);
    EXPECT_EQ(open_all(files), opened);
    const Kept after = kept_by_the_program();
    EXPECT_EQ(after.descriptors, before.descriptors);
    EXPECT_LT(after.bytes, before.bytes + 10000);
}

}  // namespace
}  // namespace patchlens
