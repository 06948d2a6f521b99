package io.mistnet.connectors.json;

import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.InvalidTransferException;
import io.mistnet.connectors.transfer.Transfer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** What has been read of one JSON object so far. */
final class TransferFields {

    @Nullable
    String uetr;

    @Nullable
    String amount;

    @Nullable
    String currency;

    @Nullable
    String debtorAccount;

    @Nullable
    String debtorAgent;

    @Nullable
    String creditorAccount;

    @Nullable
    String creditorAgent;

    @Nullable
    String settlementTime;

    Transfer toTransfer() {
        return new Transfer(
                Transfer.uetr(present("uetr", uetr)),
                InstructedAmount.parse(
                        present("instructedAmount.amount", amount), present("instructedAmount.currency", currency)),
                present("debtorAccount", debtorAccount),
                present("debtorAgent", debtorAgent),
                present("creditorAccount", creditorAccount),
                present("creditorAgent", creditorAgent),
                instant(present("settlementTime", settlementTime)));
    }

    private static String present(String field, @Nullable String value) {
        if (value == null) {
            throw new InvalidTransferException(field, "this field, which is missing");
        }
        return value;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidTransferException("settlementTime", "an instant of ISO 8601 with its offset");
        }
    }
}
