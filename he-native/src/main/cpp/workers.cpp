#include "workers.hpp"

namespace mistnet {
namespace he {
namespace internal {

Workers::Workers(int threads) {
    try {
        for (int worker = 1; worker < threads; worker++) {
            threads_.emplace_back(&Workers::work, this, worker);
        }
    } catch (...) {
        stop();
        throw;
    }
}

Workers::~Workers() { stop(); }

void Workers::stop() {
    {
        std::lock_guard<std::mutex> lock(mutex_);
        stopping_ = true;
    }
    started_.notify_all();
    for (std::thread &thread : threads_) {
        thread.join();
    }
}

void Workers::run(int count, const Task &task) {
    {
        std::lock_guard<std::mutex> lock(mutex_);
        task_ = &task;
        count_ = count;
        next_ = 0;
        busy_ = static_cast<int>(threads_.size());
        failure_ = nullptr;
        round_++;
    }
    started_.notify_all();
    take_tasks(0);
    std::unique_lock<std::mutex> lock(mutex_);
    finished_.wait(lock, [this] { return busy_ == 0; });
    if (failure_) {
        std::rethrow_exception(failure_);
    }
}

void Workers::work(int worker) {
    unsigned long seen = 0;
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
        started_.wait(lock, [&] { return stopping_ || round_ != seen; });
        if (stopping_) {
            return;
        }
        seen = round_;
        lock.unlock();
        take_tasks(worker);
        lock.lock();
        if (--busy_ == 0) {
            finished_.notify_one();
        }
    }
}

void Workers::take_tasks(int worker) {
    try {
        for (int task; (task = next_.fetch_add(1)) < count_;) {
            (*task_)(task, worker);
        }
    } catch (...) {
        std::lock_guard<std::mutex> lock(mutex_);
        if (!failure_) {
            failure_ = std::current_exception();
        }
    }
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet
