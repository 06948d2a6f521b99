package io.mistnet.node.lookup;

import io.mistnet.node.intelligence.OperationResult;

/** The codes of results on the wire: those on disk. */
final class ResultCode {

    private ResultCode() {}

    static byte of(OperationResult result) {
        return result.code();
    }

    /** @throws IllegalArgumentException where no result has this code */
    static OperationResult of(byte code) {
        return OperationResult.of(code);
    }
}
