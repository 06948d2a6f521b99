package io.mistnet.connectors.dataset;

import io.mistnet.connectors.dataset.Table.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The accounts of a data set as they are read: each once, each at a bank that may be there. */
final class AccountList {

    private final DataSetOptions options;
    private final List<AccountRow> rows = new ArrayList<>();
    private final Map<String, AccountRow> byAccount = new HashMap<>();
    private final Map<String, String> bankNames = new HashMap<>();

    AccountList(DataSetOptions options) {
        this.options = options;
    }

    /** Adds an account whose bank the data set names. */
    void add(Row row, Column account, Column bank, OptionalDouble risk, Label label) {
        String name = row.text(bank);
        if (!options.knownBanks().isEmpty() && !options.knownBanks().contains(name)) {
            throw row.refused(
                    bank,
                    "one of the banks "
                            + String.join(
                                    ", ", options.knownBanks().stream().sorted().toList()));
        }
        add(row, account, name, risk, label);
    }

    /** Adds an account whose bank does not stand in its row. */
    void add(Row row, Column account, String bank, OptionalDouble risk, Label label) {
        // One string for each bank's name: millions of accounts share it.
        String sharedName = bankNames.computeIfAbsent(bank, name -> name);
        AccountRow added = new AccountRow(row.text(account), sharedName, risk, label);
        if (byAccount.putIfAbsent(added.account(), added) != null) {
            throw row.refused(account, "an account that no line before this one has");
        }
        rows.add(added);
    }

    List<AccountRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Holds the bank that a transfer names for its party against the one that the account has; parties outside may have any. */
    void requireBank(Row transfer, Column account, Column bank) {
        @Nullable AccountRow listed = byAccount.get(transfer.text(account));
        if (listed != null && !listed.bank().equals(transfer.text(bank))) {
            throw transfer.refused(
                    bank, "%s, the bank of this account in the list of accounts".formatted(listed.bank()));
        }
    }
}
