// Any text as a value of the command line or of a field: one within its range that reads the same when it is
// written, or an Error.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/command_line/parse.h"
#include "app/model/quiz/record.h"
#include "app/model/state/half_width.h"
#include "app/model/state/typed_size.h"
#include "core/error.h"
#include "tests/fuzz/taken.h"

namespace {

using namespace patchlens;
using namespace patchlens::command_line;

constexpr std::string_view option = "--option";

void require(bool holds) {
    if (!holds) std::abort();
}

/// What `parse` makes of a text, an Error aside.
template <typename Parse>
void unless_refused(const Parse& parse) {
    try {
        parse();
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::argument);
    }
}

void check_numbers(std::string_view text, std::int64_t smallest, std::int64_t largest) {
    unless_refused([&] {
        const std::int64_t number = parse_integer(text, option, smallest, largest);
        require(number >= smallest && number <= largest);
        require(parse_integer(std::to_string(number), option, smallest, largest) == number);
    });
    unless_refused([&] {
        const std::uint64_t seed = parse_seed(text, option);
        require(parse_seed(std::to_string(seed), option) == seed);
    });
    unless_refused([&] {
        const float factor = parse_factor(text, option, 0.5F, 8);
        require(factor >= 0.5F && factor <= 8);
    });
}

void check_pairs(std::string_view text) {
    unless_refused([&] {
        const Size size = parse_size(text, option, 0, 4096);
        require(size.height >= 0 && size.width >= 0 && size.height <= 4096 && size.width <= 4096);
        require(parse_size(to_string(size), option, 0, 4096) == size);
    });
    unless_refused([&] {
        const PatchPosition place = parse_position(text, option);
        require(parse_position(std::to_string(place.row) + "," + std::to_string(place.column), option) ==
                place);
    });
}

void check_answers(std::string_view text) {
    if (const auto number = model::typed_number(text))
        require(model::typed_number(std::to_string(*number)) == number);
    const model::QuizRecord record = model::quiz_record(text, 10);
    require(record.size() <= 10);
    require(model::quiz_record(model::to_text(record), 10) == record);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Taken taken(data, size);
    const std::int64_t smallest = taken.between(-100, 100);
    const std::int64_t largest = smallest + taken.between(0, 200);
    const std::string_view text = taken.rest();
    check_numbers(text, smallest, largest);
    check_pairs(text);
    check_answers(text);
    const std::string narrow = model::half_width(text);
    require(model::half_width(narrow) == narrow);
    return 0;
}
