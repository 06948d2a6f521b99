package io.mistnet.node.ingest;

/** A record that is no risk score. The message names the field, and never holds an account number. */
public final class InvalidRiskScoreException extends RuntimeException {

    InvalidRiskScoreException(String field, String expectation) {
        super(field + ": expected " + expectation);
    }
}
