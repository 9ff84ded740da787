#include "app/ui/drawing/theme.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include "app/ui/drawing/marks.h"
#include "tests/app/colour_difference.h"
#include "tests/app/contrast.h"

namespace patchlens::ui {
namespace {

class BothThemes : public ::testing::TestWithParam<model::Theme> {
protected:
    const Palette& palette = palette_of(GetParam());
};

TEST_P(BothThemes, TextIsReadable) {
    for (const Colour background : {palette.panel, palette.scene, palette.field, palette.raised}) {
        EXPECT_GE(contrast(palette.text, background), 7);
        EXPECT_GE(contrast(palette.muted, background), 4.5);
        EXPECT_GE(contrast(palette.accent, background), 4.5);
        EXPECT_GE(contrast(palette.problem, background), 4.5);
        EXPECT_GE(contrast(palette.hovered, background), 4.5);
    }
    for (const Colour channel : palette.channel)
        EXPECT_GE(contrast(channel, palette.panel), 4.5);
}

TEST_P(BothThemes, ZeroIsExactlyNeutralAndSignsDiffer) {
    const Diverging& colours = palette.diverging;
    EXPECT_EQ(colours(0, 1), colours.neutral);
    EXPECT_EQ(colours(-0.0F, 1), colours.neutral);
    EXPECT_EQ(colours(2, 1), colours.positive);
    EXPECT_EQ(colours(-2, 1), colours.negative);
    EXPECT_EQ(colours(5, 0), colours.neutral);
    EXPECT_EQ(colours(NAN, 1), colours.not_a_number);
    EXPECT_GT(colours(-0.5F, 1).blue, colours(-0.5F, 1).red);
    EXPECT_GT(colours(0.5F, 1).red, colours(0.5F, 1).blue);
}

TEST_P(BothThemes, LargerNumbersAreFurtherFromTheBackground) {
    const Diverging& colours = palette.diverging;
    for (const float sign : {-1.0F, 1.0F}) {
        double before = contrast(colours.neutral, palette.panel);
        for (float value = 0.1F; value <= 1; value += 0.1F) {
            const double now = contrast(colours(sign * value, 1), palette.panel);
            EXPECT_GE(now, before) << sign * value;
            before = now;
        }
    }
}

TEST_P(BothThemes, WhatCanBeOperatedStandsOut) {
    for (const Colour background : {palette.panel, palette.scene, palette.field, palette.raised}) {
        EXPECT_GE(contrast(palette.edge, background), 3);
        EXPECT_GE(contrast(palette.track, background), 3);
        EXPECT_GE(contrast(palette.pinned, background), 3);
        EXPECT_GE(contrast(palette.diverging.negative, background), 3);
        EXPECT_GE(contrast(palette.diverging.positive, background), 3);
    }
    EXPECT_GE(contrast(palette.knob, palette.track), 3);
    EXPECT_GE(contrast(ink_on(palette.warning), palette.warning), 4.5);  // a sign with edges of its own
}

/// The least difference (CIEDE2000) between colours that mean different things. Differences under 10 are
/// those of shades of one colour, and are not told apart where the eye has to jump from one to the other; 20
/// is what neighbours in the usual ten-colour palettes of diagrams have. Colour-blind sight has one dimension
/// less, so that ten colours lie closer; shape tells the same there.
double least_difference(Sight sight) {
    return sight == Sight::normal ? 20 : 12;
}

constexpr std::array sights{Sight::normal, Sight::deuteranope, Sight::protanope};

struct Named {
    const char* name;
    Colour colour;
};

void expect_apart(const Named& a, const Named& b) {
    for (const Sight sight : sights)
        EXPECT_GE(difference(a.colour, b.colour, sight), least_difference(sight))
            << a.name << ", " << b.name << ", sight " << static_cast<int>(sight);
}

TEST_P(BothThemes, WhatIsMarkedHasColoursOfItsOwn) {
    const std::array marks{Named{"selected", palette.accent}, Named{"hovered", palette.hovered},
                           Named{"pinned", palette.pinned}, Named{"warning", palette.warning},
                           Named{"error", palette.problem}};
    const std::array numbers{Named{"negative", palette.diverging.negative},
                             Named{"positive", palette.diverging.positive}, Named{"red", palette.channel[0]},
                             Named{"green", palette.channel[1]}, Named{"blue", palette.channel[2]}};
    for (std::size_t i = 0; i < marks.size(); ++i) {
        for (std::size_t j = i + 1; j < marks.size(); ++j)
            expect_apart(marks[i], marks[j]);
        for (const Named& number : numbers)
            expect_apart(marks[i], number);
    }
}

TEST_P(BothThemes, MarksOnPicturesStandOutFromMapsAndFromEachOther) {
    const std::array marks{Named{"selected", selected_on_picture}, Named{"hovered", hovered_on_picture},
                           Named{"pinned", pinned_on_picture}};
    const Diverging& colours = palette.diverging;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        for (std::size_t j = i + 1; j < marks.size(); ++j)
            expect_apart(marks[i], marks[j]);
        expect_apart(marks[i], {"negative", colours.negative});
        expect_apart(marks[i], {"positive", colours.positive});
    }
}

TEST_P(BothThemes, SignsStayApartForTheColourBlind) {
    const Diverging& colours = palette.diverging;
    expect_apart({"negative", colours.negative}, {"positive", colours.positive});
    expect_apart({"negative half", colours(-0.5F, 1)}, {"positive half", colours(0.5F, 1)});
    expect_apart({"negative", colours.negative}, {"zero", colours.neutral});
    expect_apart({"positive", colours.positive}, {"zero", colours.neutral});
    expect_apart({"no number", colours.not_a_number}, {"negative", colours.negative});
    expect_apart({"no number", colours.not_a_number}, {"positive", colours.positive});
    expect_apart({"no number", colours.not_a_number}, {"zero", colours.neutral});
}

TEST_P(BothThemes, ApplyingTheStyleAgainChangesNothing) {
    ImGuiContext* context = ImGui::CreateContext();
    apply_style(palette, 2);
    const float once = ImGui::GetStyle().FramePadding.x;
    apply_style(palette, 2);
    EXPECT_EQ(ImGui::GetStyle().FramePadding.x, once);
    apply_style(palette, 1);
    EXPECT_EQ(ImGui::GetStyle().FramePadding.x, once / 2);
    ImGui::DestroyContext(context);
}

INSTANTIATE_TEST_SUITE_P(Themes, BothThemes, ::testing::Values(model::Theme::dark, model::Theme::light),
                         [](const ::testing::TestParamInfo<model::Theme>& tested) {
                             return std::string(model::name_of(tested.param));
                         });

/// A line and its edge that differ by 9:1 differ by 3:1 from any colour, one of the two.
TEST(Marks, StandOutFromAnyPictureByTheLineOrByItsEdge) {
    for (const Colour line : {selected_on_picture, hovered_on_picture, pinned_on_picture, light_on_picture})
        EXPECT_GE(contrast(line, dark_on_picture), 9);
    for (int grey = 0; grey < 256; ++grey) {
        const auto level = static_cast<std::uint8_t>(grey);
        const Colour ground{level, level, level};
        EXPECT_GE(contrast(ink_on(ground), ground), 4.5);
    }
}

TEST(Difference, IsThatOfSharma) {  // pairs 1, 7, 16, 25 of the paper's table
    EXPECT_NEAR(difference(Lab{50, 2.6772, -79.7751}, Lab{50, 0, -82.7485}), 2.0425, 5e-5);
    EXPECT_NEAR(difference(Lab{50, 0, 0}, Lab{50, -1, 2}), 2.3669, 5e-5);
    EXPECT_NEAR(difference(Lab{50, 2.5, 0}, Lab{50, 0, -2.5}), 4.3065, 5e-5);
    EXPECT_NEAR(difference(Lab{60.2574, -34.0099, 36.2677}, Lab{60.4626, -34.1751, 39.4387}), 1.2644, 5e-5);
}

TEST(Difference, BlindSightLosesRedAgainstGreenAndKeepsBlueAgainstYellow) {
    const Colour red{200, 60, 0};
    const Colour green{120, 110, 0};
    EXPECT_GT(difference(red, green, Sight::normal), 2.5 * difference(red, green, Sight::deuteranope));
    for (const Sight sight : sights) {
        EXPECT_GT(difference({0, 0, 255}, {255, 255, 0}, sight), 60);
        EXPECT_NEAR(difference({90, 90, 90}, {90, 90, 90}, sight), 0, 1e-9);
        EXPECT_NEAR(seen({128, 128, 128}, sight).a, 0, 0.2);  // grey stays grey
    }
}

TEST(Contrast, IsThatOfWcag) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
    EXPECT_NEAR(contrast({119, 119, 119}, {255, 255, 255}), 4.48, 0.01);
    EXPECT_DOUBLE_EQ(contrast({10, 20, 30}, {10, 20, 30}), 1);
}

}  // namespace
}  // namespace patchlens::ui
