package io.mistnet.node.alert;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which alerts somebody wants to see.
 *
 * @param states in one of these states
 * @param assignee worked by the person with this id
 * @param rule raised by this rule
 * @param leastRisk of at least this risk
 * @param raisedFrom raised at this time or later
 * @param raisedBefore raised before this time
 * @param account the account's number or a part of it, in any case, with or without spaces
 */
public record AlertFilter(
        Set<AlertState> states,
        Optional<String> assignee,
        Optional<String> rule,
        OptionalDouble leastRisk,
        Optional<Instant> raisedFrom,
        Optional<Instant> raisedBefore,
        Optional<String> account) {

    private static final int MOST_ACCOUNT_CHARACTERS = 34;

    public AlertFilter {
        states = Set.copyOf(states);
        account = account.map(text -> text.replaceAll("\\s", "").toUpperCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }

    /** All alerts that are to be worked. */
    public static AlertFilter toDo() {
        return in(AlertState.toDo());
    }

    /** All alerts there are. */
    public static AlertFilter none() {
        return in(EnumSet.allOf(AlertState.class));
    }

    private static AlertFilter in(Set<AlertState> states) {
        return new AlertFilter(
                states,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the text is such that an account's number may hold it. */
    boolean mayMatch() {
        return account.map(text ->
                        text.length() <= MOST_ACCOUNT_CHARACTERS && text.chars().allMatch(c -> c > ' ' && c <= '~'))
                .orElse(true);
    }
}
