// Each signal is sent in a process of its own.
#include "app/platform/interrupt.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <initializer_list>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

namespace patchlens::platform {
namespace {

using namespace std::chrono_literals;

/// Sends itself `signals` and exits with the one the interrupt saw first, or with 99 if it saw none within
/// ten seconds.
[[noreturn]] void interrupted_by(std::initializer_list<int> signals) {
    const Interrupt interrupt;
    for (const int signal : signals)
        kill(getpid(), signal);
    for (int i = 0; i < 1000 && !interrupt.token().stop_requested(); ++i)
        std::this_thread::sleep_for(10ms);
    std::_Exit(interrupt.token().stop_requested() ? interrupt.signal() : 99);
}

class InterruptDeathTest : public testing::Test {
protected:
    InterruptDeathTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(InterruptDeathTest, ControlCAndTerminationRequestAStop) {
    EXPECT_EXIT(interrupted_by({SIGINT}), testing::ExitedWithCode(SIGINT), "");
    EXPECT_EXIT(interrupted_by({SIGTERM}), testing::ExitedWithCode(SIGTERM), "");
    EXPECT_EXIT(interrupted_by({SIGHUP}), testing::ExitedWithCode(SIGHUP), "");
}

TEST_F(InterruptDeathTest, TheSecondControlCEndsTheProgramAtOnce) {
    EXPECT_EXIT(
        {
            const Interrupt interrupt;
            kill(getpid(), SIGINT);
            while (!interrupt.token().stop_requested())
                std::this_thread::sleep_for(1ms);
            kill(getpid(), SIGINT);
            std::this_thread::sleep_for(10s);
        },
        testing::KilledBySignal(SIGINT), "");
}

TEST_F(InterruptDeathTest, ASignalTheParentIgnoresStaysIgnored) {
    EXPECT_EXIT(
        {
            std::signal(SIGINT, SIG_IGN);
            interrupted_by({SIGINT, SIGTERM});
        },
        testing::ExitedWithCode(SIGTERM), "");
}

TEST_F(InterruptDeathTest, WritingIntoAClosedPipeIsAFailedWrite) {
    EXPECT_EXIT(
        {
            const Interrupt interrupt;
            int ends[2];
            if (pipe(ends) != 0) std::_Exit(2);
            close(ends[0]);
            std::_Exit(write(ends[1], "x", 1) == -1 && errno == EPIPE ? 0 : 1);
        },
        testing::ExitedWithCode(0), "");
}

TEST_F(InterruptDeathTest, AfterwardsSignalsEndTheProgramAgain) {
    EXPECT_EXIT(
        {
            { const Interrupt interrupt; }
            kill(getpid(), SIGTERM);
            std::this_thread::sleep_for(10s);
        },
        testing::KilledBySignal(SIGTERM), "");
}

TEST_F(InterruptDeathTest, AfterwardsAClosedPipeEndsTheProgramAgain) {
    EXPECT_EXIT(
        {
            { const Interrupt interrupt; }
            raise(SIGPIPE);
        },
        testing::KilledBySignal(SIGPIPE), "");
}

TEST(InterruptTest, NothingIsRequestedByItself) {
    const Interrupt interrupt;
    EXPECT_FALSE(interrupt.token().stop_requested());
    EXPECT_EQ(interrupt.signal(), 0);
}

}  // namespace
}  // namespace patchlens::platform
