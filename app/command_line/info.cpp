#include <iostream>
#include <optional>

#include "app/command_line/commands.h"
#include "app/command_line/console.h"
#include "app/command_line/english.h"
#include "app/command_line/input.h"
#include "app/model/computing/info_report.h"
#include "app/model/state/names.h"
#include "core/picture/image.h"
#include "core/support/text.h"
#include "core/support/utf8.h"

namespace patchlens::command_line {
namespace {

std::string shape_text(const nlohmann::ordered_json& shape) {
    std::string text;
    for (const auto& side : shape) {
        if (!text.empty()) text += " x ";
        text += side.dump();
    }
    return text;
}

void print_line(const char* name, const std::string& value, const char* meaning) {
    std::cout << name << std::string(16 - std::string_view(name).size(), ' ') << value;
    const std::size_t used = value.size();
    std::cout << std::string(used < 22 ? 22 - used : 1, ' ') << meaning << '\n';
}

/// `picture` where it is taken as it is, in place of img_size.
void print_table(const nlohmann::ordered_json& report, std::optional<Size> picture) {
    const auto pair = [&](const char* name, const char* meaning) {
        print_line(name, shape_text(report[name]), meaning);
    };
    const auto count = [&](const char* name, const char* meaning) {
        print_line(name, report[name].dump(), meaning);
    };
    pair("img_size", "pixels, height x width");
    if (picture) {
        print_line("picture", std::to_string(picture->height) + " x " + std::to_string(picture->width),
                   "pixels, taken as they are in place of img_size");
    }
    pair("patch_size", "pixels, height x width of one patch");
    pair("stride", "pixels from one patch to the next, down x across");
    pair("padding", "rows x columns of zeros on each side");
    count("in_chans", "channels of a pixel");
    count("embed_dim", "numbers in each patch's vector");
    pair("grid_size", "rows x columns of patches");
    count("num_patches", "patches, that is tokens");
    pair("dropped", "pixel rows x columns no patch covers");
    pair("weight_shape", "embed_dim x in_chans x patch height x width");
    pair("output_shape", "what forward returns");
    pair("tokens_shape", "the same after flatten(2).transpose(1, 2)");
    count("parameters", "numbers in weight and bias");
    count("macs", "multiply-adds of one forward");
    print_line("output_bytes", report["output_bytes"].dump(),
               bytes_text(report["output_bytes"].get<std::uint64_t>()).c_str());
    const nlohmann::ordered_json& memory = report["memory_bytes"];
    const auto bytes = [&](const char* part) { return bytes_text(memory[part].get<std::uint64_t>()); };
    print_line(
        "memory_bytes", memory["total"].dump(),
        (bytes("total") + ": pixels " + bytes("pixels") + ", padding " + bytes("padded") +
         ", weights twice " + bytes("weights") + ", output " + bytes("tokens") + ", one map " + bytes("map"))
            .c_str());
}

}  // namespace

void InfoCommand::add_to(CLI::App& command) {
    command.add_option("IMAGE", image, "a picture, whose size counts with --fit none");
    command.add_flag("--json", json, "print one JSON object");
    module.add_to(command);
}

void InfoCommand::run(const Environment& environment) const {
    const auto [options, loaded] = module.resolve({}, environment, ModuleUse::shapes);
    std::optional<Size> picture;
    std::vector<PictureNote> notes;
    if (!image.empty()) {
        DecodedImage decoded = load_image(image, {}, until(environment.stop));
        if (options.fit == Fit::none) {
            picture = decoded.image.size;
        } else {
            print_note(
                english()("command.idle_fit", {image.string(), std::string(model::name_of(options.fit))}));
        }
        notes = std::move(decoded.notes);
    }
    const PatchGrid grid = options.config.grid_of(picture.value_or(options.config.img_size));
    const auto report = model::info_report(options.config, grid);
    const std::vector<std::string> said =
        weight_notes(options, loaded.get(), model::adaptation_of(options, loaded.get()));
    if (json) {
        print_json(report);
        print_notes(image, notes);
        for (const std::string& note : said)
            print_note(weights_name(options) + ": " + note);
    } else {
        print_table(report, picture);
        for (const std::string& note : said)
            print_line("note", printable(note), "");
        for (const PictureNote& note : notes)
            print_line("note", printable(english().sentence(note)), "");
    }
}

}  // namespace patchlens::command_line
