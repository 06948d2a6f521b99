package io.mistnet.node.access;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a browser goes after sign-in: a path of this console and nothing else, whatever a link says. */
public final class ReturnPath {

    /** The first page. */
    public static final String FIRST = "/";

    private static final int MOST_CHARACTERS = 512;
    private static final Pattern OWN = Pattern.compile("/[A-Za-z0-9/._~%-]*(\\?[A-Za-z0-9._~%=&+,-]*)?");

    private ReturnPath() {}

    /** The path that is asked for; {@link #FIRST} where none is, or it could lead elsewhere. */
    public static String of(Optional<String> asked) {
        return asked.filter(path -> path.length() <= MOST_CHARACTERS)
                .filter(path -> OWN.matcher(path).matches())
                .filter(path -> !path.contains("//"))
                .orElse(FIRST);
    }
}
