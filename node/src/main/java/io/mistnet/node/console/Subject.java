package io.mistnet.node.console;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The short id of what a page is about, from its path: {@code /alerts/17/history} is {@code alerts/17/history}. What could be anything but a word of ours or an id does not stand in the audit log: it is a star there. */
final class Subject {

    private static final int MOST_SEGMENTS = 5;
    private static final int MOST_CHARACTERS = 128;
    private static final Pattern WORD_OR_ID =
            Pattern.compile("[a-z][a-z-]{0,23}|[0-9]{1,9}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Subject() {}

    static String of(String path) {
        String subject = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .limit(MOST_SEGMENTS)
                .map(segment -> WORD_OR_ID.matcher(segment).matches() ? segment : "*")
                .collect(Collectors.joining("/"));
        return subject.isEmpty() ? "*" : subject.substring(0, Math.min(subject.length(), MOST_CHARACTERS));
    }
}
