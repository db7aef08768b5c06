/// \file
/// The pending event set.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/kernel/check.hpp"
#include "engine/kernel/chunk_pool.hpp"
#include "engine/kernel/clock.hpp"
#include "engine/kernel/order_set.hpp"

namespace wardmote::kernel {

/// Who goes first among events of the same time. Any value between the named ones may be used too.
enum class Priority : std::uint8_t { first = 0, high = 64, normal = 128, low = 192, last = 255 };

/// Names one scheduled event, for cancelling it. A default ticket names none. A copy of a queue honours its tickets.
class Ticket {
 public:
  constexpr Ticket() = default;
  constexpr Ticket(std::int64_t time, std::uint64_t order) : time_(time), order_(order) {}

  [[nodiscard]] constexpr std::int64_t time() const { return time_; }     ///< [tick]
  [[nodiscard]] constexpr std::uint64_t order() const { return order_; }  ///< place among equal times; 0: no event
  friend constexpr bool operator==(Ticket, Ticket) = default;

 private:
  std::int64_t time_ = 0;
  std::uint64_t order_ = 0;
};

namespace detail {

/// Events kept aside, for types that are large or need constructors; entries then carry a number.
template <class Event>
class EventStore {
 public:
  std::uint32_t put(Event event) {
    if (free_.empty()) {
      item_.push_back(std::move(event));
      return static_cast<std::uint32_t>(item_.size() - 1);
    }
    auto const i = free_.back();
    free_.pop_back();
    item_[i] = std::move(event);
    return i;
  }
  Event take(std::uint32_t i) {
    free_.push_back(i);
    return std::move(item_[i]);
  }
  [[nodiscard]] Event const& operator[](std::uint32_t i) const { return item_[i]; }
  [[nodiscard]] std::size_t memory_bytes() const {
    return item_.capacity() * sizeof(Event) + free_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::vector<Event> item_;
  std::vector<std::uint32_t> free_;
};
struct NoEventStore {};

}  // namespace detail

/// The pending event set, handed out in time order. A value: a copy is an independent set in the same state.
///
/// Order:  (time, priority, ticket). At equal times the higher priority runs first, then the one scheduled earlier, so
///         a run never depends on memory layout or thread count. An event may be scheduled at now(); it runs after what
///         is pending at now() with the same priority.
/// Units:  TimePoint is a count of ticks (kernel/clock.hpp); earlier than TimePoint::min() + 1 tick there is nothing.
/// Cost:   schedule, pop O(1) amortised at any size and for any spread of times; cancel O(1), or O(log n) for an event
///         about to run. A withdrawn entry keeps its memory until its time comes, and till its bucket drains 16 to 32
///         bytes more.
/// Memory: 16 bytes an event and the event, padded to 8, and a few bytes for buckets; see memory_bytes().
/// Events: any movable type. Trivially copyable ones up to 64 bytes lie in the buckets; others are kept aside.
///
/// How. Near events stand sorted in `front`. Later ones lie unsorted in buckets of equal width, a *rung*; a bucket is
/// sorted when its time comes, and if it holds too much for that, spread over a finer rung of its own. Beyond the
/// coarsest rung lies `far`, one heap of chunks; when the rungs are used up it becomes the next one. Every width is
/// chosen from the events then present, so there is nothing to tune. What is scheduled into the front's own span is
/// inserted, and if that happens too often the rest of the front is spread again.
/// Source: time buckets sorted on drain, after Brown (1988), CACM 31(10):1220-1227, and Tang, Goh & Thng (2005), ACM
///         TOMACS 15(3):175-204.
template <class Event, class TimePoint = Time>
class EventQueue {
 public:
  EventQueue() = default;  ///< now() is one tick after TimePoint::min()
  /// Nothing can be scheduled before `start`.
  explicit EventQueue(TimePoint start) : now_(std::max<std::uint64_t>(biased(start), 1)) {}
  EventQueue(EventQueue const& other);
  EventQueue(EventQueue&& other) noexcept { swap(other); }
  EventQueue& operator=(EventQueue other) noexcept {
    swap(other);
    return *this;
  }
  ~EventQueue() = default;
  void swap(EventQueue& other) noexcept;

  /// Adds an event at `at`. Precondition: at >= now(), the past is closed; release builds run what is late at now().
  Ticket schedule(TimePoint at, Event event, Priority priority = Priority::normal) {
    auto time = biased(at);
    WARDMOTE_EXPECTS(time >= now_, "the past is closed: an event is scheduled at or after now()");
    time = std::max(time, now_);
    auto const order = static_cast<std::uint64_t>(priority) << 56 | ++n_scheduled_ << 1;
    Entry const entry{time, order, put(std::move(event))};
    ++size_;
    if (time <= front_last_) [[unlikely]] {
      insert_into_front(entry);
    } else if (auto const& view = time <= finest_.last ? finest_ : parent_; time <= view.last) [[likely]] {
      auto const i = static_cast<std::size_t>((time - view.base) >> view.shift);
      auto& bucket = view.bucket[i];
      if (bucket.n_in_newest == chunk_capacity) [[unlikely]] {
        add_chunk(bucket);
        view.occupied[i >> 6] |= std::uint64_t{1} << (i & 63);
      }
      bucket.newest->entry[bucket.n_in_newest++] = entry;
    } else {
      place_further(entry);
    }
    return Ticket{unbiased(time), order};
  }

