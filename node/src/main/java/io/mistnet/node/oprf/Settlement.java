package io.mistnet.node.oprf;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One look at what the others say of a key whose share this holder keeps: whether all signatures are there by now, or never will be. Used once. */
final class Settlement {

    private final KeptKey key;
    private final Holders holders;
    private final CeremonyListener listener;
    private SignedStatement gathered;
    private Optional<String> objection = Optional.empty();
    private boolean isContradicted;
    private int heard;

    /** @param key with this holder's own signature */
    Settlement(KeptKey key, Holders holders, CeremonyListener listener) {
        this.key = key;
        this.holders = holders;
        this.listener = listener;
        this.gathered = key.signed().verified(holders);
    }

    /** Takes what another holder says of itself. */
    void hear(int holder, CeremonyReply reply) {
        heard++;
        if (!reply.run().equals(Optional.of(key.run()))) {
            objection = Optional.of("%s knows nothing of the run of the kept share".formatted(holders.id(holder)));
        } else if (reply.key().isPresent()) {
            gather(holder, reply.key().get());
        }
    }

    private void gather(int holder, SignedStatement theirs) {
        String id = holders.id(holder);
        if (!theirs.agreesWith(key.signed())) {
            isContradicted = true;
            objection = Optional.of(
                    "%s and this holder saw other broadcasts in the same run: somebody told them different things"
                            .formatted(id));
            return;
        }
        Map<Integer, byte[]> right = theirs.verified(holders).signatures();
        if (!right.containsKey(holder)) {
            listener.deviated(key.epoch(), id, "its signature of the key statement is not its own");
        }
        for (Map.Entry<Integer, byte[]> signature : right.entrySet()) {
            gathered = gathered.with(signature.getKey(), signature.getValue());
        }
    }

    /** The key with the signatures of all, if they are there. */
    Optional<KeptKey> established() {
        return gathered.isComplete(holders) ? Optional.of(key.with(gathered).asEstablished()) : Optional.empty();
    }

    /** Whether another holder's broadcasts in the same run were others than this one's. */
    boolean isContradicted() {
        return isContradicted;
    }

    /** Whether it will never be established: all others have answered, and one of them says that it never signed it, and so never will. While somebody is away, that one may know more. */
    boolean isDead() {
        return objection.isPresent()
                && heard == holders.count() - 1
                && !key.established()
                && !gathered.isComplete(holders);
    }

    /** One line for the operator. */
    String state() {
        return objection.orElseGet(() -> "waiting for the signatures of "
                + IntStream.rangeClosed(1, holders.count())
                        .filter(holder -> !gathered.signatures().containsKey(holder))
                        .mapToObj(holders::id)
                        .collect(Collectors.joining(", ")));
    }
}
