package io.mistnet.node.network;

import io.mistnet.node.config.Address;
import io.mistnet.protocols.sharing.Party;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One member of the network.
 *
 * @param id its short name, which stands in messages, logs and metrics
 * @param name its full name
 * @param bics the BICs (ISO 9362, 8 characters) of the agents whose accounts it speaks for
 * @param roles what its node does
 * @param party which compute party it is, where it has that role
 * @param control where it takes control links; compute nodes only
 * @param shares where it takes blocks of shares; compute nodes only
 * @param lookup where it takes requests of the encrypted lookup; holders of its key and its host only
 * @param keys by what the others know it
 * @param supervisor the key of the second person, who signs its larger authorisations; empty where there is none
 */
public record Institution(
        String id,
        String name,
        List<String> bics,
        Set<Role> roles,
        Optional<Party> party,
        Optional<Address> control,
        Optional<Address> shares,
        Optional<Address> lookup,
        PublicKeys keys,
        Optional<SigningKey> supervisor) {

    public Institution {
        bics = List.copyOf(bics);
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Its name in labels of the encrypted lookup, which have no room for an id: 16 bits of its SHA-256. A network file whose institutions share one is refused. */
    public int number() {
        return number(id);
    }

    static int number(String id) {
        byte[] hash = Sha256.of(id.getBytes(StandardCharsets.UTF_8)).bytes();
        return (hash[0] & 0xff) << Byte.SIZE | hash[1] & 0xff;
    }

    /** Whether this can be an id in a network file. */
    public static boolean isId(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,39}");
    }

    /** Whether this is a BIC of 8 characters, as a network file lists them. */
    public static boolean isBic(String text) {
        return text.matches("[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}");
    }
}
