package io.mistnet.he;

/** The version of Microsoft SEAL that is linked into the native library. */
public final class SealVersion {

    private SealVersion() {}

    /** Such as {@code 4.1.2}. */
    public static String linked() {
        throw new UnsupportedOperationException("not bound yet");
    }
}
