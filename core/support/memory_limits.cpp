#include "core/support/memory_limits.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <initializer_list>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include <sys/resource.h>
#include <unistd.h>

namespace patchlens {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t left_of(std::uint64_t limit, std::uint64_t used) {
    return limit > used ? limit - used : 0;
}

/// The number in a file; nothing where there is none, as in "max".
std::optional<std::uint64_t> number_in(const fs::path& path) {
    std::ifstream file(path);
    std::string word;
    file >> word;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || word.empty()) return std::nullopt;
    return number;
}

/// The sum of the numbers behind `names` in lines "name number".
std::uint64_t sum_in(const fs::path& path, std::initializer_list<std::string_view> names) {
    std::ifstream file(path);
    std::string name;
    std::uint64_t number = 0;
    std::uint64_t sum = 0;
    while (file >> name >> number) {
        if (std::ranges::find(names, name) != names.end()) sum += number;
    }
    return sum;
}

std::uint64_t left_by_group(const fs::path& folder, bool version_2) {
    std::uint64_t limit = unlimited;
    const auto lower = [&](const char* name) {
        limit = std::min(limit, number_in(folder / name).value_or(unlimited));
    };
    if (version_2) {
        lower("memory.max");
        lower("memory.high");  // above it the kernel throttles the process
    } else {
        lower("memory.limit_in_bytes");
    }
    if (limit == unlimited) return unlimited;
    const std::uint64_t used =
        number_in(folder / (version_2 ? "memory.current" : "memory.usage_in_bytes")).value_or(0);
    const fs::path details = folder / "memory.stat";
    const std::uint64_t given_back =
        version_2 ? sum_in(details, {"inactive_file", "active_file", "slab_reclaimable"})
                  : sum_in(details, {"total_inactive_file", "total_active_file"});
    return left_of(limit, left_of(used, given_back));
}

/// Where a hierarchy of groups is mounted, and which group stands there.
struct Mount {
    fs::path folder;
    std::string group;
};

/// The mount of control groups of version 2, or of the memory controller of version 1.
std::optional<Mount> group_mount(const fs::path& root, bool version_2) {
    std::ifstream file(root / "proc/self/mountinfo");
    for (std::string line; std::getline(file, line);) {
        const std::size_t dash = line.find(" - ");
        if (dash == std::string::npos) continue;
        std::istringstream after(line.substr(dash + 3));
        std::string type;
        std::string source;
        std::string options;
        after >> type >> source >> options;
        const bool memory = (',' + options + ',').find(",memory,") != std::string::npos;
        if (version_2 ? type != "cgroup2" : type != "cgroup" || !memory) continue;
        std::istringstream before(line.substr(0, dash));
        std::string ignored;
        Mount mount;
        std::string folder;
        before >> ignored >> ignored >> ignored >> mount.group >> folder;
        mount.folder = root / fs::path(folder).relative_path();
        return mount;
    }
    return std::nullopt;
}

/// The group of this process as /proc/self/cgroup names it: "0::/name" or "4:memory:/name".
std::optional<std::string> own_group(const fs::path& root, bool version_2) {
    std::ifstream file(root / "proc/self/cgroup");
    for (std::string line; std::getline(file, line);) {
        const std::size_t first = line.find(':');
        const std::size_t second = line.find(':', first + 1);
        if (first == std::string::npos || second == std::string::npos) continue;
        const std::string controllers = ',' + line.substr(first + 1, second - first - 1) + ',';
        const bool memory = controllers.find(",memory,") != std::string::npos;
        if (version_2 ? controllers == ",," : memory) return line.substr(second + 1);
    }
    return std::nullopt;
}

std::uint64_t left_by_hierarchy(const fs::path& root, bool version_2) {
    const auto mount = group_mount(root, version_2);
    const auto group = own_group(root, version_2);
    if (!mount || !group) return unlimited;
    // In a container the group's path may begin above the mount point.
    fs::path inside = fs::path(*group).lexically_relative(mount->group);
    if (!inside.empty() && *inside.begin() == "..") inside.clear();
    fs::path folder = mount->folder;
    std::uint64_t left = left_by_group(folder, version_2);
    for (const fs::path& name : inside) {
        folder /= name;
        left = std::min(left, left_by_group(folder, version_2));
    }
    return left;
}

/// Bytes of a column of /proc/self/statm: 0 the whole address space, 5 data and stack.
std::uint64_t own_size(int column) {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    for (int i = 0; i <= column; ++i)
        file >> pages;
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE));
}

std::uint64_t left_by(const rlimit& limit, int column) {
    return limit.rlim_cur == RLIM_INFINITY ? unlimited : left_of(limit.rlim_cur, own_size(column));
}

}  // namespace

std::uint64_t memory_left_by_groups(const fs::path& root) {
    return std::min(left_by_hierarchy(root, true), left_by_hierarchy(root, false));
}

std::uint64_t memory_left_by_limits() {
    rlimit space{RLIM_INFINITY, RLIM_INFINITY};
    rlimit data = space;
    getrlimit(RLIMIT_AS, &space);
    getrlimit(RLIMIT_DATA, &data);
    return std::min(left_by(space, 0), left_by(data, 5));
}

}  // namespace patchlens
