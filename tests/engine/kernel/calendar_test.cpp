#include "engine/kernel/calendar.hpp"

#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "engine/kernel/distributions.hpp"

namespace wardmote::kernel {
namespace {

using std::chrono::August;
using std::chrono::December;
using std::chrono::January;
using std::chrono::July;
using std::chrono::year;

constexpr Date tuesday = year{2018} / July / 3;
constexpr Calendar calendar{tuesday};

/// 2018-07-dd hh:mm.
Time july(int day, int hour, int minute = 0) { return Time{((day - 3) * 24 + hour) * 3'600 + minute * 60}; }

/// Monday to Friday 9 to 17, closed on 27 August 2018 (bank holiday).
WorkingTime office() {
  std::vector<Date> const closed{Date{year{2018} / August / 27}};
  return {calendar, year{2018} / January / 1, year{2020} / January / 1, weekdays_from_to(9 * 3600, 17 * 3600), closed};
}

TEST(Calendar, TimeZeroIsMidnightOfTheFirstDay) {
  EXPECT_EQ(calendar.date_of(Time{}), tuesday);
  EXPECT_EQ(calendar.date_of(Time{-1}), tuesday - std::chrono::days{1});
  EXPECT_EQ(Calendar::second_of_day(Time{-1}), 86'399);
  EXPECT_EQ(calendar.time_of(year{2018} / July / 10), Time{} + days(7));
  EXPECT_EQ(calendar.weekday(Time{} + days(4)), std::chrono::Saturday);
  EXPECT_EQ(calendar.civil_of(Time{} - days(3)), year{2018} / std::chrono::June / 30);
  EXPECT_EQ(calendar.day_index(Date{year{2019} / July / 3}), 365);
}

TEST(WorkingTime, WorkPausesWhileClosed) {
  auto const hours_open = office();
  EXPECT_EQ(hours_open.finish(july(3, 16), hours(2)), july(4, 10)) << "overnight";
  EXPECT_EQ(hours_open.finish(july(6, 16), hours(2)), july(9, 10)) << "over the weekend";
  EXPECT_EQ(hours_open.finish(july(7, 12), hours(1)), july(9, 10)) << "taken up on a Saturday";
  EXPECT_EQ(hours_open.finish(july(3, 16), hours(1)), july(3, 17)) << "done at closing, not at the next opening";
  EXPECT_EQ(hours_open.finish(july(7, 12), seconds(0)), july(7, 12)) << "nothing to do";
}

TEST(WorkingTime, CountsOnlyOpenHours) {
  auto const hours_open = office();
  EXPECT_EQ(hours_open.between(july(3, 16), july(4, 10)), hours(2));
  EXPECT_EQ(hours_open.between(july(6, 18), july(9, 8)), seconds(0));
  EXPECT_EQ(hours_open.between(july(4, 10), july(3, 16)), -hours(2));
  auto const bank_holiday = calendar.time_of(year{2018} / August / 27);
  EXPECT_EQ(hours_open.between(bank_holiday, bank_holiday + days(1)), seconds(0));
  EXPECT_FALSE(hours_open.is_open(bank_holiday + hours(12)));
  EXPECT_EQ(hours_open.next_open(bank_holiday), bank_holiday + hours(33));
  EXPECT_TRUE(hours_open.is_open(july(3, 9)));
  EXPECT_FALSE(hours_open.is_open(july(3, 17)));
}

TEST(WorkingTime, TheDayOfReceiptIsDayZero) {
  auto const hours_open = office();
  EXPECT_EQ(hours_open.working_days_between(july(3, 10), july(3, 16)), 0);
  EXPECT_EQ(hours_open.working_days_between(july(3, 10), july(4, 9)), 1);
  EXPECT_EQ(hours_open.working_days_between(july(3, 18), july(4, 9)), 0) << "received after hours: the next day's post";
  EXPECT_EQ(hours_open.working_days_between(july(3, 7), july(3, 12)), 0) << "received before opening";
  EXPECT_EQ(hours_open.working_days_between(july(6, 10), july(9, 10)), 1) << "over the weekend";
  EXPECT_EQ(hours_open.working_days_between(july(7, 10), july(9, 10)), 0) << "received on a Saturday";
  EXPECT_EQ(hours_open.working_days_between(july(5, 10), july(7, 10)), 1) << "answered on a Saturday: Friday's count";
  EXPECT_EQ(hours_open.working_days_between(july(3, 18), july(3, 20)), 0) << "never negative";
  EXPECT_EQ(hours_open.due(july(3, 10), 10), july(18, 0)) << "midnight after the tenth working day, Tuesday 17 July";
  EXPECT_EQ(hours_open.working_days_between(july(3, 10), july(17, 16)), 10);
}

TEST(WorkingTime, DaysMayHaveSeveralIntervalsOrNone) {
  WeeklyHours split = weekdays_from_to(9 * 3600, 17 * 3600);
  split[2] = {{9 * 3600, 12 * 3600}, {13 * 3600, 17 * 3600}};  // Tuesday with a lunch break
  WorkingTime const desk{calendar, tuesday, tuesday + std::chrono::days{30}, split, {}};
  EXPECT_EQ(desk.finish(july(3, 11), hours(2)), july(3, 14));
  EXPECT_EQ(desk.next_open(july(3, 12, 30)), july(3, 13));
  EXPECT_EQ(desk.working_day_number(july(3, 12, 30)), 0) << "lunch is not the end of the day";
  EXPECT_EQ(desk.at(hours(3)), july(3, 12));
}

TEST(WorkingTime, NeverClosedIsOrdinaryTime) {
  WorkingTime const always{calendar, tuesday, tuesday + std::chrono::days{100}, all_day_every_day(), {}};
  EXPECT_EQ(always.finish(july(3, 23), hours(50)), july(3, 23) + hours(50));
  EXPECT_EQ(always.working_days_between(july(3, 23), july(6, 1)), 3);
}

TEST(WorkingTime, WhatComesAfterTheRangeIsNever) {
  auto const hours_open = office();
  EXPECT_EQ(hours_open.finish(july(3, 9), hours(1e6)), Time::max());
  EXPECT_EQ(hours_open.next_open(hours_open.end()), Time::max());
  EXPECT_EQ(hours_open.due(july(3, 9), 1'000'000), Time::max());
  WorkingTime const shut{calendar, tuesday, tuesday + std::chrono::days{9}, WeeklyHours{}, {}};
  EXPECT_EQ(shut.next_open(Time{}), Time::max());
  EXPECT_EQ(shut.finish(Time{}, seconds(1)), Time::max());
  EXPECT_EQ(shut.total(), seconds(0));
}

TEST(WorkingTime, InverseAndWalkSecondBySecondAgree) {
  // an irregular table, against counting open seconds one by one
  WeeklyHours odd;
  odd[1] = {{100, 200}, {200 + 1, 90}};
  EXPECT_THROW((WorkingTime{calendar, tuesday, tuesday + std::chrono::days{30}, odd, {}}), std::invalid_argument);
  odd[1] = {{0, 3}, {86'390, 86'400}};
  odd[2] = {{40'000, 40'007}};
  odd[4] = {{5, 6}, {7, 8}, {86'399, 86'400}};
  std::vector<Date> const closed{tuesday + std::chrono::days{7}};
  WorkingTime const table{calendar, tuesday - std::chrono::days{10}, tuesday + std::chrono::days{21}, odd, closed};
  std::int64_t worked = 0;
  for (auto t = table.start(); t < table.end(); t += seconds(1)) {
    if (!table.is_open(t)) continue;
    ASSERT_EQ(table.worked(t).count(), worked);
    ++worked;
    ASSERT_EQ(table.at(Duration{worked}), t + seconds(1));
    ASSERT_EQ(table.worked(t + seconds(1)).count(), worked);
  }
  EXPECT_EQ(table.total().count(), worked);
  EXPECT_EQ(worked, 5 * 13 + 3 * 7 + 4 * 3) << "five Mondays, four Tuesdays less the closed one, four Thursdays";
}

TEST(WorkingTime, FinishUndoesBetween) {
  auto const hours_open = office();
  auto draws = RandomStreams{{1, 0}, 0}.draws(Purpose{1}, 0);
  for (int i = 0; i < 20'000; ++i) {
    auto const begin = Time{static_cast<std::int64_t>(draws.uniform() * 3e7)};
    auto const work = seconds(1.0 + draws.uniform() * 4e5);
    auto const end = hours_open.finish(begin, work);
    ASSERT_EQ(hours_open.between(begin, end), work);
    ASSERT_TRUE(hours_open.is_open(end - seconds(1)));
  }
}

TEST(WorkingTime, RejectsTablesThatMakeNoSense) {
  auto const make = [](Date first, Date last, WeeklyHours hours, std::vector<Date> closed) {
    return WorkingTime{calendar, first, last, std::move(hours), closed};
  };
  auto const usual = weekdays_from_to(0, 10);
  auto const later = tuesday + std::chrono::days{1};
  EXPECT_THROW(make(tuesday, tuesday, usual, {}), std::invalid_argument);
  EXPECT_THROW(make(tuesday, later, usual, {later, tuesday}), std::invalid_argument);
  EXPECT_THROW(make(tuesday, later, weekdays_from_to(10, 10), {}), std::invalid_argument);
  EXPECT_THROW(make(tuesday, later, weekdays_from_to(-1, 10), {}), std::invalid_argument);
  EXPECT_THROW(make(tuesday, later, weekdays_from_to(0, 86'401), {}), std::invalid_argument);
}

}  // namespace
}  // namespace wardmote::kernel
