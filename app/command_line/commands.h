// The commands that need no window. Each is a struct: its arguments, how they are parsed, and what it does.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/command_line/options.h"
#include "app/model/computing/results.h"

namespace patchlens::command_line {

/// patchlens embed IMAGE -o OUT.npy [--layout nchw|nlc|nhwc]: the forward output, float32.
struct EmbedCommand {
    std::filesystem::path image;
    std::filesystem::path output;
    std::string layout = "nchw";
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens weights [IMAGE] -o OUT.safetensors|OUT.npy: proj.weight and proj.bias; .npy holds the weight
/// alone.
struct WeightsCommand {
    std::filesystem::path image;  ///< for --init pca
    std::filesystem::path output;
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens info [IMAGE] [--json]: shapes and costs.
struct InfoCommand {
    std::filesystem::path image;
    bool json = false;
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens explain IMAGE --patch ROW,COL --dim D [--json]: one number, taken apart.
struct ExplainCommand {
    std::filesystem::path image;
    std::string patch;
    std::string dim;
    bool json = false;
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens reconstruct IMAGE [--keep K] -o OUT.png [--json]: the picture back from its vectors.
struct ReconstructCommand {
    std::filesystem::path image;
    std::filesystem::path output;
    std::optional<std::string> keep;
    bool json = false;
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens train IMAGE… --method NAME -o OUT.safetensors: learns proj.weight and proj.bias from the
/// pictures' patches.
struct TrainCommand {
    std::vector<std::filesystem::path> images;
    std::filesystem::path output;
    std::string method = "sparse";
    std::string steps = "1500";
    std::string batch = "256";
    std::string learning_rate = "0.002";
    std::optional<std::string> sparseness;
    bool means_apart = false;
    ModuleArguments module;

    static constexpr const char* example = "patchlens train photo.jpg --method sparse -o learned.safetensors";

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens export IMAGE --what NAME … -o OUT.npy|.csv|.png|.safetensors: the numbers of one view of all the
/// vectors, or the picture that the window shows of them. --what story -o OUT.webp|FOLDER: the story as
/// pictures. --what program -o OUT.py|.ipynb: a program that prints one number.
struct ExportCommand {
    std::filesystem::path image;
    std::filesystem::path output;
    std::optional<std::string> what;
    std::optional<std::string> format;
    std::optional<std::string> dim;
    std::optional<std::string> patch;
    std::optional<std::string> clusters;
    std::optional<std::string> fps;
    std::optional<std::string> size;
    std::optional<std::string> theme;
    std::optional<std::string> scale;
    std::optional<std::string> notation;
    std::optional<std::string> mistakes;
    std::optional<std::string> language;
    bool json = false;
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;

private:
    void export_story(const Environment& environment) const;
    void export_program(const Environment& environment, const model::Selection& selection) const;
};

/// patchlens quiz [--count N] [--round before|after] [--lang ID] [--json]: the questions of a quiz with their
/// answers, to print or to read aloud.
struct QuizCommand {
    std::string count = "10";
    std::string round = "before";
    std::string language = "en";
    bool json = false;
    ModuleArguments module;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens render [IMAGE] --chapter ID --size WxH … -o OUT.png|.svg: the screen without a window, or a part
/// of it, as a picture or as a drawing.
struct RenderCommand {
    std::filesystem::path image;
    std::filesystem::path output;
    std::string size = "1600x1000";
    std::string pixels = "1";
    std::string part = "screen";
    std::filesystem::path session;
    bool presentation = false;
    ModuleArguments module;
    ScreenArguments screen;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens save IMAGE [--with-picture] … -o NAME.patchlens: the screen as one file to hand out.
struct SaveCommand {
    std::filesystem::path image;
    std::filesystem::path output;
    std::filesystem::path session;
    bool with_picture = false;
    ModuleArguments module;
    ScreenArguments screen;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;
};

/// patchlens [IMAGE] …: the window, with what was open last. IMAGE replaces the picture, and each given
/// option replaces its value.
struct WindowCommand {
    std::filesystem::path image;
    std::filesystem::path session;
    bool fresh = false;
    ModuleArguments module;
    ScreenArguments screen;

    void add_to(CLI::App& command);
    void run(const Environment& environment) const;

private:
    model::ModuleOptions resolve(const model::ModuleOptions& before, bool of_session,
                                 const Environment& environment) const;
};

}  // namespace patchlens::command_line
