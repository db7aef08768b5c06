#pragma once

#include <cstddef>
#include <memory>
#include <optional>

namespace wardmote::experiment {

/// The processes that run one study together: this one alone, or the ranks of an MPI job. Work is handed out by number,
/// to whoever asks first; what is done with it never depends on who that was.
class Team {
 public:
  virtual ~Team() = default;
  [[nodiscard]] virtual int rank() const = 0;
  [[nodiscard]] virtual int size() const = 0;
  /// The next number from 0 that nobody has been given; safe to call from several threads.
  virtual std::size_t next() = 0;
  /// Waits for all; true if all say so.
  virtual bool agree(bool well) = 0;
};

/// A process of its own.
std::unique_ptr<Team> make_single();

/// The ranks that mpirun (or srun) started; a process of its own if it was not started so, or MPI is not built in.
/// To be made before any thread, one after another, and to outlive them. The numbers come from a counter at rank 0 that
/// ranks raise by themselves (MPI_Fetch_and_op): rank 0 works like the others.
std::unique_ptr<Team> make_team();

}  // namespace wardmote::experiment
