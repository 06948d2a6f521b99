package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntelligenceLabelTest {

    private final IntelligenceLabel label = new IntelligenceLabel(
            65_535, IntelligenceCategory.MULE_ACCOUNT, LocalDate.of(2026, 3, 1), "FIU-2026/0815", "+49 30 1");

    @Test
    void itComesBackFromItsBytes() {
        assertThat(IntelligenceLabel.of(label.toBytes(31))).isEqualTo(label);
        for (IntelligenceCategory category : IntelligenceCategory.values()) {
            IntelligenceLabel other = new IntelligenceLabel(0, category, LocalDate.EPOCH, "", "Zoë Łukasz, 金融厅");
            assertThat(IntelligenceLabel.of(other.toBytes(255))).isEqualTo(other);
        }
    }

    @Test
    void theSmallestLabelsHoldAnInstitutionCategoryDateAndShortReference() {
        IntelligenceLabel small =
                new IntelligenceLabel(7, IntelligenceCategory.OTHER, LocalDate.of(2026, 12, 31), "C-1234", "");
        assertThat(IntelligenceLabel.of(small.toBytes(15))).isEqualTo(small);
    }

    @Test
    void whatDoesNotFitIsRefusedWithTheNumberOfBytesToSave() {
        assertThatThrownBy(() -> label.toBytes(26))
                .hasMessage(
                        "label: 30 bytes where this network's labels hold 26; shorten the case reference (13 bytes) or the contact (8 bytes) by 4");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> with(65_536, LocalDate.EPOCH, "")).hasMessage("label: institution 65536");
        assertThatThrownBy(() -> with(0, LocalDate.of(1969, 12, 31), "")).hasMessage("label: date 1969-12-31");
        assertThatThrownBy(() -> with(0, LocalDate.EPOCH, "a".repeat(256)))
                .hasMessage("label: the case reference has 256 bytes, at most 255");
    }

    @Test
    void textsThatActOnATerminalAreRefusedWhoeverMadeThem() {
        assertThatThrownBy(() -> with(0, LocalDate.EPOCH, "\u001b[2J"))
                .hasMessage("label: the case reference has the character U+001B, which is not allowed");
        byte[] bytes = with(0, LocalDate.EPOCH, "x").toBytes(31);
        bytes[8] = 0x1b;
        assertThatThrownBy(() -> IntelligenceLabel.of(bytes))
                .hasMessage("label: the case reference has the character U+001B, which is not allowed");
        assertThatThrownBy(() -> with(0, LocalDate.EPOCH, "\u202e")).hasMessageContaining("U+202E");
        assertThatThrownBy(() -> with(0, LocalDate.EPOCH, "\ud800")).hasMessageContaining("no Unicode text");
    }

    @Test
    void anyBytesAreALabelOrRefusedWithAReason() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] good = label.toBytes(31);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 3));
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(IntelligenceLabel.of(bytes).toBytes(255)).isEqualTo(bytes);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("label: ");
            }
        }
    }

    @Test
    void itDoesNotPrint() {
        assertThat(label).hasToString("IntelligenceLabel(not shown)");
    }

    private static IntelligenceLabel with(int institution, LocalDate date, String reference) {
        return new IntelligenceLabel(institution, IntelligenceCategory.OTHER, date, reference, "");
    }
}
