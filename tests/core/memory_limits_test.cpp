// Control groups as files under a folder of their own, and the limits of a process of its own.
#include "core/support/memory_limits.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/support/memory.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();
constexpr const char* version_2 = "35 24 0:30 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";

class Groups : public testing::Test {
protected:
    void put(const std::string& name, const std::string& text) const { folder.put(name, text); }
    std::uint64_t left() const { return memory_left_by_groups(folder.path()); }

    TemporaryFolder folder;
};

TEST_F(Groups, WithoutAnyThereIsNoLimit) {
    EXPECT_EQ(left(), unlimited);
}

TEST_F(Groups, AGroupLeavesItsLimitMinusWhatIsUsed) {
    put("proc/self/mountinfo", version_2);
    put("proc/self/cgroup", "0::/user.slice\n");
    put("sys/fs/cgroup/user.slice/memory.max", "1000\n");
    put("sys/fs/cgroup/user.slice/memory.current", "400\n");
    EXPECT_EQ(left(), 600U);
    put("sys/fs/cgroup/user.slice/memory.current", "1200\n");
    EXPECT_EQ(left(), 0U);
    put("sys/fs/cgroup/user.slice/memory.max", "max\n");
    EXPECT_EQ(left(), unlimited);
}

TEST_F(Groups, WhatTheKernelKeepsOfFilesIsGivenBack) {
    put("proc/self/mountinfo", version_2);
    put("proc/self/cgroup", "0::/a\n");
    put("sys/fs/cgroup/a/memory.max", "1000\n");
    put("sys/fs/cgroup/a/memory.current", "900\n");
    put("sys/fs/cgroup/a/memory.stat",
        "anon 100\nfile 700\ninactive_file 500\nactive_file 200\nslab_reclaimable 50\n");
    EXPECT_EQ(left(), 850U);
}

TEST_F(Groups, TheTightestOfAllThatHoldTheProcessCounts) {
    put("proc/self/mountinfo", version_2);
    put("proc/self/cgroup", "0::/a/b/c\n");
    put("sys/fs/cgroup/a/memory.max", "1000\n");
    put("sys/fs/cgroup/a/memory.current", "300\n");
    put("sys/fs/cgroup/a/b/memory.max", "max\n");
    put("sys/fs/cgroup/a/b/memory.high", "500\n");
    put("sys/fs/cgroup/a/b/memory.current", "100\n");
    put("sys/fs/cgroup/a/b/c/memory.max", "900\n");
    put("sys/fs/cgroup/a/b/c/memory.current", "100\n");
    EXPECT_EQ(left(), 400U);
}

TEST_F(Groups, TheFirstVersionHasAMountOfItsOwn) {
    put("proc/self/mountinfo",
        "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
        "32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"
        "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
    put("proc/self/cgroup", "9:name=systemd:/x\n4:memory:/job\n1:cpu:/x\n0::/\n");
    put("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    put("sys/fs/cgroup/memory/job/memory.limit_in_bytes", "1000\n");
    put("sys/fs/cgroup/memory/job/memory.usage_in_bytes", "500\n");
    put("sys/fs/cgroup/memory/job/memory.stat",
        "inactive_file 1\ntotal_inactive_file 100\ntotal_active_file 50\n");
    EXPECT_EQ(left(), 650U);
}

TEST_F(Groups, AContainerSeesItsOwnGroupAtTheMount) {
    put("proc/self/mountinfo", "35 24 0:30 /docker/7f /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
    put("proc/self/cgroup", "0::/docker/7f/inner\n");
    put("sys/fs/cgroup/memory.max", "1000\n");
    put("sys/fs/cgroup/memory.current", "100\n");
    put("sys/fs/cgroup/inner/memory.max", "800\n");
    put("sys/fs/cgroup/inner/memory.current", "100\n");
    EXPECT_EQ(left(), 700U);
    put("proc/self/cgroup", "0::/../elsewhere\n");
    EXPECT_EQ(left(), 900U);
}

// A sanitizer reserves far more address space.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(Limits, OfTheAddressSpaceAreSeen) {
    const pid_t child = fork();
    if (child == 0) {
        const rlimit gibibyte{1U << 30U, 1U << 30U};
        setrlimit(RLIMIT_AS, &gibibyte);
        _exit(memory_left_by_limits() < 1U << 30U &&
                      available_memory() <= memory_left_by_limits() + (1U << 20U)
                  ? 0
                  : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
#endif

}  // namespace
}  // namespace patchlens
