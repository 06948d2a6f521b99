/** Runs all tests, or those whose name holds the first argument. Exit status 1 if a check fails or nothing ran. */
#include <chrono>
#include <cstdio>
#include <stdexcept>

#include "check.hpp"

namespace {

long checks = 0, failures = 0;

}  // namespace

std::vector<check::Test> &check::tests() {
    static std::vector<Test> all;
    return all;
}

void check::that(bool condition, const std::string &what, const char *file, int line) {
    checks++;
    if (!condition) {
        failures++;
        std::printf("    FAILED: %s (%s:%d)\n", what.c_str(), file, line);
    }
}

int main(int argc, char **argv) {
    const std::string wanted = argc > 1 ? argv[1] : "";
    for (const check::Test &test : check::tests()) {
        if (test.name.find(wanted) == std::string::npos) {
            continue;
        }
        const long checks_before = checks, failures_before = failures;
        const auto start = std::chrono::steady_clock::now();
        try {
            test.body();
        } catch (const std::exception &e) {
            check::that(false, std::string("unexpected error: ") + e.what(), test.name.c_str(), 0);
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        std::printf(
            "%s  %s (%ld checks, %.2f s)\n",
            failures == failures_before ? "ok    " : "FAILED",
            test.name.c_str(),
            checks - checks_before,
            seconds);
        std::fflush(stdout);
    }
    std::printf("%ld checks, %ld failed\n", checks, failures);
    return failures == 0 && checks > 0 ? 0 : 1;
}
