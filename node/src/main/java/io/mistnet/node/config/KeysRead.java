package io.mistnet.node.config;

/** Told of the keys that the reader of a file asks for, so that a reference can be held against the code. */
public interface KeysRead {

    /** Whoever does not want to know. */
    KeysRead UNHEARD = new KeysRead() {
        @Override
        public void read(String path, String expected) {}

        @Override
        public void mayBeLeftOut(String path) {}
    };

    /**
     * A key is read.
     *
     * @param path its place, such as {@code mistnet.http.port} or {@code institutions[0].id}
     * @param expected what a good value looks like, in words
     */
    void read(String path, String expected);

    /** The file is read without this key too. */
    void mayBeLeftOut(String path);
}
