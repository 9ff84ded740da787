// Background work: opening and computing use the same class.
#include "app/model/computing/latest_request.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <latch>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace patchlens::model {
namespace {

using ::testing::ElementsAre;
using namespace std::chrono_literals;

using Doubling = LatestRequest<int, int, int>;

constexpr auto long_enough = 30s;

/// Waits until a stop is requested; false if that does not happen in time.
bool stopped(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    changed.wait_for(lock, stop, long_enough, [] { return false; });
    return stop.stop_requested();
}

/// The outcome to take; -1 if there is none, -2 for an error.
int answer_of(Doubling& work) {
    const auto outcome = work.take();
    if (!outcome) return -1;
    const int* answer = std::get_if<int>(&*outcome);
    return answer == nullptr ? -2 : *answer;
}

TEST(LatestRequest, IsAnsweredOnce) {
    Doubling work([](int number, const auto&) { return 2 * number; }, [] {});
    EXPECT_FALSE(work.busy());
    EXPECT_EQ(answer_of(work), -1);
    work.ask(3);
    work.wait();
    EXPECT_FALSE(work.busy());
    EXPECT_EQ(answer_of(work), 6);
    EXPECT_EQ(answer_of(work), -1);
    work.ask(4);
    work.wait();
    EXPECT_EQ(answer_of(work), 8);
}

TEST(LatestRequest, WinsOverThoseThatWait) {
    std::latch begun(1);
    std::latch may_end(1);
    std::vector<int> worked_on;
    Doubling work(
        [&](int number, const auto&) {
            worked_on.push_back(number);
            if (number == 1) {
                begun.count_down();
                may_end.wait();
            }
            return 2 * number;
        },
        [] {});
    work.ask(1);
    begun.wait();
    work.ask(2);
    work.ask(3);
    EXPECT_TRUE(work.busy());
    may_end.count_down();
    work.wait();
    EXPECT_EQ(answer_of(work), 6);
    EXPECT_THAT(worked_on, ElementsAre(1, 3));
}

TEST(LatestRequest, StopsTheOneBeingWorkedOn) {
    std::latch begun(1);
    std::atomic<bool> was_stopped = false;
    Doubling work(
        [&](int number, const auto& running) {
            if (number == 1) {
                begun.count_down();
                was_stopped = stopped(running.stop());
            }
            return 2 * number;
        },
        [] {});
    work.ask(1);
    begun.wait();
    work.ask(2);
    work.wait();
    EXPECT_TRUE(was_stopped);
    EXPECT_EQ(answer_of(work), 4);
}

/// Lets a running request be overtaken without stopping it; returns the outcome available while the next one
/// runs.
int outcome_of_overtaken(const std::function<int()>& overtaken, int& last) {
    std::latch begun(1);
    std::latch was_overtaken(1);
    std::latch second_begun(1);
    std::latch may_end(1);
    Doubling work(
        [&](int number, const auto& running) {
            if (number == 1) {
                begun.count_down();
                was_overtaken.wait();
                EXPECT_FALSE(running.stop().stop_requested());
                return overtaken();
            }
            second_begun.count_down();
            may_end.wait();
            return 2 * number;
        },
        [] {});
    work.ask(1);
    begun.wait();
    work.ask(2, Overtaken::finished);
    was_overtaken.count_down();
    second_begun.wait();
    const int meanwhile = answer_of(work);
    EXPECT_TRUE(work.busy());
    may_end.count_down();
    work.wait();
    last = answer_of(work);
    return meanwhile;
}

TEST(LatestRequest, CanLetTheOneBeforeFinish) {
    int last = 0;
    EXPECT_EQ(outcome_of_overtaken([] { return 2; }, last), 2);
    EXPECT_EQ(last, 4);
}

TEST(LatestRequest, HearsNothingOfTheFailureOfTheOneBefore) {
    int last = 0;
    EXPECT_EQ(outcome_of_overtaken([]() -> int { throw Error(ErrorCode::file_empty, {"a"}); }, last), -1);
    EXPECT_EQ(last, 4);
}

TEST(LatestRequest, IsStoppedByCancel) {
    std::latch begun(1);
    std::atomic<bool> was_stopped = false;
    Doubling work(
        [&](int number, const auto& running) {
            if (number == 1) {
                begun.count_down();
                was_stopped = stopped(running.stop());
            }
            return 2 * number;
        },
        [] {});
    work.ask(1);
    begun.wait();
    work.cancel();
    EXPECT_FALSE(work.busy());
    work.wait();
    work.ask(2);
    work.wait();
    EXPECT_TRUE(was_stopped);
    EXPECT_EQ(answer_of(work), 4) << "and the next is answered";
    work.ask(3);
    work.wait();
    work.cancel();
    EXPECT_EQ(answer_of(work), -1) << "what nobody took is gone";
}

TEST(LatestRequest, EndsWithItsOwner) {
    std::latch begun(1);
    std::atomic<bool> was_stopped = false;
    std::vector<int> worked_on;
    {
        Doubling work(
            [&](int number, const auto& running) {
                worked_on.push_back(number);
                begun.count_down();
                was_stopped = stopped(running.stop());
                return number;
            },
            [] {});
        work.ask(1);
        begun.wait();
        work.ask(2, Overtaken::finished);  // waits, and never starts
    }
    EXPECT_TRUE(was_stopped);
    EXPECT_THAT(worked_on, ElementsAre(1));
}

TEST(LatestRequest, TellsHowFarItIs) {
    std::latch told(1);
    std::latch overtaken(1);
    std::atomic<bool> goes_on = false;
    std::atomic<bool> went_on = true;
    Doubling work(
        [&](int number, const auto& running) {
            if (number == 2) return 4;
            goes_on = running.report(10) && running.report(20);
            told.count_down();
            overtaken.wait();
            went_on = running.report(30);
            return 2;
        },
        [] {});
    EXPECT_EQ(work.progress(), 0);
    work.ask(1);
    told.wait();
    EXPECT_TRUE(goes_on);
    EXPECT_EQ(work.progress(), 20);
    work.ask(2);
    EXPECT_EQ(work.progress(), 0) << "the latest has not begun";
    overtaken.count_down();
    work.wait();
    EXPECT_FALSE(went_on);
    EXPECT_EQ(work.progress(), 0);
}

TEST(LatestRequest, EndsInTheErrorItsWorkThrows) {
    Doubling work(
        [](int number, const auto&) -> int {
            if (number == 0) throw Error(ErrorCode::file_empty, {"a.png"});
            throw std::bad_alloc();
        },
        [] {});
    const auto error_of_work = [&](int number) {
        work.ask(number);
        work.wait();
        return std::get<Error>(work.take().value());
    };
    EXPECT_EQ(error_of_work(0).code(), ErrorCode::file_empty);
    EXPECT_THAT(error_of_work(0).arguments(), ElementsAre("a.png"));
    EXPECT_EQ(error_of_work(1).code(), ErrorCode::memory_exhausted);
}

TEST(LatestRequest, WakesForEveryOutcomeAndForNothingElse) {
    std::latch begun(1);
    std::atomic<int> woken = 0;
    {
        Doubling work(
            [&](int number, const auto& running) {
                if (number == 1) {
                    begun.count_down();
                    stopped(running.stop());
                }
                return number;
            },
            [&] { ++woken; });
        work.ask(1);
        begun.wait();
        work.ask(2);
        work.wait();
    }
    EXPECT_EQ(woken, 1);
}

TEST(LatestRequest, IsWaitedForNoLongerThanOneLikes) {
    std::latch may_end(1);
    Doubling work(
        [&](int number, const auto&) {
            may_end.wait();
            return number;
        },
        [] {});
    work.ask(1);
    work.wait_for(1ms);
    EXPECT_TRUE(work.busy());
    may_end.count_down();
    work.wait_for(long_enough);
    EXPECT_FALSE(work.busy());
    EXPECT_EQ(answer_of(work), 1);
}

TEST(LatestRequest, RestsUntilNothingIsLeftToDo) {
    std::atomic<int> rests = 0;
    std::latch rested(3);
    Doubling work([](int number, const auto&) { return number; }, [] {},
                  [&]() -> std::optional<std::chrono::steady_clock::duration> {
                      rested.count_down();
                      if (++rests < 3) return 1ms;
                      return std::nullopt;
                  });
    work.ask(1);
    rested.wait();
    std::this_thread::sleep_for(20ms);
    EXPECT_EQ(rests, 3);
}

TEST(LatestRequest, TakesAnswersThatCannotBeCopied) {
    LatestRequest<int, std::unique_ptr<int>> work(
        [](int number, const auto&) { return std::make_unique<int>(number); }, [] {});
    work.ask(7);
    work.wait();
    EXPECT_EQ(*std::get<std::unique_ptr<int>>(work.take().value()), 7);
}

}  // namespace
}  // namespace patchlens::model
