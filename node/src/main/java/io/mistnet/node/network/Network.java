package io.mistnet.node.network;

import io.mistnet.protocols.propagation.Policy;
import io.mistnet.protocols.sharing.Party;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What all institutions agreed on: the contents of a network file that passed every check.
 *
 * @param hash the SHA-256 of the file's bytes; two nodes talk only where it is the same
 * @param name the network's name
 * @param rates its currency and the worth of others
 * @param policy what is computed and released
 * @param localTransfers which transfers inside one bank count
 * @param timing when epochs happen
 * @param limits what one bank may bring
 * @param lookup how the encrypted lookup works; empty in a network without one
 * @param institutions the members, in the file's order
 */
public record Network(
        Sha256 hash,
        String name,
        Rates rates,
        Policy policy,
        LocalTransfers localTransfers,
        EpochTiming timing,
        Limits limits,
        Optional<LookupTerms> lookup,
        List<Institution> institutions) {

    public Network {
        institutions = List.copyOf(institutions);
    }

    public Optional<Institution> find(String id) {
        return institutions.stream().filter(i -> i.id().equals(id)).findFirst();
    }

    /** @throws NoSuchElementException where no institution has this id */
    public Institution institution(String id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("no institution " + id + " in the network file"));
    }

    public Optional<Institution> withCertificate(Sha256 certificate) {
        return institutions.stream()
                .filter(i -> i.keys().certificates().contains(certificate))
                .findFirst();
    }

    /** The institutions that are banks, in the file's order: a bank's place in this list is its index in every epoch. */
    public List<Institution> banks() {
        return institutions.stream().filter(i -> i.has(Role.DATA)).toList();
    }

    /**
     * The institutions that hold the shares of the lookup's key, in the file's order: a holder's place in this list, counted from 1, is the number of its share. Empty in a
     * network without a lookup.
     */
    public List<Institution> oprfHolders() {
        return lookup.isEmpty()
                ? List.of()
                : institutions.stream().filter(i -> i.has(Role.OPRF)).toList();
    }

    /** The institution that stores the lookup's records and answers; empty in a network without a lookup. */
    public Optional<Institution> host() {
        return lookup.flatMap(
                terms -> institutions.stream().filter(i -> i.has(Role.HOST)).findFirst());
    }

    public Institution computeNode(Party party) {
        return institutions.stream()
                .filter(i -> i.party().equals(Optional.of(party)))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no institution is " + party));
    }

    /** The three compute nodes: P0, P1, P2. */
    public List<Institution> computeNodes() {
        return List.of(computeNode(Party.P0), computeNode(Party.P1), computeNode(Party.P2));
    }
}