  /// Withdraws a pending event; false if it has already run or been withdrawn, or for a default ticket.
  /// Precondition: the ticket comes from this queue or from one it was copied from; release builds take no notice of
  /// tickets not yet issued.
  bool cancel(Ticket ticket);

  /// Removes the earliest event and moves now() to its time; nullopt if none is pending.
  [[nodiscard]] std::optional<Event> pop() { return take<false>(0); }

  /// The same if the earliest event is before `limit`; otherwise nullopt, and now() stays.
  [[nodiscard]] std::optional<Event> pop_before(TimePoint limit) { return take<true>(biased(limit)); }

  /// Time of the earliest event; nullopt if none is pending.
  [[nodiscard]] std::optional<TimePoint> next_time() {
    if (!settle_head()) return std::nullopt;
    auto const late_is_first = !late_.empty() && late_.front() < front_[head_];
    return TimePoint{unbiased(late_is_first ? late_.front().time : front_[head_].time)};
  }

  /// The event `ahead` places after the next one (0: the next itself), as far as known now: a hint for prefetching
  /// what it will touch. Null when the end of the sorted span is reached; events scheduled or withdrawn meanwhile may
  /// change the order. Valid until the queue next changes.
  [[nodiscard]] Event const* upcoming(std::size_t ahead) const {
    if (ahead >= tail_ - head_) return nullptr;
    return event_of(front_[head_ + ahead]);
  }

  /// Moves now() to `time` if that is later. Precondition: no pending event is before `time`; release builds stop at
  /// the earliest one.
  void advance_to(TimePoint time) {
    auto const next = next_time();
    WARDMOTE_EXPECTS(!next || *next >= time, "now() cannot pass a pending event");
    now_ = std::max(now_, biased(next ? std::min(*next, time) : time));
  }

  [[nodiscard]] TimePoint now() const { return TimePoint{unbiased(now_)}; }  ///< time of the last event popped [tick]
  [[nodiscard]] std::size_t size() const { return size_; }  ///< events still to run, withdrawn ones excluded
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Memory held for events, buckets and spare room.
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  static constexpr bool event_is_inline =
      std::is_trivially_copyable_v<Event> && sizeof(Event) <= 64 && alignof(Event) <= alignof(std::uint64_t);

  struct InlineEvent {
    alignas(Event) std::byte byte[sizeof(Event)];
  };
  using Payload = std::conditional_t<event_is_inline, InlineEvent, std::uint32_t>;
  using Store = std::conditional_t<event_is_inline, detail::NoEventStore, detail::EventStore<Event>>;

  /// A pending event. Order: priority (8 bits), number of scheduling (55 bits), 1 if withdrawn (1 bit).
  struct Entry {
    std::uint64_t time;  // biased
    std::uint64_t order;
    Payload payload;

    [[nodiscard]] bool is_dead() const { return (order & 1U) != 0; }
    friend bool operator<(Entry const& a, Entry const& b) {
      __extension__ using Key = unsigned __int128;  // one comparison without a branch
      return (Key{a.time} << 64 | a.order) < (Key{b.time} << 64 | b.order);
    }
  };
  static_assert(std::is_trivially_copyable_v<Entry>);
  struct Later {
    bool operator()(Entry const& a, Entry const& b) const { return b < a; }
  };

  static constexpr std::uint32_t chunk_capacity =
      static_cast<std::uint32_t>(std::max<std::size_t>((512 - sizeof(void*)) / sizeof(Entry), 4));
  struct Chunk {
    Chunk* next;  // older
    Entry entry[chunk_capacity];
  };
  /// Entries in chunks, the newest first; every chunk but the newest is full.
  struct Bucket {
    Chunk* newest = nullptr;
    std::uint32_t n_in_newest = chunk_capacity;  // so that an empty bucket asks for a chunk
    std::uint32_t n_older = 0;
    [[nodiscard]] std::size_t size() const { return newest == nullptr ? 0 : std::size_t{n_older} + n_in_newest; }
  };
  /// Buckets of 2^shift ticks from `base`, that is up to and including `last`.
  struct Rung {
    std::uint64_t base = 0;
    std::uint64_t last = 0;
    unsigned shift = 0;
    std::size_t n_bucket = 0;
    std::size_t next = 0;  // first bucket not yet drained
    std::vector<Bucket> bucket;
    std::vector<std::uint64_t> occupied;  // a bit for each bucket that holds something
  };
  /// A rung as schedule() sees it.
  struct View {
    std::uint64_t last = 0;  // 0: there is no rung
    std::uint64_t base = 0;
    unsigned shift = 0;
    Bucket* bucket = nullptr;
    std::uint64_t* occupied = nullptr;
  };

