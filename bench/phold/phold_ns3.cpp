// PHOLD on ns-3's kernel with its PriorityQueueScheduler: the same draws, state and order. A tick is ns-3's nanosecond.

#include <ns3/priority-queue-scheduler.h>
#include <ns3/simulator.h>

#include "bench/phold/driver.hpp"
#include "bench/phold/phold.hpp"

namespace wardmote::bench {

class Ns3Phold {
 public:
  Ns3Phold(std::uint32_t n, std::uint32_t m, kernel::RandomStreams streams)
      : processes_(n), streams_(streams), n_pending_(std::size_t{n} * m) {
    ns3::ObjectFactory scheduler;
    scheduler.SetTypeId("ns3::PriorityQueueScheduler");
    ns3::Simulator::SetScheduler(scheduler);
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t k = 0; k < m; ++k)
        ns3::Simulator::Schedule(ns3::NanoSeconds(draw_start(streams_, i, k).count()), &Ns3Phold::arrive, this, i);
  }
  ~Ns3Phold() { ns3::Simulator::Destroy(); }
  Ns3Phold(Ns3Phold const&) = delete;
  Ns3Phold& operator=(Ns3Phold const&) = delete;

  void run(std::uint64_t n_event) {
    n_left_ = n_event;
    ns3::Simulator::Run();
  }
  [[nodiscard]] std::uint64_t digest() const { return processes_.digest(); }
  /// A scheduler's entry and the event object behind it, without the allocator's own share.
  [[nodiscard]] std::size_t queue_bytes() const { return n_pending_ * (sizeof(ns3::Scheduler::Event) + 64); }

 private:
  void arrive(std::uint32_t process) {
    auto const k = touch(processes_[process], FineTime{ns3::Simulator::Now().GetNanoSeconds()});
    auto const [delay, target] = draw_hop(streams_, process, k, processes_.size());
    ns3::Simulator::Schedule(ns3::NanoSeconds(delay.count()), &Ns3Phold::arrive, this, target);
    if (--n_left_ == 0) ns3::Simulator::Stop();
  }

  Processes processes_;
  kernel::RandomStreams streams_;
  std::size_t n_pending_;
  std::uint64_t n_left_ = 0;
};

}  // namespace wardmote::bench

int main(int n_argument, char** argument) {
  auto const size = wardmote::bench::parse_size(n_argument, argument);
  if (!size) return 2;
  wardmote::bench::measure<wardmote::bench::Ns3Phold>(*size);
}
