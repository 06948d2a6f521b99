package io.mistnet.protocols.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IntelligenceLabelTest {

    private final IntelligenceLabel label =
            new IntelligenceLabel(65_535, IntelligenceCategory.MULE_ACCOUNT, 20_513, "FIU-2026/0815", "+49 30 1");

    @Test
    void itComesBackFromItsBytes() {
        assertThat(IntelligenceLabel.of(label.toBytes(31))).isEqualTo(label);
        for (IntelligenceCategory category : IntelligenceCategory.values()) {
            IntelligenceLabel other = new IntelligenceLabel(0, category, 0, "", "Zoë Łukasz, 金融厅");
            assertThat(IntelligenceLabel.of(other.toBytes(255))).isEqualTo(other);
        }
    }

    @Test
    void theSmallestLabelsHoldAnInstitutionCategoryDateAndShortReference() {
        IntelligenceLabel small = new IntelligenceLabel(7, IntelligenceCategory.OTHER, 20_818, "C-1234", "");
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
        assertThatThrownBy(() -> with(65_536, 0, "")).hasMessage("label: institution 65536");
        assertThatThrownBy(() -> with(0, -1, "")).hasMessage("label: day -1, counted from 1970-01-01");
        assertThatThrownBy(() -> with(0, 0, "a".repeat(256)))
                .hasMessage("label: the case reference has 256 bytes, at most 255");
    }

    @Test
    void textsThatActOnATerminalAreRefusedWhoeverMadeThem() {
        assertThatThrownBy(() -> with(0, 0, "\u001b[2J"))
                .hasMessage("label: the case reference has the character U+001B, which is not allowed");
        byte[] bytes = with(0, 0, "x").toBytes(31);
        bytes[8] = 0x1b;
        assertThatThrownBy(() -> IntelligenceLabel.of(bytes))
                .hasMessage("label: the case reference has the character U+001B, which is not allowed");
        assertThatThrownBy(() -> with(0, 0, "\u202e")).hasMessageContaining("U+202E");
        assertThatThrownBy(() -> with(0, 0, "\ud800")).hasMessageContaining("no Unicode text");
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

    private static IntelligenceLabel with(int institution, int day, String reference) {
        return new IntelligenceLabel(institution, IntelligenceCategory.OTHER, day, reference, "");
    }
}
