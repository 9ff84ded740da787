#include "app/model/computing/expected_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <string_view>

#include "app/model/state/names.h"

namespace patchlens::model {
namespace {

/// "0.485 0.456 0.406"
std::string channel_text(const std::vector<float>& numbers) {
    std::string text;
    for (const float number : numbers) {
        std::array<char, 32> digits;
        const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
        if (!text.empty()) text += ' ';
        text.append(digits.data(), end);
    }
    return text;
}

}  // namespace

ModuleOptions with_expected(ModuleOptions module, const ExpectedPixels& expected) {
    if (expected.img_size) module.config.img_size = *expected.img_size;
    if (expected.fit) module.fit = *expected.fit;
    if (expected.filter) module.filter = *expected.filter;
    if (expected.normalize) module.normalize = *expected.normalize;
    return module;
}

std::string expected_arguments(const ModuleOptions& module, const ExpectedPixels& expected) {
    std::string arguments;
    const auto add = [&](const char* option, const std::string& value) {
        arguments += (arguments.empty() ? "" : " ") + std::string(option) + " " + value;
    };
    const ModuleOptions wanted = with_expected(module, expected);
    if (wanted.config.img_size != module.config.img_size)
        add("--img-size", to_string(wanted.config.img_size));
    if (wanted.fit != module.fit) add("--fit", std::string(name_of(wanted.fit)));
    if (wanted.filter != module.filter) add("--filter", std::string(name_of(wanted.filter)));
    if (wanted.normalize != module.normalize) add("--normalize", std::string(name_of(wanted.normalize)));
    return arguments;
}

std::string expected_values(const ExpectedPixels& expected) {
    std::string values;
    const auto add = [&](const char* option, std::string_view value) {
        values.append(values.empty() ? "" : ", ").append(option).append(" ").append(value);
    };
    if (expected.img_size) add("img_size", to_string(*expected.img_size));
    if (expected.fit) add("fit", name_of(*expected.fit));
    if (expected.filter) add("filter", name_of(*expected.filter));
    if (expected.normalize) add("normalize", name_of(*expected.normalize));
    return values;
}

std::string expected_sentence(const Language& language, const ExpectedPixels& expected) {
    const std::string values = expected_values(expected);
    if (values.empty()) return {};
    if (expected.source.empty()) return language("expects.of_the_file", {values});
    return language("expects.of", {expected.source, values});
}

std::vector<std::string> unmet_sentences(const Language& language, const ExpectedPixels& expected) {
    if (expected.damaged) return {language("expects.damaged", {expected.source})};
    std::vector<std::string> sentences;
    const auto say = [&](const char* key, std::initializer_list<std::string> values) {
        sentences.push_back(language(key, values));
    };
    if (expected.resized_to && expected.img_size) {
        const Size size = *expected.img_size;
        say("expects.resized_to",
            {std::to_string(*expected.resized_to), std::to_string(std::min(size.height, size.width))});
    }
    if (expected.pads_end) say("expects.pads_end", {});
    if (!expected.other_filter.empty()) say("expects.other_filter", {expected.other_filter});
    if (!expected.normalize && !expected.mean.empty() && !expected.std.empty())
        say("expects.other_normalize", {channel_text(expected.mean), channel_text(expected.std)});
    if (!expected.misread.empty()) {
        std::string keys;
        for (const std::string& key : expected.misread)
            keys += (keys.empty() ? "" : ", ") + key;
        say("expects.misread", {expected.source, keys});
    }
    return sentences;
}

}  // namespace patchlens::model
