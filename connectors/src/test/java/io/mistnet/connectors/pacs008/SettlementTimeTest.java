package io.mistnet.connectors.pacs008;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettlementTimeTest {

    private static final String DATE = "<IntrBkSttlmDt>2026-03-01</IntrBkSttlmDt>";
    private static final String REQUESTED = "<SttlmTmReq><CLSTm>10:15:00+01:00</CLSTm></SttlmTmReq>";
    private static final String CREATED = "2026-02-28T09:00:00Z";

    private final Pacs008Message message = Pacs008Message.valid();
    private final Pacs008Message dated = message.with(REQUESTED, "");

    @Test
    void theIndicatedMomentOfCreditComesFirst() {
        assertThat(timeOf(message.with(
                        REQUESTED,
                        "<SttlmTmIndctn><DbtDtTm>2026-03-01T07:00:00Z</DbtDtTm><CdtDtTm>2026-03-01T08:00:00Z</CdtDtTm></SttlmTmIndctn>"
                                + REQUESTED)))
                .isEqualTo("2026-03-01T08:00:00Z");
    }

    @Test
    void theRequestedTimeCountsOnTheDateOfSettlement() {
        assertThat(timeOf(message)).isEqualTo("2026-03-01T09:15:00Z");
    }

    @Test
    void theTimeOfAcceptanceCountsIfItFallsOnThatDateInUtc() {
        assertThat(timeOf(dated.with(DATE, DATE + "<AccptncDtTm>2026-03-02T00:30:00+02:00</AccptncDtTm>")))
                .isEqualTo("2026-03-01T22:30:00Z");
        assertThat(timeOf(dated.with(DATE, DATE + "<AccptncDtTm>2026-03-02T00:30:00Z</AccptncDtTm>")))
                .isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void theTimeOfCreationCountsIfItFallsOnThatDate() {
        assertThat(timeOf(dated.with(CREATED, "2026-03-01T06:07:08.250Z"))).isEqualTo("2026-03-01T06:07:08.250Z");
    }

    @Test
    void aDateAloneIsItsFirstMomentInUtc() {
        assertThat(timeOf(dated)).isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void theGroupHeadersDateStandsForThatOfItsTransactions() {
        assertThat(timeOf(dated.with(DATE, "").with("<SttlmInf>", DATE + "<SttlmInf>")))
                .isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void withoutADateTheMessagesCreationCounts() {
        assertThat(timeOf(dated.with(DATE, ""))).isEqualTo(CREATED);
    }

    @Test
    void aTimeWithoutAnOffsetIsUtc() {
        assertThat(timeOf(dated.with(DATE, "").with(CREATED, "2026-02-28T09:00:00")))
                .isEqualTo(CREATED);
    }

    private static Instant timeOf(Pacs008Message message) {
        return new Pacs008TransferDecoder().decode(message.bytes()).get(0).settlementTime();
    }
}
