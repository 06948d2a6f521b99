package io.mistnet.he;

import io.mistnet.he.facade.Facade;
import java.util.Locale;

/** The instruction set on which the scan, the transforms and the key switching run. Both kernels give the same bytes. */
public enum Kernel {
    /** Any 64-bit processor. */
    PORTABLE(0),
    /** Processors with AVX-512 F, DQ, VL, BW, IFMA and VBMI. */
    IFMA(1);

    private static final String PROPERTY = "mistnet.kernel";

    static {
        NativeLibrary.load();
    }

    private final int number;

    Kernel(int number) {
        this.number = number;
    }

    /**
     * The kernel that the system property {@code mistnet.kernel} names (portable or ifma), otherwise the fastest that this processor runs.
     *
     * @throws IllegalStateException if the property names no kernel, or one that this processor lacks
     */
    public static Kernel best() {
        String name = System.getProperty(PROPERTY);
        if (name == null) {
            return IFMA.isSupported() ? IFMA : PORTABLE;
        }
        for (Kernel kernel : values()) {
            if (kernel.name().equals(name.toUpperCase(Locale.ROOT))) {
                return kernel.required(PROPERTY + "=" + name);
            }
        }
        throw new IllegalStateException(PROPERTY + " must be portable or ifma, not " + name);
    }

    /** Whether this processor and its operating system run the kernel. */
    public boolean isSupported() {
        int asked = number;
        return Facade.kernel_supported(asked);
    }

    int number() {
        return number;
    }

    private Kernel required(String asked) {
        if (!isSupported()) {
            throw new IllegalStateException(asked + ": this processor cannot run it; leave the property out");
        }
        return this;
    }
}
