package io.mistnet.node.casework;

/** Text of others, as the database keeps it: bounded, and what cannot be seen made visible. A record whose contact has a control character must not be lost for that. */
final class KeptText {

    private static final int REPLACEMENT = 0xFFFD;

    private KeptText() {}

    static String of(String text, int mostCharacters) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(c -> isUnseen(c) ? REPLACEMENT : c)
                .limit(mostCharacters)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
