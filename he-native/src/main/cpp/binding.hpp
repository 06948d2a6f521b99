/** What the binding to Java needs beyond the facade: beginning and end of an object's life, and errors that tell their kind. */
#pragma once

#include <new>
#include <stdexcept>
#include <string>

#include "facade.hpp"

namespace mistnet {
namespace he {

inline Shape *new_shape(int columns, int rows, int blocks, int ciphertexts) {
    return new Shape{columns, rows, blocks, ciphertexts};
}
inline Parameters *new_parameters(
    int plain_bits, int c0_extra, int c1_extra, int levels, const Shape &single, const Shape &group) {
    return new Parameters(plain_bits, c0_extra, c1_extra, levels, single, group);
}
inline Table *new_table(const Parameters &parameters, int kernel) { return new Table(parameters, kernel); }
inline ExpansionKeys *new_keys(const Parameters &parameters, const uint8_t *message, size_t size) {
    return new ExpansionKeys(parameters, message, size);
}
inline Answerer *new_answerer(const Parameters &parameters, int kernel, int threads, int most) {
    return new Answerer(parameters, kernel, threads, most);
}
inline Asker *new_asker(const Parameters &parameters) { return new Asker(parameters); }

inline void destroy(Shape *object) { delete object; }
inline void destroy(Parameters *object) { delete object; }
inline void destroy(Table *object) { delete object; }
inline void destroy(ExpansionKeys *object) { delete object; }
inline void destroy(Answerer *object) { delete object; }
inline void destroy(Asker *object) { delete object; }

namespace internal {

/** The message with the kind of error before it; valid until the thread's next error. */
inline const char *described(const std::exception &error) {
    static thread_local std::string text;
    const bool argument = dynamic_cast<const std::invalid_argument *>(&error) != nullptr;
    const bool memory = dynamic_cast<const std::bad_alloc *>(&error) != nullptr;
    text = std::string(argument ? "argument: " : memory ? "memory: " : "failure: ") + error.what();
    return text.c_str();
}

}  // namespace internal
}  // namespace he
}  // namespace mistnet

// JavaCPP calls this member of a caught exception for the message of the Java exception.
#define GENERIC_EXCEPTION_TOSTRING what() ? mistnet::he::internal::described(e) : ""
