#include "app/ui/drawing/theme.h"

#include <gtest/gtest.h>
#include <imgui.h>

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

/// How different two colours look to a deuteranope: the matrix of Viénot, Brettel and Mollon (1999) on linear
/// RGB.
double deuteranope_difference(Colour a, Colour b) {
    const auto linear = [](std::uint8_t channel) { return std::pow(channel / 255.0, 2.2); };
    const auto seen = [&](Colour colour) {
        const double r = linear(colour.red);
        const double g = linear(colour.green);
        const double blue = linear(colour.blue);
        return std::array{0.29275 * r + 0.70725 * g, -0.02234 * r + 0.02234 * g + blue};
    };
    const auto x = seen(a);
    const auto y = seen(b);
    return std::hypot(x[0] - y[0], x[1] - y[1]);
}

TEST_P(BothThemes, SignsStayApartForTheColourBlind) {
    const Diverging& colours = palette.diverging;
    EXPECT_GT(deuteranope_difference(colours(-0.5F, 1), colours(0.5F, 1)), 0.08);
    EXPECT_GT(deuteranope_difference(colours.negative, colours.positive), 0.3);
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

TEST(Contrast, IsThatOfWcag) {
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-9);
    EXPECT_NEAR(contrast({119, 119, 119}, {255, 255, 255}), 4.48, 0.01);
    EXPECT_DOUBLE_EQ(contrast({10, 20, 30}, {10, 20, 30}), 1);
}

}  // namespace
}  // namespace patchlens::ui
