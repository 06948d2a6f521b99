package io.mistnet.node.oprf;

import io.mistnet.node.identity.Identity;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What one holder's ceremonies have in common.
 *
 * @param me this holder's number
 */
record HolderSite(
        Holders holders,
        int me,
        Identity identity,
        CeremonyTiming timing,
        CeremonyListener listener,
        InstantSource clock,
        SecureRandom random) {}
