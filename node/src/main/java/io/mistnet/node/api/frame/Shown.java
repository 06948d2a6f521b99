package io.mistnet.node.api.frame;

/** What was sent, so far as it is sent back: a bounded part of it, and only characters that are the same wherever they are shown. */
final class Shown {

    private static final int MOST_CHARACTERS = 64;

    private Shown() {}

    /** The name of something that nobody asked for. */
    static String name(String sent) {
        String plain = sent.replaceAll("[^A-Za-z0-9_.-]", "?");
        return plain.length() <= MOST_CHARACTERS ? plain : plain.substring(0, MOST_CHARACTERS) + "...";
    }
}
