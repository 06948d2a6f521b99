package io.mistnet.node.access.local;

import java.util.Arrays;
import java.util.Locale;

/** A password that an account may be given: long enough, and not its own name. It is never printed. */
public final class NewPassword {

    /** The fewest characters. */
    public static final int LEAST = 12;

    /** The most characters. */
    public static final int MOST = 128;

    private final char[] characters;

    private NewPassword(char[] characters) {
        this.characters = characters;
    }

    /**
     * Takes a password for an account.
     *
     * @throws IllegalArgumentException where it is no good; the message says why, without it
     */
    public static NewPassword of(char[] characters, AccountName name) {
        if (characters.length < LEAST || characters.length > MOST) {
            throw new IllegalArgumentException("a password has %d to %d characters".formatted(LEAST, MOST));
        }
        if (new String(characters).toLowerCase(Locale.ROOT).contains(name.text())
                && name.text().length() > 3) {
            throw new IllegalArgumentException("a password must not contain the account's name");
        }
        if (new String(characters).chars().distinct().count() < 4) {
            throw new IllegalArgumentException("a password has at least four different characters");
        }
        return new NewPassword(Arrays.copyOf(characters, characters.length));
    }

    /** WARNING: the secret itself. */
    char[] characters() {
        return characters;
    }

    @Override
    public String toString() {
        return "NewPassword[not shown]";
    }
}
