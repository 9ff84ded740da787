// The parameters panel driven as a user drives it: every option, refusals, repairs and resets.
#include <numeric>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/ui/drawing/numbers.h"
#include "app/ui/parameters/before_after.h"
#include "app/ui/widgets/choice.h"
#include "core/picture/preprocess.h"
#include "core/weights/npy.h"
#include "core/weights/safetensors.h"
#include "tests/app/screen.h"
#include "tests/core/temporary_folder.h"

namespace patchlens {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ui::compat::Key;

/// A window high enough for the whole panel.
class Panel : public Screen {
public:
    explicit Panel(model::Session session = {}) : Screen(std::move(session), {1600, 1500}) {}

    const model::ModuleOptions& module() const { return session().module; }
    const PatchEmbedConfig& config() const { return module().config; }
    /// Opens a list by a click and clicks one of its items.
    void choose(const std::string& option, const std::string& item) {
        click("params/" + option);
        click("params/" + option + "/" + item);
    }
};

Tensor counted(Shape shape) {
    Tensor tensor(std::move(shape));
    std::iota(tensor.values().begin(), tensor.values().end(), 0.0F);
    return tensor;
}

/// A model file as timm writes it.
std::filesystem::path timm_file(const TemporaryFolder& folder, const Shape& weight) {
    const Tensor kernel = counted(weight);
    const Tensor bias = counted({weight.front()});
    write_safetensors(folder / "vit.safetensors",
                      {{"patch_embed.proj.weight", kernel}, {"patch_embed.proj.bias", bias}});
    return folder / "vit.safetensors";
}

TEST(Parameters, EveryOptionOfTheModuleHasAControl) {
    const Panel panel;
    for (const char* name :
         {"params/fit", "params/filter", "params/normalize", "params/preset", "params/img_size",
          "params/img_size/entry", "params/patch_size", "params/in_chans", "params/embed_dim", "params/bias",
          "params/linked", "params/weights/entry", "params/init", "params/seed"}) {
        EXPECT_TRUE(panel.shows(name)) << name;
    }
}

TEST(Parameters, EveryNamedOptionIsChosenFromItsList) {
    Panel panel;
    panel.choose("fit", "pad");
    EXPECT_EQ(panel.module().fit, Fit::pad);
    panel.choose("filter", "bicubic");
    EXPECT_EQ(panel.module().filter, ResizeFilter::bicubic);
    panel.choose("normalize", "clip");
    EXPECT_EQ(panel.module().normalize, Normalize::clip);
    panel.choose("init", "lecun");
    EXPECT_EQ(panel.module().init, Init::lecun);
    panel.click("params/bias");
    EXPECT_FALSE(panel.config().bias);
    EXPECT_EQ(panel.application->results()->options, panel.module());
    for (int i = 0; i < 5; ++i)
        panel.key(Key::z, true);
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
    panel.key(Key::y, true);
    EXPECT_EQ(panel.module().fit, Fit::pad);
}

TEST(Parameters, AListIsUsedByKeysAlone) {
    Panel panel;
    panel.focus("params/fit");
    panel.key(Key::enter);
    ASSERT_TRUE(panel.shows("params/fit/list"));
    panel.key(Key::down);
    panel.key(Key::down);
    panel.key(Key::enter);
    panel.settle();
    EXPECT_FALSE(panel.shows("params/fit/list"));
    EXPECT_EQ(panel.module().fit, Fit::pad);
    EXPECT_EQ(panel.session().patch, (PatchPosition{19, 10}));  // the list took the arrow keys
    EXPECT_EQ(panel.state().at("focus"), "params/fit");

    panel.key(Key::enter);
    panel.key(Key::up);
    panel.key(Key::escape);
    EXPECT_FALSE(panel.shows("params/fit/list"));
    EXPECT_EQ(panel.module().fit, Fit::pad);
    EXPECT_EQ(panel.state().at("focus"), "params/fit");

    panel.key(Key::enter);
    panel.key(Key::tab);
    EXPECT_FALSE(panel.shows("params/fit/list"));
    EXPECT_EQ(panel.state().at("focus"), "params/filter");
}

TEST(Parameters, AClickBesideAListClosesItAndChangesNothing) {
    Panel panel;
    panel.click("params/normalize");
    ASSERT_TRUE(panel.shows("params/normalize/list"));
    panel.click(panel.centre("explore/picture"));
    EXPECT_FALSE(panel.shows("params/normalize/list"));
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
    EXPECT_EQ(panel.session().patch, (PatchPosition{19, 10}));
}

TEST(Parameters, PresetsAreSearchedByTyping) {
    Panel panel;
    panel.click("params/preset");
    panel.frames(2);
    panel.type("dinov2 L");
    EXPECT_TRUE(panel.shows("params/preset/dinov2-l14"));
    EXPECT_FALSE(panel.shows("params/preset/dinov2-s14"));
    panel.key(Key::enter);
    panel.settle();
    EXPECT_EQ(panel.config(), (PatchEmbedConfig{to_pair(518), to_pair(14), 3, 1024, true}));
    EXPECT_EQ(panel.module().normalize, Normalize::imagenet);
    EXPECT_TRUE(panel.reads("DINOv2 L/14"));
    EXPECT_EQ(panel.state().at("num_patches"), 37 * 37);
    panel.key(Key::z, true);
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
}

TEST(Parameters, APresetSaysWhatItsModelDoesOtherwise) {
    Panel panel;
    panel.click("params/preset");
    panel.frames(2);
    panel.type("siglip so400m");
    panel.key(Key::enter);
    panel.settle();
    EXPECT_TRUE(panel.reads("img_size is no multiple of patch_size: the remainder is dropped."));
    panel.click("params/preset");
    panel.frames(2);
    panel.type("defaults");
    panel.click("params/preset/seed");
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
    EXPECT_FALSE(panel.shows("params/preset/notes"));
}

TEST(Parameters, ASearchNeedsAllItsWordsInAnyOrder) {
    const ui::ChoiceItem item{"vit-b16", "ViT-B/16", "224 / 16 / 768", ""};
    EXPECT_TRUE(ui::matches(item, ""));
    EXPECT_TRUE(ui::matches(item, "768 vit"));
    EXPECT_TRUE(ui::matches(item, "b16"));
    EXPECT_FALSE(ui::matches(item, "vit 32"));
}

TEST(Parameters, AValueThatDiffersFromItsDefaultCanBeReset) {
    Panel panel;
    EXPECT_FALSE(panel.shows("params/patch_size/reset"));
    EXPECT_FALSE(panel.shows("params/reset"));
    panel.enter("params/patch_size/entry", "16");
    panel.choose("fit", "squash");
    panel.enter("params/seed/entry", "7");
    ASSERT_TRUE(panel.shows("params/patch_size/reset"));
    panel.click("params/patch_size/reset");
    EXPECT_EQ(panel.config().patch_size, to_pair(8));
    EXPECT_FALSE(panel.shows("params/patch_size/reset"));
    EXPECT_EQ(panel.module().fit, Fit::squash);
    panel.click("params/fit/reset");
    EXPECT_EQ(panel.module().fit, Fit::crop);
    panel.click("params/seed/reset");
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
}

TEST(Parameters, AllValuesAreResetAtOnceAndUndoneAtOnce) {
    Panel panel;
    panel.enter("params/embed_dim/entry", "64");
    panel.click("params/bias");
    panel.choose("init", "xavier");
    const model::ModuleOptions changed = panel.module();
    panel.click("params/reset");
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
    panel.key(Key::z, true);
    EXPECT_EQ(panel.module(), changed);
}

TEST(Parameters, WhatCannotBeIsSaidBesideItsControlWithTheNearestThatCan) {
    Panel panel;
    struct Case {
        const char* option;
        const char* typed;
        const char* sentence;
        std::string nearest;
    };
    for (const Case& c :
         {Case{"patch_size", "257", "a patch of 257x257 does not fit", "Use 256"},
          Case{"patch_size", "0", "patch_size must be from 1 to 8192, not 0", "Use 1"},
          Case{"img_size", "5", "a patch of 8x8 does not fit", "Use 8"},
          Case{"img_size", "9000", "img_size must be from 1 to 8192", "Use 8192"},
          Case{"in_chans", "2", "in_chans must be one of 1, 3, 4", "Use 3"},
          Case{"in_chans", "9", "in_chans must be one of 1, 3, 4", "Use 4"},
          Case{"img_size", "99999999999999999999",
               "img_size must be from 8 to 8192, not 99999999999999999999", "Use 8192"},
          Case{"embed_dim", "-99999999999999999999", "embed_dim must be from 1 to 4096, not −9", "Use 1"},
          Case{"embed_dim", "5000", "embed_dim must be from 1 to 4096", "Use 4096"},
          Case{"seed", "-1", "seed must be from 0", "Use 0"}}) {
        const std::string name = std::string("params/") + c.option;
        panel.enter(name + "/entry", c.typed);
        EXPECT_THAT(panel.messages(), ElementsAre(HasSubstr(c.sentence)));
        EXPECT_TRUE(panel.mentions(c.sentence)) << c.sentence;
        EXPECT_TRUE(panel.reads(c.nearest)) << c.nearest;
        EXPECT_FALSE(panel.shows("toast/0"));
        EXPECT_GT(panel.place(name + "/why").min.x, panel.place("costs/patches").max.x)
            << "beside the panel, over none of its controls";
        EXPECT_EQ(panel.module(), model::ModuleOptions{});
        panel.click(name + "/dismiss");
        EXPECT_THAT(panel.messages(), IsEmpty());
    }
}

TEST(Parameters, TheNearestValueIsTakenByItsButton) {
    Panel panel;
    panel.enter("params/embed_dim/entry", "4");
    panel.enter("params/patch_size/entry", "300");
    panel.click("params/patch_size/nearest");
    EXPECT_EQ(panel.config().patch_size, to_pair(256));
    EXPECT_THAT(panel.messages(), IsEmpty());
    panel.enter("params/img_size/entry", "100");
    panel.click("params/img_size/nearest");
    EXPECT_EQ(panel.config().img_size, to_pair(256));
}

TEST(Parameters, BothSidesOfASizeAreTypedAtOnceHeightFirst) {
    Panel panel;
    panel.enter("params/img_size/entry", "100x60");
    EXPECT_EQ(panel.config().img_size, (Size{100, 60}));
    EXPECT_FALSE(panel.session().sides_linked);
    panel.enter("params/patch_size/width/entry", "10 × 20");
    EXPECT_EQ(panel.config().patch_size, (Size{10, 20}));
    panel.enter("params/patch_size/entry", "101X20");
    EXPECT_THAT(panel.messages(), ElementsAre(HasSubstr("a patch of 101x20 does not fit")));
    EXPECT_EQ(panel.config().patch_size, (Size{10, 20}));
    panel.click("params/patch_size/nearest");
    EXPECT_EQ(panel.config().patch_size, (Size{101, 20}));
    EXPECT_EQ(panel.config().img_size, (Size{101, 60}));
    panel.enter("params/embed_dim/entry", "4x4");
    EXPECT_THAT(panel.messages(), ElementsAre("embed_dim must be a whole number, not \"4x4\""));
}

TEST(Parameters, AResetThatCannotBeSaysSoToo) {
    Panel panel;
    panel.enter("params/embed_dim/entry", "4");
    panel.enter("params/img_size/entry", "1024");
    panel.enter("params/patch_size/entry", "512");
    panel.click("params/img_size/reset");
    EXPECT_TRUE(panel.reads("Use 512"));
    EXPECT_EQ(panel.config().img_size, to_pair(1024));
}

TEST(Parameters, WithThePictureAsItIsImgSizeIsOnlyALabel) {
    Panel panel;
    panel.choose("fit", "none");
    panel.enter("params/patch_size/entry", "32");
    panel.enter("params/img_size/entry", "4");
    EXPECT_THAT(panel.messages(), IsEmpty());
    EXPECT_EQ(panel.config().img_size, to_pair(4));
    EXPECT_EQ(panel.state().at("num_patches"), 256);  // the house is 512 x 512
    EXPECT_EQ(panel.application->results()->options, panel.module());
    // With a fit that uses img_size, img_size must again be at least the patch size.
    panel.choose("fit", "crop");
    EXPECT_EQ(panel.module().fit, Fit::none);
    EXPECT_TRUE(panel.reads("Use img_size 32x32"));
    panel.click("params/fit/nearest");
    EXPECT_EQ(panel.module().fit, Fit::crop);
    EXPECT_EQ(panel.config().img_size, to_pair(32));
}

TEST(Parameters, ASessionMayStartWithALabelSmallerThanThePatch) {
    model::Session session;
    session.module.fit = Fit::none;
    session.module.config.img_size = to_pair(4);
    const model::Session again = model::session_from_json(model::to_json(session));
    EXPECT_EQ(again.module, session.module);
    const Panel panel(again);
    EXPECT_EQ(panel.state().at("num_patches"), 4096);
    EXPECT_THAT(panel.messages(), IsEmpty());
}

TEST(Parameters, APatchLargerThanThePictureItselfIsRefusedWithAFit) {
    model::Session session;
    session.picture = sample("harbour.png");  // 333 pixels high
    session.module.config = {to_pair(512), to_pair(400), 3, 16, true};
    Panel panel(session);
    panel.choose("fit", "none");
    EXPECT_EQ(panel.module().fit, Fit::crop);
    EXPECT_TRUE(panel.reads("Use patch_size 333x333"));
    panel.click("params/fit/nearest");
    EXPECT_EQ(panel.module().fit, Fit::none);
    EXPECT_EQ(panel.config().patch_size, to_pair(333));
}

TEST(Parameters, PixelRangesAreThoseOfTheTensor) {
    for (const Normalize normalize :
         {Normalize::none, Normalize::imagenet, Normalize::clip, Normalize::half}) {
        for (const int channels : {1, 3, 4}) {
            model::Session session;
            session.picture = sample("leaf.png");
            session.module.normalize = normalize;
            session.module.config.in_chans = channels;
            session.module.config.embed_dim = 4;
            const Panel panel(session);
            const DecodedImage leaf = load_image(session.picture);
            const Tensor pixels = to_tensor(fit_image(leaf.image, session.module.preprocess()), normalize);
            const auto& ranges = panel.application->results()->pixel_ranges;
            ASSERT_EQ(ranges.size(), static_cast<std::size_t>(channels));
            const auto plane = pixels.values().size() / ranges.size();
            for (std::size_t c = 0; c < ranges.size(); ++c) {
                const auto values = pixels.values().subspan(c * plane, plane);
                EXPECT_EQ(ranges[c].low, *std::min_element(values.begin(), values.end()));
                EXPECT_EQ(ranges[c].high, *std::max_element(values.begin(), values.end()));
            }
        }
    }
}

TEST(Parameters, NormalisingMovesTheRangeOnTheScreen) {
    Panel panel;
    panel.choose("normalize", "half");
    const model::PixelRange red = panel.application->results()->pixel_ranges[0];
    EXPECT_LT(red.low, 0);
    const std::string text = ui::without_plus(red.low, 3) + " .. " + ui::without_plus(red.high, 3);
    EXPECT_TRUE(panel.reads(text)) << text;
}

TEST(Parameters, ACropKeepsTheMiddle) {
    const ui::Rect wide = ui::kept_part({100, 200}, to_pair(64));
    EXPECT_FLOAT_EQ(wide.min.x, 0.25F);
    EXPECT_FLOAT_EQ(wide.max.x, 0.75F);
    EXPECT_FLOAT_EQ(wide.min.y, 0);
    EXPECT_FLOAT_EQ(wide.max.y, 1);
    const ui::Rect same = ui::kept_part({100, 200}, {50, 100});
    EXPECT_FLOAT_EQ(same.width(), 1);
}

TEST(Parameters, WeightsFromAFileBringTheirSizes) {
    const TemporaryFolder folder;
    const std::filesystem::path file = timm_file(folder, {24, 3, 16, 16});
    Panel panel;
    panel.enter("params/weights/entry", "'file://" + file.string() + "'");
    EXPECT_EQ(panel.module().weights, file);
    EXPECT_EQ(panel.config(), (PatchEmbedConfig{to_pair(256), to_pair(16), 3, 24, true}));
    EXPECT_TRUE(panel.reads("From the tensor patch_embed.proj.weight [24, 3, 16, 16], as timm names it."));
    EXPECT_EQ(panel.application->results()->module->weight(), counted({24, 3, 16, 16}));
    EXPECT_FALSE(panel.shows("params/seed"));
    EXPECT_FALSE(panel.shows("params/embed_dim/reset"));  // the file's sizes are the defaults now

    panel.key(Key::z, true);
    panel.settle();
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
    panel.key(Key::y, true);
    panel.settle();
    EXPECT_EQ(panel.module().weights, file);
    panel.click("params/weights/random");
    EXPECT_TRUE(panel.module().weights.empty());
    EXPECT_TRUE(panel.shows("params/seed"));
}

TEST(Parameters, EveryAdaptationIsAPlainSentence) {
    const TemporaryFolder folder;
    Panel panel;
    panel.application->open(timm_file(folder, {24, 3, 16, 16}));
    panel.settle();
    panel.enter("params/patch_size/entry", "8");
    EXPECT_TRUE(panel.reads("Made for patches of 16x16, resampled to 8x8 as FlexiViT does it."));
    panel.enter("params/in_chans/entry", "1");
    EXPECT_TRUE(panel.reads("Made for 3 input channels, adapted to 1 as timm does it."));
    panel.enter("params/embed_dim/entry", "10");
    EXPECT_TRUE(panel.reads("The first 10 of the file's 24 dimensions."));
    panel.click("params/bias");
    EXPECT_TRUE(panel.reads("The file's bias is left out."));
    EXPECT_EQ(panel.application->results()->module->shape(), (ConvShape{10, 1, to_pair(8), false}));
    panel.click("params/embed_dim/reset");
    EXPECT_EQ(panel.config().embed_dim, 24);
}

TEST(Parameters, MoreDimensionsThanTheFileHasCannotBe) {
    const TemporaryFolder folder;
    Panel panel;
    panel.application->open(timm_file(folder, {24, 3, 16, 16}));
    panel.settle();
    panel.enter("params/embed_dim/entry", "25");
    EXPECT_TRUE(panel.reads(
        "Error: embed_dim must be from 1 to 24, not 25. The weights' file has no more dimensions."));
    EXPECT_TRUE(panel.reads("Use 24"));
    EXPECT_EQ(panel.config().embed_dim, 24);
    panel.click("params/embed_dim/dismiss");
    panel.enter("params/embed_dim/entry", "5000");
    EXPECT_TRUE(panel.reads(
        "Error: embed_dim must be from 1 to 24, not 5000. The weights' file has no more dimensions."));
    EXPECT_EQ(panel.config().embed_dim, 24);
    panel.choose("preset", "seed");
    EXPECT_TRUE(panel.reads("Use random weights"));
    panel.click("params/preset/nearest");
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
}

TEST(Parameters, ADroppedArrayIsTakenAsTheWeight) {
    const TemporaryFolder folder;
    write_npy(folder / "kernel.npy", counted({9, 1, 4, 8}));
    Panel panel;
    panel.application->open(folder / "kernel.npy");
    panel.settle();
    EXPECT_EQ(panel.config(), (PatchEmbedConfig{to_pair(256), {4, 8}, 1, 9, false}));
    EXPECT_FALSE(panel.session().sides_linked);
    EXPECT_TRUE(panel.reads("From the file's array [9, 1, 4, 8]."));
    panel.click("params/bias");
    EXPECT_TRUE(panel.reads("The file has no bias; it is zero here."));
    EXPECT_EQ(panel.session().picture, sample("house.png"));
}

TEST(Parameters, AFileThatCannotBeUsedIsASentenceAndNothingChanges) {
    const TemporaryFolder folder;
    Panel panel;
    panel.enter("params/weights/entry", (folder / "none.safetensors").string());
    EXPECT_THAT(panel.messages(), ElementsAre(HasSubstr("none.safetensors")));
    EXPECT_TRUE(panel.shows("params/weights/why"));
    panel.application->open(folder / "model.pt");
    panel.settle();
    EXPECT_THAT(panel.messages(), ElementsAre(HasSubstr("model.pt")));
    EXPECT_EQ(panel.module(), model::ModuleOptions{});
}

TEST(Parameters, WhatIsSaidAboutAFileIsNotCoveredByTheTooltipOfItsPath) {
    const TemporaryFolder folder;
    for (const float height : {1100.0F, 1500.0F}) {
        Screen screen({}, {1600, height});
        screen.enter("params/weights/entry", timm_file(folder, {32, 3, 16, 16}).string());
        screen.move_mouse({1, 1});  // where one has just typed, nothing is explained
        screen.move_mouse(screen.centre("params/weights/entry"));
        ASSERT_TRUE(screen.shows("tooltip")) << height;
        EXPECT_LE(screen.place("tooltip").max.y, screen.place("params/weights/entry").min.y) << height;
        screen.enter("params/weights/entry", (folder / "none.safetensors").string());
        screen.move_mouse({1, 1});
        screen.move_mouse(screen.centre("params/weights/entry"));
        ASSERT_TRUE(screen.shows("params/weights/why")) << height;
        EXPECT_LE(screen.place("tooltip").max.y, screen.place("params/weights/why").min.y) << height;
    }
}

TEST(Parameters, APicturesNotesStandLastAndASignLeadsToThem) {
    const TemporaryFolder folder;
    const auto deep = folder.put("deep.ppm", "P6\n8 8\n65535\n" + std::string(8 * 8 * 6, 'x'));
    Screen screen({}, {1280, 800});
    EXPECT_FALSE(screen.shows("picture/notes"));
    screen.application->open(deep);
    screen.settle();
    ASSERT_TRUE(screen.shows("picture/notes"));
    EXPECT_TRUE(screen.mentions("16 bits a channel"));
    screen.click("picture/notes");
    screen.frames(2);
    EXPECT_GT(screen.place("picture/notes/text").height(), 10);
    EXPECT_GT(screen.place("picture/notes/text").min.y, screen.place("params/seed").max.y);
}

TEST(Parameters, ATensorCanBeNamedWhereNoneIsKnown) {
    const TemporaryFolder folder;
    const Tensor kernel = counted({5, 3, 8, 8});
    write_safetensors(folder / "own.safetensors", {{"my.kernel", kernel}});
    Panel panel;
    panel.application->open(folder / "own.safetensors");
    panel.settle();
    ASSERT_TRUE(panel.shows("params/tensor/entry"));
    panel.enter("params/tensor/entry", "my.kernel");
    EXPECT_EQ(panel.module().tensor, "my.kernel");
    EXPECT_EQ(panel.config().embed_dim, 5);
    EXPECT_THAT(panel.messages(), IsEmpty());
}

TEST(Parameters, TheOrderOfAFlatWeightIsAskedFor) {
    const TemporaryFolder folder;
    const Tensor kernel = counted({2, 12});
    write_safetensors(folder / "flat.safetensors", {{"embeds.proj.weight", kernel}});
    Panel panel;
    panel.application->open(folder / "flat.safetensors");
    panel.settle();
    ASSERT_TRUE(panel.shows("params/weights/channels-last"));
    panel.click("params/weights/channels-last");
    EXPECT_EQ(panel.module().flat_order, FlatOrder::channels_last);
    EXPECT_EQ(panel.config().patch_size, to_pair(2));
    EXPECT_TRUE(panel.mentions("The file holds it flat"));
}

TEST(Parameters, TheOrderOfAxesIsAskedForAndToldWhereItIsKnown) {
    const TemporaryFolder folder;
    const Tensor kernel = counted({24, 4, 4, 3});
    write_safetensors(folder / "both.safetensors", {{"patch_embed.proj.weight", kernel}});
    Panel panel;
    panel.application->open(folder / "both.safetensors");
    panel.settle();
    ASSERT_TRUE(panel.shows("params/weights/mlx"));
    EXPECT_TRUE(panel.shows("params/weights/torch"));
    EXPECT_FALSE(panel.shows("params/weights/flax"));
    EXPECT_TRUE(panel.mentions(
        "torch [embed_dim, in_chans, height, width], mlx [embed_dim, height, width, in_chans]"));
    EXPECT_FALSE(panel.mentions("flax"));
    EXPECT_FALSE(panel.mentions("--weight-layout"));
    panel.click("params/weights/mlx");
    panel.settle();
    EXPECT_EQ(panel.module().weight_layout, WeightLayout::mlx);
    EXPECT_EQ(panel.config().patch_size, to_pair(4));
    EXPECT_EQ(panel.config().in_chans, 3);
    EXPECT_TRUE(panel.mentions("Its axes are in the order of MLX"));
    EXPECT_THAT(panel.messages(), IsEmpty());
}

TEST(Parameters, WhatAVideoAndItsNormsTookIsTold) {
    const TemporaryFolder folder;
    const Tensor video = counted({8, 3, 2, 4, 4});
    const Tensor norm = counted({8});
    write_safetensors(folder / "video.safetensors",
                      {{"patch_embed.proj.weight", video}, {"patch_embed.norm.weight", norm}});
    Panel panel;
    panel.application->open(folder / "video.safetensors");
    panel.settle();
    EXPECT_EQ(panel.config().patch_size, to_pair(4));
    EXPECT_TRUE(panel.mentions("an axis for time with 2 steps"));
    EXPECT_TRUE(panel.mentions("a norm such as LayerNorm follows"));
}

TEST(Parameters, TheWayOutOfARefusalIsScrolledIntoView) {
    const TemporaryFolder folder;
    const Tensor block = counted({24, 3, 16, 16});
    const std::string longest(60, 'n');
    write_safetensors(folder / "two.safetensors", {{"first." + longest + ".kernel_bank", block},
                                                   {"second." + longest + ".kernel_bank", block}});
    for (const ImVec2 size : {ImVec2{1600, 1000}, ImVec2{1280, 800}}) {
        Screen screen({}, size);
        screen.settle();
        screen.application->open(folder / "two.safetensors");
        screen.settle();
        screen.frames(3);
        ASSERT_TRUE(screen.shows("params/tensor/entry"));
        EXPECT_GT(screen.place("params/tensor/entry").height(), 20) << size.y;
    }
}

TEST(Parameters, TheHomeFolderIsMeantByATilde) {
    const TemporaryFolder folder;
    timm_file(folder, {24, 3, 16, 16});
    ui::User user;
    user.home = folder / "";
    Screen screen({}, {1600, 1500}, 1, {}, user);
    screen.settle();
    screen.enter("params/weights/entry", "~/vit.safetensors");
    screen.settle();
    EXPECT_EQ(screen.session().module.config.embed_dim, 24);
    EXPECT_EQ(screen.session().module.weights, folder / "vit.safetensors");
}

TEST(Parameters, AnOlderErrorDoesNotStayOverALaterSuccess) {
    const TemporaryFolder folder;
    Panel panel;
    panel.settle();
    panel.application->open(folder / "none.png");
    panel.settle();
    EXPECT_THAT(panel.messages(), ElementsAre(HasSubstr("none.png")));
    panel.application->open(timm_file(folder, {24, 3, 16, 16}));
    panel.settle();
    EXPECT_THAT(panel.messages(), IsEmpty());
}

TEST(Parameters, AClosedProgramDoesNotWaitForAFileOfWeights) {
    const TemporaryFolder folder;
    const Tensor kernel = counted({4, 3, 2, 2});
    const auto path = folder / "large.safetensors";
    write_safetensors(path, {{"proj.weight", kernel}});
    model::WeightsLoader loader([] {});
    for (int i = 0; i < 50; ++i)
        loader.open({path});
    // Destroyed while it reads: the latest request is cancelled like the others.
}

TEST(Parameters, AnotherTensorOfTheFileCanBeChosen) {
    const TemporaryFolder folder;
    const Tensor first = counted({5, 3, 8, 8});
    const Tensor second = counted({7, 3, 4, 4});
    write_safetensors(folder / "two.safetensors",
                      {{"visual.patch_embed.proj.weight", first}, {"other.patch_embed.proj.weight", second}});
    Panel panel;
    panel.application->open(folder / "two.safetensors");
    panel.settle();
    const std::string taken = panel.application->results()->loaded->tensor;
    const std::string other = panel.application->results()->loaded->others.at(0);
    panel.choose("tensor", other);
    EXPECT_EQ(panel.module().tensor, other);
    EXPECT_EQ(panel.application->results()->loaded->tensor, other);
    EXPECT_NE(other, taken);
}

TEST(Parameters, WeightsThatAreGoneLeaveThePictureWithRandomOnes) {
    model::Session session;
    session.module.weights = "/nowhere/at/all.safetensors";
    Panel panel(session);
    panel.settle();
    EXPECT_TRUE(panel.module().weights.empty());
    ASSERT_NE(panel.application->results(), nullptr);
    EXPECT_THAT(panel.messages(), ElementsAre(HasSubstr("all.safetensors")));
}

TEST(Parameters, NoTextIsCutWhateverThereIsToSay) {
    const TemporaryFolder folder;
    for (const auto& [size, scale] :
         {std::pair{ImVec2{1280, 800}, 1.0F}, std::pair{ImVec2{3840, 2160}, 2.0F}}) {
        model::Session session;
        session.module.weights = timm_file(folder, {24, 3, 16, 16});
        session.module.config = {to_pair(250), {8, 4}, 4, 10, false};
        session.module.normalize = Normalize::imagenet;
        Screen screen(session, size, scale);
        screen.enter("params/img_size/entry", "2");
        ASSERT_TRUE(screen.shows("params/img_size/why"));
        const float edge = screen.place("costs/patches").max.x;
        const float end = screen.place("costs/dropped").max.y;
        const float top = ui::arrange_screen(size, scale).parameters.min.y;
        for (const auto& text : screen.application->probe().texts()) {
            if (text.rectangle.x > edge || text.rectangle.y > end || text.rectangle.y < top) continue;
            EXPECT_FALSE(text.shortened) << text.text;
            EXPECT_LE(text.rectangle.x + text.rectangle.z, edge + 1) << text.text;
        }
    }
}

TEST(Parameters, CostsStayInSightInALowWindow) {
    const Screen screen({}, {1280, 800});
    const ui::Rect last = screen.place("costs/dropped");
    EXPECT_GT(last.height(), 10);
    EXPECT_LT(last.max.y, 770);
    EXPECT_EQ(screen.place("params/embed_dim/entry").height(),
              screen.place("params/patch_size/entry").height())
        << "not cut off";
}

TEST(Parameters, WhatIsUnfoldedIsScrolledTo) {
    Screen screen({}, {1280, 800});
    screen.focus("params/more");
    screen.key(ui::compat::Key::enter);
    screen.frames(3);
    ASSERT_TRUE(screen.shows("params/padding/entry"));
    EXPECT_EQ(screen.place("params/padding/entry").height(), screen.place("params/stride/entry").height());
    EXPECT_GT(screen.place("params/padding/entry").height(), 20);
}

TEST(Parameters, TheFocusScrollsThePanel) {
    Screen screen({}, {1280, 800});
    screen.focus("params/seed");
    screen.frames(2);
    EXPECT_GT(screen.place("params/seed").height(), 10);
}

}  // namespace
}  // namespace patchlens
