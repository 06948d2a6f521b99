package io.mistnet.node.payee;

/**
 * Topics of the bank's own Kafka.
 *
 * @param checks payees to look up, read
 * @param results what was found of them, written
 * @param deadLetters records that are no payee checks, written
 */
public record PayeeTopics(String checks, String results, String deadLetters) {

    /** @throws IllegalArgumentException if two topics have one name */
    public PayeeTopics {
        if (checks.equals(results) || checks.equals(deadLetters) || results.equals(deadLetters)) {
            throw new IllegalArgumentException("the topics of payee checks, results and dead letters need three names");
        }
    }
}
