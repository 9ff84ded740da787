// The code chapter: the listings, the value of every name, stepping, copying.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/code/code_text.h"
#include "app/model/code/script.h"
#include "app/model/code/variables.h"
#include "app/ui/chapters/code/code_layout.h"
#include "app/ui/chapters/code/highlight.h"
#include "app/ui/drawing/theme.h"
#include "app/ui/play_speed.h"
#include "tests/app/contrast.h"
#include "tests/app/screen.h"
#include "tests/app/tidy.h"

namespace patchlens {
namespace {

using model::CodeLine;
using model::Notation;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ui::compat::Key;

model::Session code_session(PatchEmbedConfig config = {}, Notation notation = Notation::pytorch) {
    model::Session session;
    session.chapter = model::Chapter::code;
    session.module.config = config;
    session.place<model::Code>().notation = notation;
    return session;
}

model::ResultsPointer results_of(const model::ModuleOptions& options, model::Selection selection,
                                 std::uint64_t budget = 1U << 30U) {
    const auto picture =
        std::make_shared<const model::Picture>(sample("harbour.png"), load_image(sample("harbour.png")));
    return model::compute(options, picture, nullptr, budget, {}, selection);
}

/// Settings unlike the defaults, to show that nothing in this chapter depends on them.
std::vector<std::pair<model::ModuleOptions, model::Selection>> settings() {
    std::vector<std::pair<model::ModuleOptions, model::Selection>> all;
    const auto add = [&](PatchEmbedConfig config, model::Selection selection, auto change) {
        model::ModuleOptions options;
        options.config = config;
        change(options);
        all.emplace_back(options, selection);
    };
    using Options = model::ModuleOptions;
    add({}, {{19, 10}, 137}, [](Options&) {});
    add({{250, 300}, {16, 32}, 3, 40, true}, {{14, 8}, 39}, [](Options&) {});
    add({{64, 64}, {1, 1}, 1, 7, false}, {{63, 0}, 6}, [](Options& options) { options.fit = Fit::squash; });
    add({{224, 224}, {64, 64}, 4, 16, true}, {{1, 2}, 15},
        [](Options& options) { options.normalize = Normalize::half; });
    add({{300, 300}, {7, 9}, 3, 1, true}, {{3, 4}, 0}, [](Options& options) { options.fit = Fit::none; });
    add({{96, 96}, {32, 32}, 3, 4096, true}, {{2, 2}, 4095}, [](Options& options) {
        options.init = Init::lecun;
        options.seed = 7;
    });
    add({{224, 224}, {7, 7}, 3, 32, true, Size{4, 4}, {3, 3}}, {{0, 20}, 31}, [](Options&) {});
    add({{250, 300}, {16, 32}, 3, 40, false, Size{100, 123}, {4, 115}}, {{1, 1}, 3}, [](Options&) {});
    return all;
}

std::vector<std::string> text_of(const model::CodeListing& listing) {
    std::vector<std::string> lines;
    for (const model::CodeStep& step : listing.steps)
        lines.insert(lines.end(), step.text.begin(), step.text.end());
    return lines;
}

const model::CodeVariable& named(const std::vector<model::CodeVariable>& variables, std::string_view name) {
    const auto found = std::ranges::find(variables, name, &model::CodeVariable::name);
    if (found == variables.end()) throw std::out_of_range(std::string(name));
    return *found;
}

/// Those that the program sees in the end.
std::vector<model::CodeVariable> all_variables(const model::Results& results, Notation notation) {
    const model::CodeListing listing = model::code_listing(results, notation);
    const model::CodeRun run = model::code_run(listing);
    return model::variables_at(results, notation, listing, run, run.last());
}

/// Those that `line` of the class sees once it has run.
std::vector<model::CodeVariable> variables_after(const model::Results& results, CodeLine line) {
    const model::CodeListing listing = model::code_listing(results, Notation::pytorch);
    return model::variables_at(results, Notation::pytorch, listing, model::code_run(listing),
                               model::run_step(listing, line));
}

TEST(CodeVariables, AreNeverFewerAfterAStepOfTheSameScope) {
    for (const auto& [options, selection] : settings()) {
        const auto results = results_of(options, selection);
        for (const auto& [name, notation] : model::names_of<Notation>) {
            const model::CodeListing listing = model::code_listing(*results, notation);
            const model::CodeRun run = model::code_run(listing);
            std::map<model::CodeScope, std::size_t> before;
            for (int step = 0; step <= run.last(); ++step) {
                const std::size_t now = model::variables_at(*results, notation, listing, run, step).size();
                EXPECT_GE(now, before[run.at(step).scope]) << name << " step " << step;
                before[run.at(step).scope] = now;
            }
            EXPECT_GT(before[model::CodeScope::program], 2U);
        }
    }
}

TEST(CodeListing, HoldsTheClassWithTheCurrentValues) {
    model::ModuleOptions options;
    options.config = {{250, 300}, {16, 32}, 1, 40, false};
    const auto results = results_of(options, {{3, 4}, 5});
    const auto lines = text_of(model::code_listing(*results, Notation::pytorch));
    EXPECT_THAT(
        lines,
        ::testing::IsSupersetOf(
            {"class PatchEmbed(nn.Module):", "    \"\"\"Image to Patch Embedding\"\"\"",
             "    def __init__(self, img_size=(250, 300), patch_size=(16, 32),",
             "            in_chans=1, embed_dim=40):", "        num_patches = (img_size[1] // patch_size[1])",
             "            * (img_size[0] // patch_size[0])",
             "            kernel_size=patch_size, stride=patch_size,", "            bias=False)",
             "        B, C, H, W = x.shape", "        x = self.proj(x)", "        return x",
             "tokens = y.flatten(2).transpose(1, 2)", "print(y[0, 5, 3, 4])"}));
}

TEST(CodeListing, HoldsStrideAndPaddingWhereTheyAreNotTheDefault) {
    model::ModuleOptions options;
    options.config = {{224, 224}, {7, 7}, 3, 32, true, Size{4, 4}, {3, 3}};
    const auto results = results_of(options, {{0, 0}, 5});
    const auto lines_of = [&](Notation notation) { return text_of(model::code_listing(*results, notation)); };
    using ::testing::IsSupersetOf;
    EXPECT_THAT(
        lines_of(Notation::pytorch),
        IsSupersetOf({"        num_patches =", "            ((img_size[1] + 6 - patch_size[1]) // 4 + 1)",
                      "            * ((img_size[0] + 6 - patch_size[0]) // 4 + 1)",
                      "            kernel_size=patch_size, stride=4, padding=3)"}));
    EXPECT_THAT(lines_of(Notation::einops),
                IsSupersetOf({"patches = nn.functional.unfold(", "    x, kernel_size=7, stride=4, padding=3)",
                              "patches = rearrange(patches, \"b k n -> b n k\")"}));
    EXPECT_THAT(lines_of(Notation::numpy), IsSupersetOf({"x = numpy.pad(x, ((0, 0), (3, 3), (3, 3)))",
                                                         "    x, (7, 7), axis=(1, 2))[:, ::4, ::4]"}));
    EXPECT_THAT(lines_of(Notation::cpp),
                IsSupersetOf({"    .stride = Size{4, 4}, .padding = {3, 3}};", "    config.sliding());"}));
}

TEST(CodeListing, FitsItsLongestLineForEverySetting) {
    for (const auto& [options, selection] : settings()) {
        const auto results = results_of(options, selection);
        for (const auto& [name, notation] : model::names_of<Notation>) {
            for (const std::string& line : text_of(model::code_listing(*results, notation)))
                EXPECT_LE(line.size(), static_cast<std::size_t>(model::longest_code_line))
                    << name << ": " << line;
        }
    }
}

TEST(CodeListing, StepsStandBelowEachOther) {
    const auto results = results_of({}, {{19, 10}, 137});
    for (const auto& [name, notation] : model::names_of<Notation>) {
        const model::CodeListing listing = model::code_listing(*results, notation);
        int end = 0;
        for (const model::CodeStep& step : listing.steps) {
            EXPECT_GE(step.first_row, end) << name;
            EXPECT_LE(step.first_row, end + 1) << name;
            end = step.first_row + step.rows();
        }
        EXPECT_EQ(listing.rows, end) << name;
    }
}

TEST(CodeListing, ALineBrokenToFitIsOneLineOfTheProgram) {
    const auto results = results_of({}, {{19, 10}, 137});
    const model::CodeListing listing = model::code_listing(*results, Notation::pytorch);
    const auto source = [&](CodeLine line) { return listing.at(listing.find(line)).source(); };
    EXPECT_THAT(
        source(CodeLine::arguments),
        ElementsAre("    def __init__(self, img_size=256, patch_size=8, in_chans=3, embed_dim=512):"));
    EXPECT_THAT(source(CodeLine::num_patches),
                ElementsAre("        num_patches = (img_size[1] // patch_size[1]) * (img_size[0] // "
                            "patch_size[0])"));
    EXPECT_THAT(source(CodeLine::convolution),
                ElementsAre("        self.proj = nn.Conv2d(in_chans, embed_dim, kernel_size=patch_size, "
                            "stride=patch_size)"));
    EXPECT_EQ(listing.at(listing.find(CodeLine::super_init)).first_line, 4);
    EXPECT_EQ(listing.at(listing.find(CodeLine::forward)).first_line, 13);
    EXPECT_EQ(listing.at(listing.find(CodeLine::forward)).first_row, 15);
}

TEST(CodeListing, CutsTheRemainderOnlyWhereThereIsOne) {
    model::ModuleOptions options;
    const auto even = results_of(options, {});
    EXPECT_EQ(model::code_listing(*even, Notation::numpy).find(CodeLine::cut), -1);
    options.config.img_size = {250, 252};
    const auto odd = results_of(options, {});
    const model::CodeListing listing = model::code_listing(*odd, Notation::numpy);
    ASSERT_GE(listing.find(CodeLine::cut), 0);
    EXPECT_THAT(listing.at(listing.find(CodeLine::cut)).text, ElementsAre("x = x[:, :248, :248]"));
}

TEST(CodeListing, AnotherNotationGoesOnAtTheSameStep) {
    const auto results = results_of({}, {});
    const auto listing = [&](Notation notation) { return model::code_listing(*results, notation); };
    const auto go = [&](Notation from, CodeLine line, Notation to) {
        const model::CodeListing target = listing(to);
        return target.at(model::same_step(listing(from), listing(from).find(line), target)).line;
    };
    EXPECT_EQ(go(Notation::pytorch, CodeLine::project, Notation::numpy), CodeLine::linear);
    EXPECT_EQ(go(Notation::pytorch, CodeLine::pixels, Notation::einops), CodeLine::pixels);
    EXPECT_EQ(go(Notation::einops, CodeLine::rearrange, Notation::numpy), CodeLine::split);
    EXPECT_EQ(go(Notation::numpy, CodeLine::linear, Notation::cpp), CodeLine::call);
    EXPECT_EQ(go(Notation::cpp, CodeLine::value, Notation::pytorch), CodeLine::value);
}

TEST(CodeVariables, AreWhatCoreComputes) {
    for (const auto& [options, selection] : settings()) {
        const auto results = results_of(options, selection);
        const PatchEmbedConfig& config = options.config;
        const PatchPosition patch = selection.patch;
        const int dim = selection.dim;
        const Tensor output = results->module->forward(*results->pixels);
        const Size grid = results->grid.grid();
        const std::int64_t at = (std::int64_t{dim} * grid.height + patch.row) * grid.width + patch.column;
        const float number = output[at];
        const auto variables = all_variables(*results, Notation::pytorch);

        const auto inside = variables_after(*results, CodeLine::convolution);
        EXPECT_EQ(named(inside, "num_patches").text, std::to_string(config.num_patches()));
        EXPECT_EQ(named(inside, "self.num_patches").text, std::to_string(config.num_patches()));
        EXPECT_EQ(named(inside, "img_size").text, model::pair_text(config.img_size));
        EXPECT_EQ(named(inside, "embed_dim").text, std::to_string(config.embed_dim));
        EXPECT_EQ(named(variables, "y").shape, output.shape());
        EXPECT_EQ(named(variables, "y").value, number);
        EXPECT_EQ(named(variables, "tokens").shape,
                  output_shape(results->grid, config.embed_dim, Layout::nlc));
        EXPECT_EQ(named(variables, "tokens").value, number);
        const Tensor& weight = results->module->weight();
        EXPECT_EQ(named(variables, "model.proj.weight").shape, weight.shape());
        EXPECT_EQ(named(variables, "model.proj.weight").value, weight[dim * config.conv_shape().fan_in()]);
        if (config.bias) {
            EXPECT_EQ(named(variables, "model.proj.bias").value, results->module->bias()[dim]);
        }
        const Rectangle pixels = results->grid.inside(patch);
        EXPECT_EQ(named(variables, "x").value,
                  (*results->pixels)[std::int64_t{pixels.top} * results->grid.image().width + pixels.left]);
        EXPECT_EQ(named(all_variables(*results, Notation::numpy), "tokens").value, number);
        EXPECT_EQ(named(all_variables(*results, Notation::einops), "y").shape, output.shape());
        EXPECT_EQ(named(all_variables(*results, Notation::cpp), "grid.num_patches()").text,
                  std::to_string(results->grid.num_patches()));
    }
}

TEST(CodeVariables, AreOnlyThoseOfTheScope) {
    const auto results = results_of({}, {{19, 10}, 137});
    const auto names_after = [&](CodeLine line) {
        std::vector<std::string> names;
        const auto variables = variables_after(*results, line);
        for (const auto& variable : variables)
            names.push_back(variable.name + (variable.fresh ? "*" : ""));
        return names;
    };
    EXPECT_THAT(names_after(CodeLine::class_definition), ElementsAre());
    EXPECT_THAT(names_after(CodeLine::docstring), ElementsAre("__doc__*"));
    EXPECT_THAT(names_after(CodeLine::seed), ElementsAre("PatchEmbed*"));
    EXPECT_THAT(names_after(CodeLine::arguments),
                ElementsAre("self*", "img_size*", "patch_size*", "in_chans*", "embed_dim*"));
    EXPECT_THAT(names_after(CodeLine::patch_size),
                ElementsAre("self", "img_size", "patch_size*", "in_chans", "embed_dim"));
    EXPECT_THAT(
        names_after(CodeLine::convolution),
        ElementsAre("self", "img_size", "patch_size", "in_chans", "embed_dim", "num_patches", "self.img_size",
                    "self.patch_size", "self.num_patches", "self.proj.weight*", "self.proj.bias*"));
    EXPECT_THAT(names_after(CodeLine::pixels),
                ElementsAre("PatchEmbed", "model", "model.proj.weight", "model.proj.bias", "x*"));
    EXPECT_THAT(names_after(CodeLine::shape), ElementsAre("self", "x", "B, C, H, W*"));
    EXPECT_THAT(names_after(CodeLine::project), ElementsAre("self", "x*", "B, C, H, W"));
}

TEST(CodeVariables, WeightsThatAreReplacedHaveTheirNumbersAfterwards) {
    model::ModuleOptions options;
    options.init = Init::dct;
    const auto results = results_of(options, {{19, 10}, 137});
    const auto weight_after = [&](CodeLine line, const char* name) {
        return named(variables_after(*results, line), name).value;
    };
    EXPECT_FALSE(weight_after(CodeLine::convolution, "self.proj.weight"));
    EXPECT_EQ(weight_after(CodeLine::initialise, "model.proj.weight"), results->explanation->weights.front());
}

TEST(CodeVariables, ProjMakesTheOutputOfX) {
    const auto results = results_of({}, {{19, 10}, 137});
    const auto x_after = [&](CodeLine line) { return named(variables_after(*results, line), "x"); };
    EXPECT_EQ(x_after(CodeLine::forward).shape, (Shape{1, 3, 256, 256}));
    EXPECT_EQ(x_after(CodeLine::project).shape, (Shape{1, 512, 32, 32}));
    EXPECT_EQ(x_after(CodeLine::project).value, results->explanation->value);
    EXPECT_EQ(x_after(CodeLine::return_output).shape, (Shape{1, 512, 32, 32}));
    EXPECT_EQ(x_after(CodeLine::pixels).shape, (Shape{1, 3, 256, 256}));
    EXPECT_EQ(x_after(CodeLine::value).shape, (Shape{1, 3, 256, 256})) << "forward's x was its own";
}

TEST(CodeScript, HasItsCommentsInTheLanguageOfTheScreen) {
    const auto results = results_of({}, {{19, 10}, 137});
    for (const auto& [name, notation] : model::names_of<Notation>) {
        const std::string script = model::code_script(*results, notation, chinese());
        EXPECT_THAT(script, HasSubstr("PatchEmbed 的一个数：图像块 (19, 10)，token 618，第 137 维")) << name;
        EXPECT_THAT(script, Not(HasSubstr("One number"))) << name;
        EXPECT_THAT(script, Not(HasSubstr("The picture"))) << name;
        EXPECT_THAT(script, Not(HasSubstr("Resized"))) << name;
        EXPECT_THAT(script, Not(HasSubstr("beside this file"))) << name;
    }
}

TEST(CodeScript, IsTheSameWithoutRoomForTheWholeOutputButForThePatchAlone) {
    const auto results = results_of({}, {{19, 10}, 137}, 1000);
    ASSERT_EQ(results->tokens, nullptr);
    const std::string script = model::code_script(*results, Notation::pytorch, english());
    EXPECT_THAT(script, HasSubstr("x = x[:, :, 152:160, 80:88]"));
    EXPECT_THAT(script, HasSubstr("y[0, 137, 0, 0]"));
}

TEST(CodeText, LiteralsHoldTheirBytesOnOneLine) {
    EXPECT_EQ(model::python_literal("a \"b\"\\\n图"), R"("a \x22b\x22\x5c\x0a图")");
    EXPECT_EQ(model::python_literal("\xff.png"), R"(b"\xff.png")");
    EXPECT_EQ(model::cpp_literal("a\"1\n"), R"("a\0421\012")");
    EXPECT_EQ(model::python_number(0.1F), "0.100000001");
    EXPECT_EQ(model::python_number(NAN), "float(\"nan\")");
    EXPECT_EQ(model::cpp_number(-INFINITY), "-INFINITY");
}

TEST(CodeHighlight, TellsKeywordsNumbersStringsAndComments) {
    using ui::CodeKind;
    EXPECT_THAT(ui::highlighted("return f(\"a\", 8)  # 1", Notation::numpy),
                ElementsAre(ui::CodeSpan{CodeKind::keyword, "return"}, ui::CodeSpan{CodeKind::plain, " f("},
                            ui::CodeSpan{CodeKind::string, "\"a\""}, ui::CodeSpan{CodeKind::plain, ", "},
                            ui::CodeSpan{CodeKind::number, "8"}, ui::CodeSpan{CodeKind::plain, ")  "},
                            ui::CodeSpan{CodeKind::comment, "# 1"}));
    EXPECT_THAT(ui::highlighted("const x1{2.5};", Notation::cpp),
                ElementsAre(ui::CodeSpan{CodeKind::keyword, "const"}, ui::CodeSpan{CodeKind::plain, " x1{"},
                            ui::CodeSpan{CodeKind::number, "2.5"}, ui::CodeSpan{CodeKind::plain, "};"}));
}

TEST(CodeHighlight, LosesNothingOfALine) {
    const auto results = results_of({}, {{19, 10}, 137});
    for (const auto& [name, notation] : model::names_of<Notation>) {
        for (const std::string& line : text_of(model::code_listing(*results, notation))) {
            std::string together;
            for (const ui::CodeSpan& span : ui::highlighted(line, notation))
                together += span.text;
            EXPECT_EQ(together, line) << name;
        }
    }
}

TEST(CodeHighlight, EveryColourIsReadable) {
    for (const model::Theme theme : {model::Theme::dark, model::Theme::light}) {
        const ui::Palette& palette = ui::palette_of(theme);
        for (int kind = 0; kind <= static_cast<int>(ui::CodeKind::comment); ++kind) {
            const ui::Colour colour = ui::colour_of(static_cast<ui::CodeKind>(kind), theme);
            EXPECT_GE(contrast(colour, palette.scene), 4.5) << kind;
            EXPECT_GE(contrast(colour, palette.raised), 4.5) << kind;
        }
    }
}

TEST(Code, ButtonsStep) {
    Screen screen(code_session());
    screen.click("code/forward");
    EXPECT_EQ(screen.session().place<model::Code>().step, 1);
    screen.click("code/forward");
    screen.click("code/back");
    EXPECT_EQ(screen.session().place<model::Code>().step, 1);
    screen.click("code/line/7");
    const auto listing = model::code_listing(*screen.application->results(), Notation::pytorch);
    EXPECT_EQ(screen.session().place<model::Code>().step, model::run_step(listing, listing.at(7).line));
}

TEST(Code, KeysStepAndStayInside) {
    Screen screen(code_session());
    screen.key(Key::page_up);
    EXPECT_EQ(screen.session().place<model::Code>().step, 0);
    screen.key(Key::page_down);
    screen.key(Key::page_down);
    EXPECT_EQ(screen.session().place<model::Code>().step, 2);
    screen.key(Key::end);
    const int last = screen.session().place<model::Code>().step;
    screen.key(Key::page_down);
    EXPECT_EQ(screen.session().place<model::Code>().step, last);
    const auto listing = model::code_listing(*screen.application->results(), Notation::pytorch);
    EXPECT_EQ(last, model::code_run(listing).last());
    const auto statements = static_cast<int>(listing.steps.size());
    EXPECT_TRUE(screen.shows("code/line/" + std::to_string(statements - 1)));
    EXPECT_FALSE(screen.shows("code/line/" + std::to_string(statements)));
    screen.key(Key::home);
    EXPECT_EQ(screen.session().place<model::Code>().step, 0);
}

TEST(Code, EveryLineIsReachedAndPressedByKeyboard) {
    Screen screen(code_session());
    screen.focus("code/line/3");
    screen.key(Key::enter);
    EXPECT_EQ(screen.session().place<model::Code>().step, 7) << "super().__init__(), once __init__ is called";
    screen.key(Key::enter);
    EXPECT_EQ(screen.session().place<model::Code>().step, 7) << "it runs once";
    screen.focus("code/line/2");
    screen.key(Key::enter);
    EXPECT_EQ(screen.session().place<model::Code>().step, 2) << "__init__ is read";
    screen.key(Key::enter);
    EXPECT_EQ(screen.session().place<model::Code>().step, 6) << "and then run";
}

TEST(Code, SpacePlaysToTheEndAndStops) {
    Screen screen(code_session());
    screen.key(Key::space);
    EXPECT_TRUE(screen.session().place<model::Code>().playing);
    screen.frames(static_cast<int>(ui::seconds_per_statement * 60) + 2);
    EXPECT_EQ(screen.session().place<model::Code>().step, 1);
    screen.key(Key::end);
    EXPECT_FALSE(screen.session().place<model::Code>().playing);
    screen.click("code/play");
    EXPECT_EQ(screen.session().place<model::Code>().step, 0);
    screen.key(Key::space);
    EXPECT_FALSE(screen.session().place<model::Code>().playing);
}

TEST(Code, NeitherAStepNorTheNotationIsUndone) {
    Screen screen(code_session());
    screen.click("code/notation/numpy");
    EXPECT_EQ(screen.session().place<model::Code>().notation, Notation::numpy);
    screen.key(Key::page_down);
    const int line = screen.session().place<model::Code>().step;
    screen.key(Key::z, true);
    EXPECT_EQ(screen.session().place<model::Code>().notation, Notation::numpy);
    EXPECT_EQ(screen.session().place<model::Code>().step, line);
}

TEST(Code, CopyPutsTheWholeProgramOnTheClipboard) {
    for (const auto& [name, notation] : model::names_of<Notation>) {
        Screen screen(code_session({{128, 128}, {16, 16}, 3, 24, true}, notation));
        screen.click("code/copy");
        EXPECT_EQ(ImGui::GetClipboardText(),
                  model::code_script(*screen.application->results(), notation, english()))
            << name;
        EXPECT_EQ(screen.messages().size(), 1U);
    }
}

TEST(Code, AClickOnAPictureSelectsThePatchUnderIt) {
    Screen screen(code_session({}, Notation::numpy));
    /// The middle of cell (row, column) of a table drawn in `place`.
    const auto cell = [](const ui::Rect& place, ImVec2 counts, ImVec2 at) {
        return ImVec2{place.min.x + place.width() / counts.x * (at.x + 0.5F),
                      place.min.y + place.height() / counts.y * (at.y + 0.5F)};
    };
    screen.click(cell(screen.place("code/part/picture"), {32, 32}, {8, 24}));
    EXPECT_EQ(screen.session().patch, (PatchPosition{24, 8}));
    screen.click(cell(screen.place("code/part/map"), {32, 32}, {16, 1}));
    EXPECT_EQ(screen.session().patch, (PatchPosition{1, 16}));
    const ui::Rect tokens = screen.place("code/part/tokens");
    const ImVec2 at{std::floor(tokens.centre().x), std::floor(tokens.centre().y)};
    screen.click(at);
    EXPECT_EQ(screen.session().dim, static_cast<int>((at.x - tokens.min.x) / tokens.width() * 512));
    EXPECT_EQ(screen.application->results()->explanation->token,
              static_cast<int>((at.y - tokens.min.y) / tokens.height() * 1024));
}

TEST(Code, SaysWhenThePictureIsNotOfImgSize) {
    model::Session session = code_session({{300, 300}, {7, 9}, 3, 33, true});
    session.module.fit = Fit::none;
    const auto results = results_of(session.module, {});
    session.place<model::Code>().step =
        model::run_step(model::code_listing(*results, Notation::pytorch), CodeLine::shape);
    Screen screen(session);
    EXPECT_TRUE(
        screen.reads("Reads the sizes of what came in: 512 × 512, although img_size is 300 × 300. "
                     "Nothing checks that; the grid is simply 73 × 56."));
}

TEST(Code, SpeaksOfAClassOnlyWhereThereIsOne) {
    for (const auto& [name, notation] : model::names_of<Notation>) {
        model::Session session = code_session();
        session.place<model::Code>().notation = notation;
        Screen screen(session);
        const bool has_class = notation == Notation::pytorch;
        EXPECT_EQ(screen.reads(english()("code.story1")), has_class) << name;
        EXPECT_TRUE(has_class || screen.reads(notation == Notation::numpy ? "y[137]" : "y[0, 137]")) << name;
        const auto listing = model::code_listing(*screen.application->results(), notation);
        for (int i = 0; i <= model::code_run(listing).last(); ++i) {
            EXPECT_EQ(screen.mentions("__init__"), has_class) << name << i;
            EXPECT_TRUE(has_class || !screen.mentions("forward above")) << name << i;
            screen.key(Key::page_down);
            screen.frames();
        }
    }
}

TEST(Code, AddsABiasOnlyWhereThereIsOne) {
    for (const bool bias : {true, false}) {
        model::Session session = code_session({{256, 256}, {8, 8}, 3, 512, bias}, Notation::numpy);
        session.place<model::Code>().step = 5;
        const Screen screen(session);
        EXPECT_EQ(screen.mentions("plus the bias"), bias);
        EXPECT_EQ(screen.reads(english()("code.line.linear_without_bias", {"1,024", "192", "512"})), !bias);
    }
}

TEST(Code, AnswersItsQuestions) {
    Screen screen(code_session());
    for (const char* item : {"question/2", "question/9", "question/20", "question/24", "code/variables"})
        EXPECT_TRUE(screen.shows(item)) << item;
    EXPECT_TRUE(
        screen.reads("A transformer reads a list of vectors. [1, 512, 32, 32] becomes [1, 512, 1024], then "
                     "[1, 1024, 512]: one row for each token. PatchEmbed leaves that to its caller."));
    EXPECT_TRUE(screen.reads(english()("code.answer24", {"+0.00", "+1.00"})));
    model::Session normalised = code_session();
    normalised.module.normalize = Normalize::imagenet;
    EXPECT_TRUE(Screen(normalised).reads(english()("code.answer24", {"−2.12", "+2.25"})));
}

TEST(Code, NothingOverlapsOrIsCutInEitherLanguage) {
    for (const model::LanguageId language : {model::LanguageId::en, model::LanguageId::zh_cn}) {
        for (const auto& [options, selection] : settings()) {
            for (const auto& [name, notation] : model::names_of<Notation>) {
                model::Session session = code_session({}, notation);
                session.picture = sample("harbour.png");
                session.module = options;
                session.patch = selection.patch;
                session.dim = selection.dim;
                session.language = language;
                session.place<model::Code>().step = 1 << 20;
                const Screen screen(session, {1280, 800});
                expect_tidy(screen, {1280, 800}, 1,
                            std::string(language.name()) + " " + std::string(name));
            }
        }
    }
}

TEST(CodeLayout, UsesItsRoomAndKeepsItsPlaces) {
    for (const ImVec2 size : {ImVec2{640, 718}, ImVec2{816, 918}, ImVec2{500, 400}, ImVec2{2056, 1996}}) {
        for (const int rows : {12, 25, 31}) {
            const float scale = size.x > 2000 ? 2.0F : 1.0F;
            const ui::Rect scene = ui::rect_at({292, 52}, size.x, size.y);
            const ui::CodeLayout layout = ui::arrange_code(scene, scale, rows, 5);
            EXPECT_TRUE(scene.contains(layout.toolbar));
            EXPECT_TRUE(scene.contains(layout.code));
            EXPECT_TRUE(scene.contains(layout.transport)) << size.y << " " << rows;
            EXPECT_LE(layout.code.max.y, layout.transport.min.y);
            if (layout.parts.height() <= 0) continue;
            for (int i = 0; i < 5; ++i) {
                const ui::Rect part = layout.part(i, 5);
                EXPECT_TRUE(layout.parts.contains({part.min, {part.max.x, part.max.y + layout.caption}}))
                    << size.y << " " << rows;
            }
        }
    }
}

TEST(CodeLayout, TheSceneStandsWhereItIsLarger) {
    const double aspect = 2.6;
    for (const ImVec2 size : {ImVec2{604, 718}, ImVec2{928, 918}, ImVec2{1860, 900}, ImVec2{560, 410}}) {
        const ui::Rect scene = ui::rect_at({292, 52}, size.x, size.y);
        const ui::CodeLayout layout = ui::arrange_run(scene, 1, 25, 560, aspect);
        for (const ui::Rect& part : {layout.toolbar, layout.code, layout.transport, layout.world})
            EXPECT_TRUE(scene.contains(part)) << size.x;
        EXPECT_FALSE(layout.world.overlaps(layout.code)) << size.x;
        EXPECT_FALSE(layout.world.overlaps(layout.transport)) << size.x;
        EXPECT_GE(layout.world.height(), 125) << size.x;
        EXPECT_GE(layout.code.height(), 7 * layout.row) << size.x;
    }
    const auto beside = [&](ImVec2 size) {
        const ui::CodeLayout layout =
            ui::arrange_run(ui::rect_at({0, 0}, size.x, size.y), 1, 25, 560, aspect);
        return layout.world.min.x > layout.code.max.x;
    };
    EXPECT_FALSE(beside({604, 718}));
    EXPECT_TRUE(beside({1860, 900}));
}

TEST(CodeLayout, KeepsPicturesInSightWhereTheLinesMustScroll) {
    // 900 x 600: presented (560 x 410 of it scroll) and not; 1280 x 800 presented.
    for (const ImVec2 size : {ImVec2{560, 410}, ImVec2{848, 518}, ImVec2{780, 434}}) {
        const ui::CodeLayout layout = ui::arrange_code(ui::rect_at({0, 0}, size.x, size.y), 1, 26, 5);
        EXPECT_GE(layout.side, 56) << size.x;
        EXPECT_GT(layout.parts.height(), layout.side) << size.x;
        EXPECT_FALSE(layout.parts.overlaps(layout.code)) << size.x;
        EXPECT_FALSE(layout.parts.overlaps(layout.transport)) << size.x;
        EXPECT_GE(layout.code.height(), 8 * layout.row) << size.x;
        EXPECT_LT(layout.code.height(), 26 * layout.row) << "the lines scroll";
    }
}

}  // namespace
}  // namespace patchlens