  static constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
  static constexpr std::uint64_t latest = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::size_t few = 64;            // events so few that sorted order is kept by insertion
  static constexpr std::size_t longest_shift = 96;  // entries moved for one insertion into the front
  static constexpr std::size_t least_late = 256;    // late entries that make the front spread
  static constexpr std::size_t n_sample_aim = 256;  // times looked at to choose a width

  [[nodiscard]] static constexpr std::uint64_t biased(TimePoint t) {
    return static_cast<std::uint64_t>(t.count()) ^ sign_bit;
  }
  [[nodiscard]] static constexpr std::int64_t unbiased(std::uint64_t time) {
    return static_cast<std::int64_t>(time ^ sign_bit);
  }

  [[nodiscard]] Payload put(Event event) {
    if constexpr (event_is_inline) {
      return std::bit_cast<InlineEvent>(event);
    } else {
      return store_.put(std::move(event));
    }
  }
  [[nodiscard]] Event take_event(Entry const& entry) {
    if constexpr (event_is_inline) {
      return std::bit_cast<Event>(entry.payload);
    } else {
      return store_.take(entry.payload);
    }
  }
  [[nodiscard]] Event const* event_of(Entry const& entry) const {
    if constexpr (event_is_inline) {
      return reinterpret_cast<Event const*>(&entry.payload);
    } else {
      return &store_[entry.payload];
    }
  }
  /// Lets go of a withdrawn entry that stood first.
  void pass_over(Entry const& entry) {
    passed_ = std::max(passed_, entry.time);
    if constexpr (!event_is_inline) static_cast<void>(store_.take(entry.payload));
  }

  template <bool limited>
  [[nodiscard]] std::optional<Event> take([[maybe_unused]] std::uint64_t limit) {
    for (;;) {
      if (head_ == tail_) [[unlikely]] {
        if (!refill()) return std::nullopt;
      }
      auto const& entry = front_[head_];
      if (!late_.empty() && late_.front() < entry) [[unlikely]] {
        if (limited && late_.front().time >= limit) return std::nullopt;
        if (auto event = take_late()) return event;
        continue;
      }
      if (limited && entry.time >= limit) return std::nullopt;
      ++head_;
      if (entry.is_dead()) [[unlikely]] {
        pass_over(entry);
        continue;
      }
      now_ = entry.time;
      --size_;
      return take_event(entry);
    }
  }

  [[nodiscard]] std::optional<Event> take_late();
  bool settle_head();
  bool refill();
  bool drain_next_bucket();
  void open_far();
  void open_rung(std::uint64_t lo, std::uint64_t hi, unsigned shift);
  void close_rung();
  void refresh_views();
  void sort_into_front(std::size_t n, std::uint64_t lo, unsigned shift);
  void insert_into_front(Entry const& entry);
  void spread_front();
  void place_further(Entry const& entry);
  std::size_t gather(Bucket& bucket);
  /// A bucket's chunks, the oldest first by `next`, and the range of their times.
  struct Chain {
    Chunk* oldest;
    Chunk* newest;
    std::uint32_t n_in_newest;
    std::uint64_t lo, hi;
  };
  [[nodiscard]] Chain unchained(Bucket& bucket);
  void hand_back(Chain chain, Bucket& bucket);
  void hand_out(Chain chain, std::uint64_t last);
  [[nodiscard]] static std::size_t next_occupied(Rung const& rung, std::size_t from);
  void mark_withdrawn(std::size_t n);
  void append(Bucket& bucket, Entry const& entry) {
    if (bucket.n_in_newest == chunk_capacity) [[unlikely]]
      add_chunk(bucket);
    bucket.newest->entry[bucket.n_in_newest++] = entry;
  }
  void append(Rung& rung, Entry const& entry) {
    auto const i = static_cast<std::size_t>((entry.time - rung.base) >> rung.shift);
    auto& bucket = rung.bucket[i];
    if (bucket.n_in_newest == chunk_capacity) [[unlikely]] {
      add_chunk(bucket);
      rung.occupied[i >> 6] |= std::uint64_t{1} << (i & 63);
    }
    bucket.newest->entry[bucket.n_in_newest++] = entry;
  }
  [[gnu::noinline]] void add_chunk(Bucket& bucket) {
    auto* const chunk = pool_.take();
    chunk->next = bucket.newest;
    if (bucket.newest != nullptr) bucket.n_older += chunk_capacity;
    bucket.newest = chunk;
    bucket.n_in_newest = 0;
    fetch_ahead();
  }
  /// One step along the bucket that drains next, fetching a chunk of it: as often as chunks are filled, so that the
  /// bucket is at hand in time. The chunk may have been drained meanwhile; its memory stays ours and is only read.
  void fetch_ahead() {
    if (ahead_ == nullptr) return;
    auto const* const line = reinterpret_cast<char const*>(ahead_);
    for (std::size_t i = 0; i < sizeof(Chunk); i += 64) __builtin_prefetch(line + i, 0, 2);
    ahead_ = ahead_->next;
  }
  template <class Visit>
  static void for_each(Bucket const& bucket, Visit&& visit);
  [[nodiscard]] std::size_t bucket_aim() const;
  struct Width {
    unsigned shift;
    std::uint64_t last;
  };
  [[nodiscard]] Width choose_width(std::size_t n, std::uint64_t lo, std::uint64_t hi, bool must_cover);

