package io.mistnet.node.storage;

/** A store on disk cannot be read or written. After a failed write nothing of the batch counts; the store must be opened anew. */
public final class StorageException extends RuntimeException {

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
