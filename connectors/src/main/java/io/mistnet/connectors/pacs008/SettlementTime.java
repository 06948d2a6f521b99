package io.mistnet.connectors.pacs008;

import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction39;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader93;
import com.prowidesoftware.swift.model.mx.dic.SettlementDateTimeIndication1;
import com.prowidesoftware.swift.model.mx.dic.SettlementTimeRequest2;
import io.mistnet.connectors.transfer.InvalidTransferException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a transfer of a pacs.008 message settled. The first of these that the message has:
 *
 * <ol>
 *   <li>{@code SttlmTmIndctn/CdtDtTm}, then {@code SttlmTmIndctn/DbtDtTm}: the moment itself;
 *   <li>the date {@code IntrBkSttlmDt}, of the transaction or else of the group header, at the time {@code SttlmTmReq/CLSTm};
 *   <li>{@code AccptncDtTm}, then the header's {@code CreDtTm}, if it falls on that date (in UTC) or there is no date;
 *   <li>the first moment of that date in UTC.
 * </ol>
 */
final class SettlementTime {

    private SettlementTime() {}

    static Instant of(CreditTransferTransaction39 transaction, GroupHeader93 header) {
        LocalDate transactionDate = transaction.getIntrBkSttlmDt();
        LocalDate date = transactionDate != null ? transactionDate : header.getIntrBkSttlmDt();
        SettlementDateTimeIndication1 indicated = transaction.getSttlmTmIndctn();
        return Stream.of(
                        indicated == null ? null : indicated.getCdtDtTm(),
                        indicated == null ? null : indicated.getDbtDtTm(),
                        requested(transaction.getSttlmTmReq(), date),
                        onDate(transaction.getAccptncDtTm(), date),
                        onDate(header.getCreDtTm(), date),
                        date == null ? null : date.atStartOfDay().atOffset(ZoneOffset.UTC))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new InvalidTransferException("IntrBkSttlmDt", "a date of settlement"))
                .toInstant();
    }

    private static @Nullable OffsetDateTime requested(
            @Nullable SettlementTimeRequest2 request, @Nullable LocalDate date) {
        OffsetTime time = request == null ? null : request.getCLSTm();
        return time == null || date == null ? null : time.atDate(date);
    }

    private static @Nullable OffsetDateTime onDate(@Nullable OffsetDateTime time, @Nullable LocalDate date) {
        boolean fits = time != null
                && (date == null
                        || time.withOffsetSameInstant(ZoneOffset.UTC)
                                .toLocalDate()
                                .equals(date));
        return fits ? time : null;
    }
}
