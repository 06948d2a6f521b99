package io.mistnet.connectors.pacs008;

import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction39;
import com.prowidesoftware.swift.model.mx.dic.FIToFICustomerCreditTransferV08;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader93;
import io.mistnet.connectors.transfer.InstructedAmount;
import io.mistnet.connectors.transfer.InvalidTransferException;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.connectors.transfer.TransferDecoder;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Customer credit transfers between banks, pacs.008.001.08 to 001.13: every {@code CdtTrfTxInf} of the message is one transfer.
 *
 * <p>The amount is {@code InstdAmt}, which both banks see alike; where it is missing, {@code IntrBkSttlmAmt}. Accounts are {@code IBAN} or
 * {@code Othr/Id}, agents {@code BICFI}. {@code SettlementTime} tells which of the message's times counts.
 */
public final class Pacs008TransferDecoder implements TransferDecoder {

    private final Pacs008Document document = new Pacs008Document();

    @Override
    public List<Transfer> decode(byte[] message) {
        FIToFICustomerCreditTransferV08 body = document.read(message);
        GroupHeader93 header = present("GrpHdr", body.getGrpHdr());
        if (body.getCdtTrfTxInf().isEmpty()) {
            throw new InvalidTransferException("CdtTrfTxInf", "at least one");
        }
        return body.getCdtTrfTxInf().stream()
                .map(transaction -> transfer(transaction, header))
                .toList();
    }

    private static Transfer transfer(CreditTransferTransaction39 transaction, GroupHeader93 header) {
        return new Transfer(
                Transfer.uetr(
                        present("UETR", present("PmtId", transaction.getPmtId()).getUETR())),
                amount(transaction),
                account("DbtrAcct", transaction.getDbtrAcct()),
                agent("DbtrAgt", transaction.getDbtrAgt()),
                account("CdtrAcct", transaction.getCdtrAcct()),
                agent("CdtrAgt", transaction.getCdtrAgt()),
                SettlementTime.of(transaction, header));
    }

    private static InstructedAmount amount(CreditTransferTransaction39 transaction) {
        ActiveOrHistoricCurrencyAndAmount instructed = transaction.getInstdAmt();
        if (instructed != null) {
            return amount("InstdAmt", instructed.getValue(), instructed.getCcy());
        }
        ActiveCurrencyAndAmount settled = present("InstdAmt or IntrBkSttlmAmt", transaction.getIntrBkSttlmAmt());
        return amount("IntrBkSttlmAmt", settled.getValue(), settled.getCcy());
    }

    private static InstructedAmount amount(String element, @Nullable BigDecimal value, @Nullable String currency) {
        return new InstructedAmount(
                present(element, value), InstructedAmount.currency(present(element + "/@Ccy", currency)));
    }

    private static String account(String element, @Nullable CashAccount38 account) {
        AccountIdentification4Choice id =
                present(element + "/Id", present(element, account).getId());
        return id.getIBAN() != null
                ? id.getIBAN()
                : present(
                        element + "/Id/IBAN or Othr/Id",
                        id.getOthr() == null ? null : id.getOthr().getId());
    }

    private static String agent(String element, @Nullable BranchAndFinancialInstitutionIdentification6 agent) {
        String path = element + "/FinInstnId/BICFI";
        return present(path, present(path, present(path, agent).getFinInstnId()).getBICFI());
    }

    private static <T> T present(String element, @Nullable T value) {
        if (value == null) {
            throw new InvalidTransferException(element, "this element, which is missing");
        }
        return value;
    }
}
