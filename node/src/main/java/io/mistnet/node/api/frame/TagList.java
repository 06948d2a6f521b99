package io.mistnet.node.api.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entity tags of a header If-Match or If-None-Match.
 *
 * @param any whether it is {@code *}
 * @param tags as they were sent
 */
public record TagList(boolean any, List<String> tags) {

    private static final String WEAK = "W/";
    private static final String TAG = "(?:W/)?\"[!#-~]{0,128}\"";
    private static final Pattern ONE = Pattern.compile(TAG);
    private static final Pattern LIST = Pattern.compile(TAG + "(?: *, *" + TAG + ")*");
    private static final Pattern OURS = Pattern.compile("\"([0-9]{1,18})-[0-9a-f]+\"");
    private static final int MOST_CHARACTERS = 2_000;

    public TagList {
        tags = List.copyOf(tags);
    }

    /** Empty where it is no such header. */
    static Optional<TagList> parse(String header) {
        String text = header.strip();
        if (text.equals("*")) {
            return Optional.of(new TagList(true, List.of()));
        }
        if (text.length() > MOST_CHARACTERS || !LIST.matcher(text).matches()) {
            return Optional.empty();
        }
        List<String> tags = new ArrayList<>();
        for (Matcher matcher = ONE.matcher(text); matcher.find(); ) {
            tags.add(matcher.group());
        }
        return Optional.of(new TagList(false, tags));
    }

    /** By strong comparison. */
    boolean names(EntityTag tag) {
        return tags.contains(tag.value());
    }

    /** The version in a single tag of ours; empty where it is something else. */
    OptionalLong version() {
        Matcher matcher = OURS.matcher(tags.size() == 1 ? tags.get(0) : "");
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** By weak comparison. */
    boolean resembles(EntityTag tag) {
        return any
                || tags.stream()
                        .map(sent -> sent.startsWith(WEAK) ? sent.substring(WEAK.length()) : sent)
                        .anyMatch(tag.value()::equals);
    }
}
