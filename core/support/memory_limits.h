// What the groups and limits that hold this process leave of the machine's memory.
#pragma once

#include <cstdint>
#include <filesystem>

namespace patchlens {

/// Bytes that the control groups of this process, with all that hold them, still allow: the least of limit
/// minus use, where what the kernel keeps of files does not count, for it gives that back. Without a limit,
/// the largest number there is. Reads /proc/self/cgroup, /proc/self/mountinfo and the files of the groups
/// under `root` (another one than / for tests). Sources: Documentation/admin-guide/cgroup-v2.rst and
/// cgroup-v1/memory.rst of Linux.
std::uint64_t memory_left_by_groups(const std::filesystem::path& root = "/");

/// Bytes that `ulimit -v` and `ulimit -d` still allow this process; without one, the largest number there is.
std::uint64_t memory_left_by_limits();

}  // namespace patchlens
