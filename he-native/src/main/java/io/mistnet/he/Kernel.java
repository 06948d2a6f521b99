package io.mistnet.he;

/** The instruction set on which the scan, the transforms and the key switching run. Both give the same bytes. */
public enum Kernel {
    /** Any 64-bit processor. */
    PORTABLE,
    /** Processors with AVX-512 F, DQ, VL, BW, IFMA and VBMI. */
    IFMA;

    /**
     * The kernel that the system property {@code mistnet.kernel} names (portable or ifma), otherwise the fastest that this processor runs.
     *
     * @throws IllegalStateException if the property names no kernel, or one that this processor lacks
     */
    public static Kernel best() {
        return IFMA.isSupported() ? IFMA : PORTABLE;
    }

    /** Whether this processor and its operating system run the kernel. */
    public boolean isSupported() {
        throw new UnsupportedOperationException("not bound yet");
    }
}
