package io.mistnet.node.console.desk;

import static io.mistnet.node.alert.RaisedAlerts.ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.OTHER_ACCOUNT;
import static io.mistnet.node.alert.RaisedAlerts.OWN_BIC;
import static io.mistnet.node.alert.RaisedAlerts.flag;
import static io.mistnet.node.alert.RaisedAlerts.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mistnet.connectors.transfer.Transfer;
import io.mistnet.node.alert.OwnTransfers;
import io.mistnet.node.alert.OwnTransfers.Around;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountPagesTest {

    private static final Transfer RECENT = transfer(OTHER_ACCOUNT, OWN_BIC, ACCOUNT, OWN_BIC, "12345.60");
    private static final Transfer AROUND =
            transfer("FR7630006000011234567890189", "BBBBFRPP", OTHER_ACCOUNT, OWN_BIC, "12345.60");

    @TempDir
    Path folder;

    private Around window = new Around(List.of(), true);
    private DeskFixture desk;
    private String address;

    @BeforeEach
    void open() throws Exception {
        desk = new DeskFixture(folder, new OwnTransfers() {
            @Override
            public Around around(String account) {
                return account.equals(ACCOUNT) ? window : new Around(List.of(), true);
            }
        });
        long first = desk.raised(flag(ACCOUNT, 7));
        desk.ann.post("/alerts/" + first + "/close", Map.of("version", "1", "disposition", "false-alarm"));
        long second = desk.raised(flag(ACCOUNT, 8));
        address = "/alerts/accounts/" + desk.alert(second).account();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void anAccountShowsAllItsAlertsUnderAnAddressWithoutItsNumber() throws Exception {
        String page = desk.ann.get(address).body();

        assertThat(page).contains("DE89 3704 0044 0532 0130 00", "False alarm", "To do", address + "/graph");
        assertThat(address).doesNotContain(ACCOUNT);
        assertThat(desk.investigator.get(address).statusCode()).isEqualTo(403);
    }

    @Test
    void transfersAreThoseOfTheWindow() throws Exception {
        window = new Around(List.of(RECENT, AROUND), true);
        String page = desk.ann.getFragment(address + "/transfers").body();

        assertThat(page)
                .contains(
                        "12,345.60 EUR", RECENT.uetr().toString(), AROUND.uetr().toString(), "Between others")
                .doesNotContain("950.00", "there are more", "no recent transfers", "<html");
        assertThat(desk.ann.get(address + "/transfers").body()).contains("<html", "12,345.60 EUR");
        JsonNode graph =
                new ObjectMapper().readTree(desk.ann.get(address + "/graph").body());
        assertThat(graph.path("nodes").findValuesAsText("kind")).containsExactlyInAnyOrder("focus", "own", "other");
    }

    @Test
    void transfersThatAreNotAllAreSaidToBeAPart() throws Exception {
        window = new Around(List.of(RECENT), false);

        assertThat(desk.ann.getFragment(address + "/transfers").body()).contains("latest 1; there are more");
    }

    @Test
    void anAccountThatLeftTheWindowShowsTheTransfersOfItsAlerts() throws Exception {
        assertThat(desk.ann.getFragment(address + "/transfers").body())
                .contains("no recent transfers", "950.00 EUR", "900.50 EUR");
    }
}
