/** Just enough of a test framework: named tests, checks that are printed when they fail, one summary line for each test. */
#pragma once

#include <exception>
#include <functional>
#include <string>
#include <vector>

namespace check {

struct Test {
    std::string name;
    std::function<void()> body;
};

std::vector<Test> &tests();

struct Registration {
    Registration(const std::string &name, std::function<void()> body) { tests().push_back({name, std::move(body)}); }
};

/** Counts a check, and prints it if it failed. */
void that(bool condition, const std::string &what, const char *file, int line);

/** Whether an action throws the given error with a text in its message. */
template <class Error>
bool refused(const std::function<void()> &action, const std::string &text) {
    try {
        action();
    } catch (const Error &e) {
        return std::string(e.what()).find(text) != std::string::npos;
    } catch (const std::exception &) {
    }
    return false;
}

}  // namespace check

#define CHECK_JOIN2(a, b) a##b
#define CHECK_JOIN(a, b) CHECK_JOIN2(a, b)
#define TEST(name)                                                                                          \
    static void CHECK_JOIN(test_, __LINE__)();                                                              \
    static const check::Registration CHECK_JOIN(registration_, __LINE__)(name, CHECK_JOIN(test_, __LINE__)); \
    static void CHECK_JOIN(test_, __LINE__)()
#define CHECK(condition) check::that((condition), #condition, __FILE__, __LINE__)
#define CHECK_THAT(condition, what) check::that((condition), (what), __FILE__, __LINE__)
#define CHECK_REFUSED(action, text) \
    check::that(check::refused<std::invalid_argument>([&] { action; }, text), #action " refused with: " text, __FILE__, __LINE__)
