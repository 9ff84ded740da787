#include "app/command_line/output.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/direct_output.h"
#include "core/error.h"
#include "core/support/atomic_file.h"

namespace patchlens::command_line {
namespace {

namespace fs = std::filesystem;

/// Whether both paths lead to the same file, through any links.
bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

bool is_terminal(const fs::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0 || !S_ISCHR(status.st_mode)) return false;
    const int descriptor = open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) return false;
    const bool terminal = isatty(descriptor) != 0;
    close(descriptor);
    return terminal;
}

/// Whether the name may have any ending: it is an existing special file or an open descriptor.
bool named_freely(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    return (fs::exists(status) && !fs::is_regular_file(status)) || names_a_descriptor(path);
}

void require_ending(const fs::path& path, std::string_view endings) {
    for (std::string_view rest = endings; !rest.empty();) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        if (has_ending(path, rest.substr(0, end))) return;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    throw Error(ErrorCode::ending_expected, {"-o", endings, path.extension().string()});
}

void require_other_file(const fs::path& output, const fs::path& input) {
    if (input.empty() || !same_file(output, input)) return;
    throw Error(ErrorCode::output_is_input, {output.string(), input.string()});
}

/// The shard index of a large model names the files read beside it: any quoted name is taken for one of them.
void require_none_listed(const fs::path& output, const fs::path& list) {
    if (!has_ending(list, ".json")) return;
    std::ifstream file(list, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::error_code error;
    for (fs::directory_iterator at(list.parent_path() / ".", error), end; !error && at != end;
         at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (text.find('"' + name + '"') != std::string::npos)
            require_other_file(output, list.parent_path() / name);
    }
}

}  // namespace

bool has_ending(const fs::path& path, std::string_view ending) {
    std::string written = path.extension().string();
    std::ranges::transform(written, written.begin(), [](unsigned char c) { return std::tolower(c); });
    return written == ending;
}

fs::path output_place(const fs::path& asked, const OutputFormat& format, std::span<const fs::path> inputs,
                      const fs::path& assets) {
    if (asked == "-" && !format.stream) throw Error(ErrorCode::stream_refused, {"-", format.endings});
    const fs::path place = asked == "-" ? fs::path("/dev/stdout") : asked;
    if (is_terminal(place)) throw Error(ErrorCode::terminal_refused, {asked.string(), format.endings});
    for (const fs::path& input : inputs) {
        require_other_file(place, input);
        require_none_listed(place, input);
    }
    std::error_code error;
    for (fs::recursive_directory_iterator at(assets, error), end; !error && at != end; at.increment(error)) {
        if (at->is_regular_file(error)) require_other_file(place, at->path());
    }
    if (!format.endings.empty() && !named_freely(place)) require_ending(place, format.endings);
    return place;
}

void require_writable(const fs::path& place, const std::stop_token& stop) {
    if (named_freely(place)) return;
    const AtomicFile attempt(place, stop);  // which leaves nothing
}

}  // namespace patchlens::command_line
