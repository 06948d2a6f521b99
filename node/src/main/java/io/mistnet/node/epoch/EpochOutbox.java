package io.mistnet.node.epoch;

/**
 * Sends messages to institutions, this one among them. Never blocks. A message to an institution that is not connected is dropped, and the link is dialled at once: deadlines
 * deal with the rest. Messages to one institution arrive in order or not at all.
 */
@FunctionalInterface
public interface EpochOutbox {

    void send(String institution, EpochMessage message);

    /** Sends to every institution of the network: all of it to compute parties, and to other banks what concerns them. */
    default void sendAll(Roster roster, EpochMessage message) {
        roster.institutions()
                .forEach(institution -> send(
                        institution,
                        roster.party(institution).isPresent()
                                ? message
                                : message.toldTo(roster.banks().indexOf(institution))));
    }
}
