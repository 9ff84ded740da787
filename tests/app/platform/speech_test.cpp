// Reading aloud where speech-dispatcher is not installed.
#include <future>

#include <gtest/gtest.h>

#include "app/platform/speech_dispatcher.h"

namespace patchlens::platform {
namespace {

TEST(SpeechDispatcherTest, SaysThatItIsNotInstalledAndNothingElseHappens) {
    std::promise<void> answered;
    const auto speech =
        speech_dispatcher([&answered] { answered.set_value(); }, "libspeechd-that-is-nowhere.so.2");
    EXPECT_FALSE(speech->take_problem());
    speech->say("hello", model::LanguageId::en);
    answered.get_future().wait();
    EXPECT_EQ(speech->take_problem(), model::Message("message.speech_missing"));
    EXPECT_FALSE(speech->take_problem());
}

}  // namespace
}  // namespace patchlens::platform
