package io.mistnet.node.authorisation;

import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Sha256;
import java.time.Duration;

/**
 * What the network agreed on for authorisations.
 *
 * @param network the hash of the network file
 * @param longestValidity how far ahead an authorisation may expire
 * @param fourEyesAbove the evaluations from which on a supervisor signs as well: those of one authorisation, and those of one case and day
 * @param perDay most evaluations of one institution and UTC day at one holder
 */
public record AuthorisationTerms(Sha256 network, Duration longestValidity, long fourEyesAbove, long perDay) {

    /** How far ahead an authorisation may expire, in every network. */
    public static final Duration LONGEST_VALIDITY = Duration.ofDays(30);

    public AuthorisationTerms {
        if (longestValidity.isNegative() || longestValidity.isZero()) {
            throw new IllegalArgumentException("the longest validity of an authorisation must be positive");
        }
        if (fourEyesAbove < 0 || perDay < 1) {
            throw new IllegalArgumentException("limits of evaluations must be positive");
        }
    }

    /** Those of a network with an encrypted lookup. */
    public static AuthorisationTerms of(Network network) {
        LookupTerms lookup = network.lookup().orElseThrow();
        return new AuthorisationTerms(
                network.hash(),
                LONGEST_VALIDITY,
                lookup.fourEyesAbove(),
                lookup.quotas().evaluationsPerDay());
    }

    /** Whether an authorisation with this quota is void without a supervisor's signature. */
    boolean needsSupervisor(long quota) {
        return quota > fourEyesAbove;
    }
}
