package io.mistnet.node.publish;

import io.mistnet.connectors.transfer.Transfer;
import java.util.List;

/** What the bank itself knows of an account: the latest transfers of its own window. Blocks; safe for one thread at a time. */
public interface AccountHistory {

    /** The latest transfers to the account, newest first. */
    List<Transfer> incoming(String account);

    /** The latest transfers from the account, newest first. */
    List<Transfer> outgoing(String account);
}
