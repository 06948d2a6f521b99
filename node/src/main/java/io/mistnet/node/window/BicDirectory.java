package io.mistnet.node.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A directory of banks by the first eight characters of their BICs: a branch belongs to its bank. */
public final class BicDirectory implements Directory {

    private static final int BANK_CHARACTERS = 8;

    private final Map<String, Integer> bankByBic = new HashMap<>();
    private final int own;

    /**
     * @param bics for every bank of the network, in the network's order, its BICs of 8 characters
     * @param own the index of the bank whose window this is
     * @throws IllegalArgumentException if two banks share a BIC, a BIC has another length, or there is no own bank
     */
    public BicDirectory(List<List<String>> bics, int own) {
        if (own < 0 || own >= bics.size()) {
            throw new IllegalArgumentException("bank %d of %d".formatted(own, bics.size()));
        }
        this.own = own;
        for (int bank = 0; bank < bics.size(); bank++) {
            for (String bic : bics.get(bank)) {
                add(bic, bank);
            }
        }
    }

    private void add(String bic, int bank) {
        if (bic.length() != BANK_CHARACTERS) {
            throw new IllegalArgumentException("a BIC of 8 characters, not " + bic);
        }
        Integer other = bankByBic.put(bic, bank);
        if (other != null) {
            throw new IllegalArgumentException("the BIC %s stands twice: banks %d and %d".formatted(bic, other, bank));
        }
    }

    @Override
    public OptionalInt bankOf(String bic) {
        Integer bank = bankByBic.get(bic.length() > BANK_CHARACTERS ? bic.substring(0, BANK_CHARACTERS) : bic);
        return bank == null ? OptionalInt.empty() : OptionalInt.of(bank);
    }

    @Override
    public int own() {
        return own;
    }
}
