package io.mistnet.node.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.api.frame.Json;

/** Transfers as in the topic of transfers. */
final class TransferJson {

    private TransferJson() {}

    static ObjectNode of(Transfer transfer) {
        ObjectNode json = Json.object().put("uetr", transfer.uetr().toString());
        json.putObject("instructedAmount")
                .put("amount", transfer.instructedAmount().amount().toPlainString())
                .put("currency", transfer.instructedAmount().currency().getCurrencyCode());
        return json.put("debtorAccount", transfer.debtorAccount())
                .put("debtorAgent", transfer.debtorAgent())
                .put("creditorAccount", transfer.creditorAccount())
                .put("creditorAgent", transfer.creditorAgent())
                .put("settlementTime", transfer.settlementTime().toString());
    }
}
