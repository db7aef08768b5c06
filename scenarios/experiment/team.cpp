#include "scenarios/experiment/team.hpp"

#include <atomic>
#include <cstdlib>
#include <mutex>

#if defined(WARDMOTE_MPI)
#define OMPI_SKIP_MPICXX 1
#include <mpi.h>
#endif

namespace wardmote::experiment {

namespace {

class Single final : public Team {
 public:
  [[nodiscard]] int rank() const override { return 0; }
  [[nodiscard]] int size() const override { return 1; }
  std::size_t next() override { return next_++; }
  bool agree(bool well) override { return well; }

 private:
  std::atomic<std::size_t> next_ = 0;
};

#if defined(WARDMOTE_MPI)
/// The library from its first use to the end of the process.
struct Mpi {
  Mpi() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
  }
  ~Mpi() { MPI_Finalize(); }
};

/// One window of one number, at rank 0.
class Ranks final : public Team {
 public:
  Ranks() {
    static Mpi const library;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    auto const n_byte = static_cast<MPI_Aint>(rank_ == 0 ? sizeof(std::size_t) : 0);
    std::size_t* counter = nullptr;
    MPI_Win_allocate(n_byte, sizeof(std::size_t), MPI_INFO_NULL, MPI_COMM_WORLD, static_cast<void*>(&counter),
                     &window_);
    if (rank_ == 0) *counter = 0;
    MPI_Barrier(MPI_COMM_WORLD);
  }
  ~Ranks() override { MPI_Win_free(&window_); }
  Ranks(Ranks const&) = delete;
  Ranks& operator=(Ranks const&) = delete;

  [[nodiscard]] int rank() const override { return rank_; }
  [[nodiscard]] int size() const override { return size_; }

  std::size_t next() override {
    std::scoped_lock const lock(mutex_);  // one thread at a time speaks MPI
    std::size_t const one = 1;
    std::size_t number = 0;
    MPI_Win_lock(MPI_LOCK_SHARED, 0, 0, window_);
    MPI_Fetch_and_op(&one, &number, MPI_UINT64_T, 0, 0, MPI_SUM, window_);
    MPI_Win_unlock(0, window_);
    return number;
  }

  bool agree(bool well) override {
    int const mine = well ? 1 : 0;
    int all = 0;
    MPI_Allreduce(&mine, &all, 1, MPI_INT, MPI_LAND, MPI_COMM_WORLD);
    return all != 0;
  }

 private:
  int rank_ = 0;
  int size_ = 1;
  MPI_Win window_{};
  std::mutex mutex_;
};

/// Whether a launcher of MPI started this process.
bool launched() {
  for (auto const* variable : {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK"}) {
    if (std::getenv(variable) != nullptr) return true;
  }
  return false;
}
#endif

}  // namespace

std::unique_ptr<Team> make_single() { return std::make_unique<Single>(); }

std::unique_ptr<Team> make_team() {
#if defined(WARDMOTE_MPI)
  if (launched()) return std::make_unique<Ranks>();
#endif
  return make_single();
}

}  // namespace wardmote::experiment
