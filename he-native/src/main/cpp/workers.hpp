#pragma once

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace mistnet {
namespace he {
namespace internal {

/** Threads that stay: the caller's and `threads - 1` more. One caller at a time. */
class Workers {
  public:
    typedef std::function<void(int task, int worker)> Task;

    explicit Workers(int threads);
    ~Workers();
    Workers(const Workers &) = delete;
    Workers &operator=(const Workers &) = delete;

    int count() const { return static_cast<int>(threads_.size()) + 1; }
    /** Runs tasks 0 to count - 1, each on whichever worker is free, and returns when all are done. Throws what a task threw first. */
    void run(int count, const Task &task);

  private:
    void work(int worker);
    void take_tasks(int worker);
    void stop();

    std::mutex mutex_;
    std::condition_variable started_, finished_;
    const Task *task_ = nullptr;
    int count_ = 0, busy_ = 0;
    unsigned long round_ = 0;
    bool stopping_ = false;
    std::exception_ptr failure_;
    std::atomic<int> next_{0};
    std::vector<std::thread> threads_;
};

}  // namespace internal
}  // namespace he
}  // namespace mistnet
