// How much of the machine's memory this process may use: control groups and resource limits.
#pragma once

#include <cstdint>
#include <filesystem>

namespace patchlens {

/// Bytes that the control groups of this process and their parents still allow: the smallest of limit minus
/// use, where the page cache does not count as used, because the kernel can reclaim it. Without a limit, the
/// largest std::uint64_t. Reads /proc/self/cgroup, /proc/self/mountinfo and the groups' files under `root`
/// (tests use another one than /). Sources: Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst
/// of Linux.
std::uint64_t memory_left_by_groups(const std::filesystem::path& root = "/");

/// Bytes that `ulimit -v` and `ulimit -d` still allow this process; without one, the largest std::uint64_t.
std::uint64_t memory_left_by_limits();

}  // namespace patchlens
