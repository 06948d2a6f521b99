package io.mistnet.node.request;

/** Answers the requests of one kind. It is called by several threads at once. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Answers one request. What is thrown else reaches the peer as a failure without detail, and this node's log with it.
     *
     * @param institution who asks: the id that the network file lists for the peer's certificate
     * @param payload the request, at most as long as its kind allows; otherwise unchecked
     * @param deadline when the answer is no longer of use; long work looks at it now and then
     * @return the reply, at most as long as its kind allows
     * @throws RefusedRequestException where the request is not to be answered; the peer is told why
     */
    byte[] handle(String institution, byte[] payload, Deadline deadline) throws RefusedRequestException;
}
