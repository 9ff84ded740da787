#include "app/model/code/notebook.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace patchlens::model {
namespace {

using Json = nlohmann::ordered_json;

/// The lines of a text, each with its line break; the last one of a cell has none.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        lines.emplace_back(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    return lines;
}

Json source_of(std::vector<std::string> lines) {
    while (!lines.empty() && lines.back() == "\n")
        lines.pop_back();
    if (!lines.empty() && lines.back().ends_with('\n')) lines.back().pop_back();
    return lines;
}

Json text_cell(const std::string& text) {
    return {{"cell_type", "markdown"}, {"metadata", Json::object()}, {"source", source_of(lines_of(text))}};
}

Json code_cell(std::vector<std::string> lines) {
    return {{"cell_type", "code"},
            {"execution_count", nullptr},
            {"metadata", Json::object()},
            {"outputs", Json::array()},
            {"source", source_of(std::move(lines))}};
}

/// What stands above a part that begins with this line; null for nothing.
const char* sentence_above(const std::string& first_line) {
    constexpr std::pair<std::string_view, const char*> sentences[]{
        {"def pixels", "notebook.pixels"}, {"class ", "notebook.module"}, {"path = ", "notebook.run"}};
    for (const auto& [beginning, key] : sentences) {
        if (first_line.starts_with(beginning)) return key;
    }
    return nullptr;
}

}  // namespace

std::string notebook(const std::string& script, const Language& language) {
    const std::vector<std::string> lines = lines_of(script);
    std::size_t at = 0;
    std::string heading = "# " + std::string(language("notebook.title")) + "\n";
    for (; at < lines.size() && lines[at].starts_with("# "); ++at)
        heading += "\n" + lines[at].substr(2);
    Json cells{text_cell(heading)};
    std::vector<std::string> part;
    const auto finish = [&] {
        if (part.empty()) return;
        if (const char* key = sentence_above(part.front())) cells.push_back(text_cell(language(key)));
        cells.push_back(code_cell(std::exchange(part, {})));
    };
    for (; at < lines.size(); ++at) {
        const bool after_a_gap = !part.empty() && part.back() == "\n";
        const bool outermost = lines[at].find_first_not_of(" \t\n") == 0;
        if (after_a_gap && outermost) finish();
        if (!part.empty() || lines[at] != "\n") part.push_back(lines[at]);
    }
    finish();
    Json book;
    book["cells"] = std::move(cells);
    book["metadata"] = {
        {"kernelspec", {{"display_name", "Python 3"}, {"language", "python"}, {"name", "python3"}}},
        {"language_info", {{"name", "python"}}}};
    book["nbformat"] = 4;
    book["nbformat_minor"] = 4;
    return book.dump(1) + "\n";
}

}  // namespace patchlens::model
