package io.mistnet.node.ingest;

import io.mistnet.connectors.reader.TransferReader;
import io.mistnet.connectors.transfer.ExchangeRates;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.window.AccountName;
import io.mistnet.node.window.Booking;
import io.mistnet.node.window.Directory;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings a record's transfers into the terms of the window: one currency, and at least one party at this bank. Safe for any thread. */
public final class BookingReader {

    private final TransferReader transfers;
    private final ExchangeRates rates;
    private final Directory banks;

    public BookingReader(TransferReader transfers, ExchangeRates rates, Directory banks) {
        this.transfers = transfers;
        this.rates = rates;
        this.banks = banks;
    }

    /**
     * All transfers of one record.
     *
     * @throws io.mistnet.connectors.transfer.RefusedTransferException if one of them is not usable
     * @throws ForeignTransferException if one of them has no party at this bank
     */
    List<Booking> read(ConsumerRecord<byte[], byte[]> record) {
        return transfers.read(record).stream().map(this::booking).toList();
    }

    private Booking booking(Transfer transfer) {
        if (!banks.isOwn(transfer.debtorAgent()) && !banks.isOwn(transfer.creditorAgent())) {
            throw new ForeignTransferException();
        }
        return new Booking(
                transfer.uetr(),
                new AccountName(transfer.debtorAccount(), transfer.debtorAgent()),
                new AccountName(transfer.creditorAccount(), transfer.creditorAgent()),
                rates.toMinorUnits(transfer.instructedAmount()),
                transfer.settlementTime());
    }
}
