package io.mistnet.node.lookup;

import io.mistnet.node.intelligence.OperationResult;

/** The codes of results on the wire, which no change of the enum's order may change. */
final class ResultCode {

    private ResultCode() {}

    static byte of(OperationResult result) {
        return switch (result) {
            case PADDING -> 0;
            case ADDED -> 1;
            case UPDATED -> 2;
            case REMOVED -> 3;
            case SELECTOR_FULL -> 4;
            case CELL_FULL -> 5;
            case TABLE_FULL -> 6;
            case KNOWN_ID -> 7;
            case UNKNOWN_ID -> 8;
            case NOT_YOURS -> 9;
            case OTHER_SELECTOR -> 10;
            case QUOTA_FULL -> 11;
        };
    }

    /** @throws IllegalArgumentException where no result has this code */
    static OperationResult of(byte code) {
        for (OperationResult result : OperationResult.values()) {
            if (of(result) == code) {
                return result;
            }
        }
        throw new IllegalArgumentException("no result has the code " + code);
    }
}
