package io.mistnet.he;

import io.mistnet.he.facade.Facade;

/** The version of Microsoft SEAL that is linked into the native library. */
public final class SealVersion {

    static {
        NativeLibrary.load();
    }

    private SealVersion() {}

    /** Such as {@code 4.1.2}. */
    public static String linked() {
        return Facade.seal_version().getString();
    }
}