  // state that schedule and pop touch every time
  std::uint64_t now_ = 1;            // biased
  std::uint64_t front_last_ = 0;     // what is due up to here (biased) stands in front_ or late_
  View finest_, parent_;             // the last rung and the one before it: where most is scheduled
  std::size_t head_ = 0, tail_ = 0;  // front_[head_, tail_) is sorted and still to run
  std::vector<Entry> front_;
  std::vector<Entry> late_;  // a heap: scheduled into a front too long for insertion
  std::size_t size_ = 0;
  std::uint64_t n_scheduled_ = 0;
  detail::ChunkPool<Chunk> pool_;
  // the rest
  std::vector<Rung> rung_;  // coarsest first; each covers the bucket its parent drained last; storage is kept
  std::size_t n_rung_ = 0;
  Bucket far_;                    // beyond all rungs
  Chunk const* ahead_ = nullptr;  // next chunk to fetch of the bucket that drains next
  detail::OrderSet withdrawn_;    // withdrawn entries still in rungs or far
  std::uint64_t passed_ = 0;      // time (biased) of the latest withdrawn entry let go of; it may be after now()
  std::uint64_t n_settled_ = 0;   // tickets up to this number have run or been withdrawn
  std::size_t late_limit_ = least_late;
  std::vector<Entry> scratch_;         // one bucket, gathered
  std::vector<std::uint32_t> place_;   // of each sub-bucket while sorting
  std::vector<std::uint64_t> sample_;  // times to choose a width from
  [[no_unique_address]] Store store_;
};

// ---- copying ----

template <class Event, class TimePoint>
EventQueue<Event, TimePoint>::EventQueue(EventQueue const& other)
    : now_(other.now_),
      front_last_(other.front_last_),
      tail_(other.tail_ - other.head_),
      front_(other.front_.begin() + static_cast<std::ptrdiff_t>(other.head_),
             other.front_.begin() + static_cast<std::ptrdiff_t>(other.tail_)),
      late_(other.late_),
      size_(other.size_),
      n_scheduled_(other.n_scheduled_),
      withdrawn_(other.withdrawn_),
      passed_(other.passed_),
      n_settled_(other.n_settled_),
      late_limit_(other.late_limit_),
      store_(other.store_) {
  // buckets are not copied but their events, to be spread anew when they are needed
  auto const keep = [this](Entry const& entry) { append(far_, entry); };
  for (std::size_t r = other.n_rung_; r-- > 0;)
    for (auto i = other.rung_[r].next; i < other.rung_[r].n_bucket; ++i) for_each(other.rung_[r].bucket[i], keep);
  for_each(other.far_, keep);
}

template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::swap(EventQueue& other) noexcept {
  std::swap(now_, other.now_);
  std::swap(front_last_, other.front_last_);
  std::swap(finest_, other.finest_);
  std::swap(parent_, other.parent_);
  std::swap(ahead_, other.ahead_);
  std::swap(head_, other.head_);
  std::swap(tail_, other.tail_);
  front_.swap(other.front_);
  late_.swap(other.late_);
  std::swap(size_, other.size_);
  std::swap(n_scheduled_, other.n_scheduled_);
  pool_.swap(other.pool_);
  rung_.swap(other.rung_);
  std::swap(n_rung_, other.n_rung_);
  std::swap(far_, other.far_);
  std::swap(withdrawn_, other.withdrawn_);
  std::swap(passed_, other.passed_);
  std::swap(n_settled_, other.n_settled_);
  std::swap(late_limit_, other.late_limit_);
  scratch_.swap(other.scratch_);
  place_.swap(other.place_);
  sample_.swap(other.sample_);
  std::swap(store_, other.store_);
}

/// Calls visit(entry) for a bucket's entries, the oldest first.
template <class Event, class TimePoint>
template <class Visit>
void EventQueue<Event, TimePoint>::for_each(Bucket const& bucket, Visit&& visit) {
  std::vector<Chunk const*> chunks;
  for (auto const* chunk = bucket.newest; chunk != nullptr; chunk = chunk->next) chunks.push_back(chunk);
  for (auto i = chunks.size(); i-- > 0;) {
    auto const n = i == 0 ? bucket.n_in_newest : chunk_capacity;
    for (std::uint32_t k = 0; k < n; ++k) visit(chunks[i]->entry[k]);
  }
}

// ---- withdrawing ----

template <class Event, class TimePoint>
bool EventQueue<Event, TimePoint>::cancel(Ticket ticket) {
  if (ticket == Ticket{}) return false;
  auto const time = biased(TimePoint{ticket.time()});
  auto const number = (ticket.order() & ((std::uint64_t{1} << 56) - 1)) >> 1;
  WARDMOTE_EXPECTS(number > 0 && number <= n_scheduled_, "a ticket is honoured by the queue that issued it");
  if (number <= n_settled_ || number > n_scheduled_ || time < now_) return false;

  // in a bucket: it is pending unless it is already on the list of the withdrawn
  if (time > front_last_) {
    if (!withdrawn_.insert(ticket.order())) return false;
    --size_;
    return true;
  }
  // in the front, or among the late
  Entry key{};
  key.time = time;
  key.order = ticket.order();
  auto const first = front_.begin() + static_cast<std::ptrdiff_t>(head_);
  auto const last = front_.begin() + static_cast<std::ptrdiff_t>(tail_);
  auto const names_it = [&key](Entry const& e) {
    return e.time == key.time && (e.order & ~std::uint64_t{1}) == key.order;
  };
  auto found = std::lower_bound(first, last, key);
  if (found == last || !names_it(*found)) {
    found = std::find_if(late_.begin(), late_.end(), names_it);
    if (found == late_.end()) return false;
  }
  if (found->is_dead()) return false;
  found->order |= 1U;
  --size_;
  return true;
}

/// Marks those of scratch_[0, n) that are on the list of the withdrawn and takes them off it. Only for what moves to
/// the front, where the mark tells: a ticket whose time lies beyond the front is looked up on the list.
template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::mark_withdrawn(std::size_t n) {
  for (std::size_t i = 0; i < n && !withdrawn_.empty(); ++i)
    if (withdrawn_.erase(scratch_[i].order)) scratch_[i].order |= 1U;
}

// ---- the front ----

template <class Event, class TimePoint>
std::optional<Event> EventQueue<Event, TimePoint>::take_late() {
  std::pop_heap(late_.begin(), late_.end(), Later{});
  auto const entry = late_.back();
  late_.pop_back();
  if (entry.is_dead()) {
    pass_over(entry);
    return std::nullopt;
  }
  now_ = entry.time;
  --size_;
  return take_event(entry);
}

/// Makes front_[head_] or the late heap's top a live event; false if nothing is pending.
template <class Event, class TimePoint>
bool EventQueue<Event, TimePoint>::settle_head() {
  while (!late_.empty() && late_.front().is_dead()) {
    std::pop_heap(late_.begin(), late_.end(), Later{});
    pass_over(late_.back());
    late_.pop_back();
  }
  for (;;) {
    for (; head_ != tail_ && front_[head_].is_dead(); ++head_) pass_over(front_[head_]);
    if (head_ != tail_) return true;
    if (!refill()) return false;
  }
}

/// Adds to the front's own span.
template <class Event, class TimePoint>
[[gnu::noinline]] void EventQueue<Event, TimePoint>::insert_into_front(Entry const& entry) {
  if (head_ == tail_) head_ = tail_ = 0;
  // make room behind the tail
  if (tail_ == front_.size()) {
    if (head_ > front_.size() / 2) {
      std::copy(front_.begin() + static_cast<std::ptrdiff_t>(head_), front_.end(), front_.begin());
      tail_ -= head_;
      head_ = 0;
    } else {
      front_.resize(std::max<std::size_t>(2 * front_.size(), few));
    }
  }
  auto* const f = front_.data();
  if (head_ == tail_ || f[tail_ - 1] < entry) {  // last: equal times in order of coming end here
    f[tail_++] = entry;
  } else if (head_ > 0 && entry < f[head_]) {  // first: urgent at now
    f[--head_] = entry;
  } else if (tail_ - head_ <= longest_shift) {
    auto i = tail_++;
    for (; i > head_ && entry < f[i - 1]; --i) f[i] = f[i - 1];
    f[i] = entry;
  } else {
    late_.push_back(entry);
    std::push_heap(late_.begin(), late_.end(), Later{});
    if (late_.size() >= late_limit_) spread_front();
  }
}

/// Takes what is later than now() out of the front and spreads it over buckets.
template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::spread_front() {
  // what is due up to here stays: no ticket may name a time beyond the front once its entry has been let go of
  auto const until = std::max(now_, passed_);
  // if that is most of it, or there is no span to spread over, heap order has to do
  auto const is_later = [until](Entry const& e) { return e.time > until; };
  auto const first = front_.begin() + static_cast<std::ptrdiff_t>(head_);
  auto const last = front_.begin() + static_cast<std::ptrdiff_t>(tail_);
  auto const first_later = std::partition_point(first, last, [until](Entry const& e) { return e.time <= until; });
  auto const n_late_later = static_cast<std::size_t>(std::count_if(late_.begin(), late_.end(), is_later));
  if (2 * n_late_later < late_.size()) {
    late_limit_ *= 2;
    return;
  }
  // gather the later ones in order of scheduling as far as it matters: sorting makes equal times stable
  std::vector<Entry> later(first_later, last);
  std::copy_if(late_.begin(), late_.end(), std::back_inserter(later), is_later);
  for (auto& entry : later) {  // outside the front the list knows the withdrawn
    if (!entry.is_dead()) continue;
    entry.order &= ~std::uint64_t{1};
    withdrawn_.insert(entry.order);
  }
  std::sort(later.begin(), later.end(), [](Entry const& a, Entry const& b) { return a.order < b.order; });
  tail_ -= static_cast<std::size_t>(last - first_later);
  std::erase_if(late_, is_later);
  std::make_heap(late_.begin(), late_.end(), Later{});
  late_limit_ = std::max(least_late, 2 * late_.size());

  if (n_rung_ == 0) {  // the span reaches up to far: join it
    front_last_ = until;
    Bucket joined;
    for (auto const& entry : later) append(joined, entry);
    for_each(far_, [&](Entry const& entry) { append(joined, entry); });
    if (far_.newest != nullptr) gather(far_);  // gives its chunks back
    far_ = joined;
    return;
  }
  auto const lo = until + 1, hi = front_last_;
  sample_.clear();
  auto const stride = later.size() / n_sample_aim + 1;
  for (std::size_t i = 0; i < later.size(); i += stride) sample_.push_back(later[i].time);
  auto const [shift, end] = choose_width(later.size(), lo, hi, true);
  open_rung(lo, end, shift);
  front_last_ = until;
  for (auto const& entry : later) append(rung_[n_rung_ - 1], entry);
}

// ---- buckets ----

/// Events a bucket should hold when it drains: enough to pay for its handling, few enough to sort in near cache and to
/// keep the front's span short against the delays that are scheduled.
template <class Event, class TimePoint>
std::size_t EventQueue<Event, TimePoint>::bucket_aim() const {
  return std::clamp<std::size_t>(size_ / 128, 16, 8192);
}

/// A bucket width for n events from lo to hi of which sample_ is a sample: so that the earlier ones, which are due
/// soonest, come to bucket_aim() a bucket. Not all need to fit (unless must_cover) but half of them do.
template <class Event, class TimePoint>
auto EventQueue<Event, TimePoint>::choose_width(std::size_t n, std::uint64_t lo, std::uint64_t hi, bool must_cover)
    -> Width {
  std::sort(sample_.begin(), sample_.end());
  auto const aim = std::min(bucket_aim(), n / 8 + 1);
  auto const at = [this](std::size_t quarter) { return sample_[(sample_.size() - 1) * quarter / 4]; };
  // spacing of the earliest quarter, or if those are all at once, of the first half, ...
  std::uint64_t reach = 0;
  std::size_t quarter = 0;
  while (reach == 0 && quarter < 4) reach = at(++quarter) - lo;
  auto const n_in_reach = std::max<std::size_t>(n * std::max<std::size_t>(quarter, 1) / 4, 1);
  auto const width = static_cast<double>(reach) / static_cast<double>(n_in_reach) * static_cast<double>(aim);
  auto const rounded = static_cast<std::uint64_t>(std::clamp(1.4 * width, 1.0, 0x1p62));  // 2^shift within 1.4 of width
  auto shift = static_cast<unsigned>(std::bit_width(rounded) - 1);

  // as many buckets as the events are worth
  auto const most = std::bit_ceil(std::clamp<std::size_t>(16 * n / aim, 64, std::size_t{1} << 20));
  auto const covered = must_cover ? hi : at(2);
  while ((covered - lo) >> shift >= most) ++shift;
  if (must_cover) return {shift, hi};
  auto const n_bucket = std::min<std::uint64_t>(most, ((hi - lo) >> shift) + 1);
  __extension__ using Wide = unsigned __int128;
  auto const end = Wide{lo} + (Wide{n_bucket} << shift) - 1;
  return {shift, end > latest ? latest : static_cast<std::uint64_t>(end)};
}

template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::open_rung(std::uint64_t lo, std::uint64_t hi, unsigned shift) {
  if (n_rung_ == rung_.size()) rung_.emplace_back();
  auto& rung = rung_[n_rung_++];
  rung.base = lo;
  rung.last = hi;
  rung.shift = shift;
  rung.n_bucket = static_cast<std::size_t>((hi - lo) >> shift) + 1;
  rung.next = 0;
  if (rung.bucket.size() < rung.n_bucket) {
    rung.bucket.resize(rung.n_bucket);
    rung.occupied.resize((rung.n_bucket + 63) / 64);
  }
  refresh_views();
}

template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::close_rung() {
  front_last_ = rung_[--n_rung_].last;
  refresh_views();
}

template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::refresh_views() {
  auto const view = [this](std::size_t r) -> View {
    auto& rung = rung_[r];
    return {rung.last, rung.base, rung.shift, rung.bucket.data(), rung.occupied.data()};
  };
  finest_ = n_rung_ > 0 ? view(n_rung_ - 1) : View{};
  parent_ = n_rung_ > 1 ? view(n_rung_ - 2) : View{};
}

template <class Event, class TimePoint>
[[gnu::noinline]] void EventQueue<Event, TimePoint>::place_further(Entry const& entry) {
  for (auto r = n_rung_; r-- > 0;)
    if (entry.time <= rung_[r].last) {
      append(rung_[r], entry);
      return;
    }
  append(far_, entry);
}

/// Moves a bucket's entries to scratch_, the oldest first, and gives its chunks back. Returns their number.
template <class Event, class TimePoint>
std::size_t EventQueue<Event, TimePoint>::gather(Bucket& bucket) {
  auto const n = bucket.size();
  if (scratch_.size() < n) scratch_.resize(std::bit_ceil(n));
  auto place = n;
  auto n_here = std::size_t{bucket.n_in_newest};
  Chunk* last = nullptr;
  for (auto* chunk = bucket.newest; chunk != nullptr; chunk = chunk->next) {
    place -= n_here;
    std::memcpy(static_cast<void*>(&scratch_[place]), chunk->entry, n_here * sizeof(Entry));
    n_here = chunk_capacity;
    last = chunk;
  }
  pool_.give_back(bucket.newest, last);
  bucket = {};
  return n;
}

/// Makes front_ non-empty; false if nothing is pending.
template <class Event, class TimePoint>
[[gnu::noinline]] bool EventQueue<Event, TimePoint>::refill() {
  head_ = tail_ = 0;
  if (!late_.empty()) {
    if (front_.size() < late_.size()) front_.resize(std::bit_ceil(late_.size()));
    std::sort(late_.begin(), late_.end());
    std::copy(late_.begin(), late_.end(), front_.begin());
    tail_ = late_.size();
    late_.clear();
    late_limit_ = least_late;
    return true;
  }
  late_limit_ = least_late;
  while (tail_ == 0) {
    if (n_rung_ > 0) {
      if (!drain_next_bucket()) close_rung();
    } else if (far_.newest != nullptr) {
      open_far();
    } else {
      n_settled_ = n_scheduled_;  // nothing is left
      passed_ = 0;
      return false;
    }
  }
  return true;
}

/// The first occupied bucket of a rung from `from` on; n_bucket if there is none.
template <class Event, class TimePoint>
std::size_t EventQueue<Event, TimePoint>::next_occupied(Rung const& rung, std::size_t from) {
  auto const n_word = (rung.n_bucket + 63) >> 6;
  auto word = from >> 6;
  if (word >= n_word) return rung.n_bucket;
  auto bits = rung.occupied[word] & (~std::uint64_t{0} << (from & 63));
  while (bits == 0) {
    if (++word == n_word) return rung.n_bucket;
    bits = rung.occupied[word];
  }
  return word << 6 | static_cast<std::size_t>(std::countr_zero(bits));
}

/// Sorts the finest rung's next bucket into the front, or spreads it over a rung of its own; false if none is left.
template <class Event, class TimePoint>
bool EventQueue<Event, TimePoint>::drain_next_bucket() {
  auto& rung = rung_[n_rung_ - 1];
  auto const i = next_occupied(rung, rung.next);
  if (i == rung.n_bucket) return false;
  rung.occupied[i >> 6] &= ~(std::uint64_t{1} << (i & 63));
  rung.next = i + 1;
  auto const lo = rung.base + (std::uint64_t{i} << rung.shift);
  auto const hi = std::min(lo + ((std::uint64_t{1} << rung.shift) - 1), rung.last);
  auto const shift = rung.shift;
  auto& bucket = rung.bucket[i];
  auto const n = bucket.size();
  auto const is_short = shift == 0 || n <= 4 * bucket_aim();
  if (n_rung_ == 1 || !is_short) {
    auto const next = next_occupied(rung, i + 1);
    ahead_ = next < rung.n_bucket ? rung.bucket[next].newest : nullptr;
  }
  if (!is_short) {
    // too many to sort at once: a finer rung, unless it is all one moment
    auto const chain = unchained(bucket);
    if (chain.lo < chain.hi) {
      auto const [finer, end] = choose_width(n, lo, hi, true);
      front_last_ = lo - 1;
      open_rung(lo, end, std::min(finer, shift - 1));
      hand_out(chain, end);
      return true;
    }
    hand_back(chain, bucket);
  }
  gather(bucket);
  front_last_ = hi;
  mark_withdrawn(n);
  sort_into_front(n, lo, shift);
  return true;
}

/// Turns far into the next rung; what lies beyond that stays far.
template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::open_far() {
  // few: no rung at all
  if (far_.size() <= few) {
    auto const n = gather(far_);
    mark_withdrawn(n);
    front_last_ = latest;
    std::sort(scratch_.begin(), scratch_.begin() + static_cast<std::ptrdiff_t>(n));
    sort_into_front(n, 0, 0);
    return;
  }
  auto const n = far_.size();
  auto const chain = unchained(far_);
  auto const [shift, last] = choose_width(n, chain.lo, chain.hi, false);
  front_last_ = chain.lo - 1;
  open_rung(chain.lo, last, shift);
  hand_out(chain, last);
}

/// Takes a bucket's chunks, the oldest first, notes the range of their times and fills sample_.
template <class Event, class TimePoint>
auto EventQueue<Event, TimePoint>::unchained(Bucket& bucket) -> Chain {
  auto const stride = bucket.size() / n_sample_aim + 1;
  Chain chain{nullptr, bucket.newest, bucket.n_in_newest, latest, 0};
  auto n_here = bucket.n_in_newest;
  auto wait = std::size_t{0};
  sample_.clear();
  for (auto* chunk = bucket.newest; chunk != nullptr;) {
    auto* const older = std::exchange(chunk->next, chain.oldest);
    if (older != nullptr) __builtin_prefetch(older, 1);
    for (std::uint32_t k = 0; k < n_here; ++k) {
      auto const time = chunk->entry[k].time;
      chain.lo = std::min(chain.lo, time);
      chain.hi = std::max(chain.hi, time);
      if (wait-- == 0) {
        sample_.push_back(time);
        wait = stride - 1;
      }
    }
    n_here = chunk_capacity;
    chain.oldest = std::exchange(chunk, older);
  }
  bucket = {};
  return chain;
}

/// Undoes unchained(): the chunks go back to the empty bucket.
template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::hand_back(Chain chain, Bucket& bucket) {
  for (auto* chunk = chain.oldest; chunk != nullptr;) {
    auto* const newer = std::exchange(chunk->next, bucket.newest);
    if (bucket.newest != nullptr) bucket.n_older += chunk_capacity;
    bucket.newest = std::exchange(chunk, newer);
  }
  bucket.n_in_newest = chain.n_in_newest;
}

/// Hands a chain's entries out to the finest rung up to `last`, to far beyond it.
template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::hand_out(Chain chain, std::uint64_t last) {
  auto& rung = rung_[n_rung_ - 1];
  for (auto* chunk = chain.oldest; chunk != nullptr;) {
    auto* const newer = chunk->next;
    if (newer != nullptr) __builtin_prefetch(newer);
    auto const n_here = newer == nullptr ? chain.n_in_newest : chunk_capacity;
    for (std::uint32_t k = 0; k < n_here; ++k) {
      auto const& entry = chunk->entry[k];
      if (entry.time <= last) {
        append(rung, entry);
      } else {
        append(far_, entry);
      }
    }
    pool_.give_back(chunk, chunk);
    chunk = newer;
  }
}

/// Sorts scratch_[0, n), all of it within 2^shift ticks from lo, into the empty front.
template <class Event, class TimePoint>
void EventQueue<Event, TimePoint>::sort_into_front(std::size_t n, std::uint64_t lo, unsigned shift) {
  head_ = 0;
  tail_ = n;
  if (front_.size() < n) front_.resize(std::bit_ceil(std::max(n, few)));
  auto const* const from = scratch_.data();
  auto* const to = front_.data();
  if (n > 16 && shift > 0) {
    // count into about n sub-buckets, then place; equal sub-buckets keep their order
    auto const n_bit = std::min(static_cast<unsigned>(std::bit_width(n - 1)), shift);
    auto const sub_shift = shift - n_bit;
    place_.assign((std::size_t{1} << n_bit) + 1, 0);
    auto* const place = place_.data();
    for (std::size_t i = 0; i < n; ++i) ++place[((from[i].time - lo) >> sub_shift) + 1];
    std::uint32_t sum = 0, most = 0;
    for (std::size_t s = 1; s < place_.size(); ++s) {
      most = std::max(most, place[s]);
      place[s] = sum += place[s];
    }
    for (std::size_t i = 0; i < n; ++i) to[place[(from[i].time - lo) >> sub_shift]++] = from[i];
    // long ones (skew, ties) are sorted apart; place[s] is now the end of sub-bucket s
    if (most > 24) {
      for (std::size_t s = 0, begin = 0; s + 1 < place_.size(); begin = place[s++])
        if (place[s] - begin > 24 && !std::is_sorted(to + begin, to + place[s])) std::sort(to + begin, to + place[s]);
    }
  } else if (n > 16) {
    std::copy(from, from + n, to);
    if (!std::is_sorted(to, to + n)) std::sort(to, to + n);
    return;
  } else {
    std::copy(from, from + n, to);
  }
  // what is left is nearly sorted
  for (std::size_t i = 1; i < n; ++i) {
    if (!(to[i] < to[i - 1])) continue;
    auto const entry = to[i];
    auto k = i;
    do {
      to[k] = to[k - 1];
    } while (--k > 0 && entry < to[k - 1]);
    to[k] = entry;
  }
}

template <class Event, class TimePoint>
std::size_t EventQueue<Event, TimePoint>::memory_bytes() const {
  auto bytes = pool_.memory_bytes() + withdrawn_.memory_bytes() +
               (front_.capacity() + late_.capacity() + scratch_.capacity()) * sizeof(Entry) +
               place_.capacity() * sizeof(std::uint32_t) + sample_.capacity() * sizeof(std::uint64_t);
  for (auto const& rung : rung_)
    bytes += sizeof(Rung) + rung.bucket.capacity() * sizeof(Bucket) + rung.occupied.capacity() * sizeof(std::uint64_t);
  if constexpr (!event_is_inline) bytes += store_.memory_bytes();
  return bytes;
}

}  // namespace wardmote::kernel
