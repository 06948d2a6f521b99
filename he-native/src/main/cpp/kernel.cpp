#include "kernel.hpp"

#include <stdexcept>
#include <string>

#include "facade.hpp"

namespace mistnet {
namespace he {
namespace internal {

bool supported(int number) {
    if (number == KERNEL_PORTABLE) {
        return true;
    }
#if defined(__x86_64__)
    return number == KERNEL_IFMA && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512ifma") && __builtin_cpu_supports("avx512vbmi");
#else
    return false;
#endif
}

const Kernel &kernel(int number) {
    if (number != KERNEL_PORTABLE && number != KERNEL_IFMA) {
        throw std::invalid_argument("kernel " + std::to_string(number) + " does not exist");
    }
    if (!supported(number)) {
        throw std::runtime_error("this processor lacks AVX-512 IFMA or VBMI: use the portable kernel");
    }
    return number == KERNEL_IFMA ? ifma_kernel() : portable_kernel();
}

const Kernel &best_kernel() { return kernel(supported(KERNEL_IFMA) ? KERNEL_IFMA : KERNEL_PORTABLE); }

}  // namespace internal
}  // namespace he
}  // namespace mistnet
