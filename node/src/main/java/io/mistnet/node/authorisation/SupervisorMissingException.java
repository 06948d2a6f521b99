package io.mistnet.node.authorisation;

/** Something needs a supervisor's approval that nobody has given yet. The message says what and what to do. */
public final class SupervisorMissingException extends Exception {

    SupervisorMissingException(long evaluations, long fourEyesAbove) {
        super(
                "%d evaluations need the approval of a supervisor, since the network allows %d without; have them approved first"
                        .formatted(evaluations, fourEyesAbove));
    }
}
