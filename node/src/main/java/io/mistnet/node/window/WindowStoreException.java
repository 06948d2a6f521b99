package io.mistnet.node.window;

/** The store on disk cannot be read or written. After a failed write nothing of the batch counts; the store must be opened anew. */
public final class WindowStoreException extends RuntimeException {

    public WindowStoreException(String message) {
        super(message);
    }

    public WindowStoreException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
