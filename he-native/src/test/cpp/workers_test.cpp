/** The workers that an answerer keeps. */
#include "workers.hpp"

#include <atomic>
#include <stdexcept>

#include "check.hpp"

using mistnet::he::internal::Workers;

TEST("each task runs exactly once, in any number of rounds and workers") {
    for (const int threads : {1, 2, 7}) {
        Workers workers(threads);
        CHECK(workers.count() == threads);
        bool once = true;
        for (int round = 0; round < 200; round++) {
            std::vector<std::atomic<int>> runs(round % 13);
            std::atomic<bool> known{true};
            workers.run(static_cast<int>(runs.size()), [&](int task, int worker) {
                runs[task]++;
                if (worker < 0 || worker >= threads) {
                    known = false;
                }
            });
            for (const std::atomic<int> &count : runs) {
                once &= count == 1;
            }
            once &= known;
        }
        CHECK(once);
    }
}

TEST("what a task throws reaches the caller, and the workers go on") {
    Workers workers(3);
    bool caught = false;
    try {
        workers.run(20, [](int task, int) {
            if (task == 11) {
                throw std::runtime_error("eleven");
            }
        });
    } catch (const std::runtime_error &e) {
        caught = std::string(e.what()) == "eleven";
    }
    CHECK(caught);
    std::atomic<int> ran{0};
    workers.run(20, [&](int, int) { ran++; });
    CHECK(ran == 20);
}
