package io.mistnet.node.publish;

import java.time.Instant;
import java.util.List;

/**
 * What one epoch wrote.
 *
 * @param changed accounts whose value changed
 * @param raised alerts among them
 * @param standing accounts whose value is not 0 after it
 * @param causes for the raised accounts whose incoming transfers the bank knows, when the latest one settled
 */
public record Publication(long epoch, int changed, int raised, long standing, List<Instant> causes) {

    public Publication {
        causes = List.copyOf(causes);
    }
}
