package io.mistnet.node.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class EmbeddedDatabaseTest {

    @TempDir
    private Path folder;

    @Test
    void aFileThatAnotherProcessHoldsIsNamedWithWhatToDo() throws Exception {
        Process holder = java(Holder.class, folder);
        try (BufferedReader output = holder.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().filter("open"::equals).findFirst()).isPresent();
            assertThatThrownBy(() -> RelationalDatabase.open(DatabaseSettings.embedded(folder)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.resolve("casework").toString())
                    .hasMessageContaining("is held by another process")
                    .hasMessageContaining("stop that first");
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void aProcessThatWasKilledWhileItChangedTheTablesLeavesThemAsTheyWere() throws Exception {
        DatabaseSettings settings = DatabaseSettings.embedded(folder);
        EmbeddedSnapshot snapshot = EmbeddedSnapshot.of(settings).orElseThrow();
        RelationalDatabase.open(settings).close();
        com.zaxxer.hikari.HikariDataSource pool = new com.zaxxer.hikari.HikariDataSource();
        pool.setJdbcUrl(settings.url());
        snapshot.take(pool);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE local_account");
        }
        pool.close();
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            int accounts = database.inTransaction(handle -> handle.createQuery("SELECT count(*) FROM local_account")
                    .mapTo(Integer.class)
                    .one());
            assertThat(accounts).isZero();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.contains("before-migration"));
        }
    }

    @Test
    void aProcessThatWasKilledWhileItMadeTheFirstTablesStartsAgain() throws Exception {
        Path script = Files.createDirectories(folder.resolve("scripts")).resolve("V1__tables.sql");
        String tables = "CREATE TABLE tables_of_a_test (id INT);";
        Files.writeString(script, tables + """
                CHECKPOINT SYNC;
                CREATE ALIAS END_PROCESS FOR '%s.end';
                CALL END_PROCESS();
                """.formatted(Ended.class.getName()));
        Process ended = java(Ended.class, folder, script.getParent());
        assertThat(ended.waitFor()).isEqualTo(Ended.STATUS);

        Files.writeString(script, tables);
        try (RelationalDatabase database =
                RelationalDatabase.open(DatabaseSettings.embedded(folder), "filesystem:" + script.getParent())) {
            assertThat(database.<Integer, RuntimeException>inTransaction(
                            handle -> handle.execute("INSERT INTO tables_of_a_test VALUES (1)")))
                    .isOne();
        }
    }

    @Test
    void whoeverComesWhileAnotherProcessMakesTheTablesIsToldSoAndChangesNothing() throws Exception {
        Path script = Files.createDirectories(folder.resolve("scripts")).resolve("V1__tables.sql");
        Files.writeString(script, """
                CREATE TABLE tables_of_a_test (id INT);
                CHECKPOINT SYNC;
                CREATE ALIAS AWAIT_END FOR '%s.awaitEnd';
                CALL AWAIT_END();
                """.formatted(Ended.class.getName()));
        Path copy = folder.resolve("casework.before-migration.zip");
        Process first = java(Ended.class, folder, script.getParent());
        try (BufferedReader output = first.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().filter("in the script"::equals).findFirst())
                    .isPresent();
            byte[] before = Files.readAllBytes(copy);
            assertThatThrownBy(() -> RelationalDatabase.open(DatabaseSettings.embedded(folder)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is held by another process");
            assertThat(copy).hasBinaryContent(before);
        } finally {
            first.destroyForcibly().waitFor();
        }
        RelationalDatabase.open(DatabaseSettings.embedded(folder)).close();
    }

    @Test
    void whoeverIsInterruptedWhileReadingTakesTheDatabaseFromNobody() throws Exception {
        DatabaseSettings settings = DatabaseSettings.embedded(folder);
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            database.inTransaction(handle -> {
                handle.execute("CREATE TABLE long_texts (text VARCHAR)");
                for (int i = 0; i < 1_000; i++) {
                    handle.execute("INSERT INTO long_texts VALUES (REPEAT('x', 5000))");
                }
                return handle;
            });
        }
        // opened anew, its memory has none of them
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            Thread.currentThread().interrupt();
            assertThat(characters(database)).isEqualTo(5_000_000);
            Thread.interrupted();
            database.inTransaction(handle -> handle.execute("INSERT INTO long_texts VALUES ('and one')"));
        }
        try (RelationalDatabase database = RelationalDatabase.open(settings)) {
            assertThat(characters(database)).isEqualTo(5_000_007);
        }
    }

    private static long characters(RelationalDatabase database) {
        return database.inTransaction(handle -> handle.createQuery("SELECT SUM(LENGTH(text)) FROM long_texts")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedWithoutItsParameters() {
        DatabaseSettings away = new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:1/mistnet?password=hidden",
                Optional.empty(),
                Optional.empty(),
                1,
                Duration.ofSeconds(1));
        assertThatThrownBy(() -> RelationalDatabase.open(away))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/mistnet")
                .hasMessageContaining("check mistnet.database in node.conf")
                .hasMessageNotContaining("hidden");
    }

    private static Process java(Class<?> main, Path... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Arrays.stream(arguments).map(Path::toString))
                .toList();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Opens the database in the folder that is its first argument with the scripts in its second, which call what is here. */
    public static final class Ended {

        static final int STATUS = 77;

        public static void main(String[] args) throws Exception {
            RelationalDatabase.open(DatabaseSettings.embedded(Path.of(args[0])), "filesystem:" + args[1])
                    .close();
        }

        /** Called by a script. */
        public static void awaitEnd() throws InterruptedException {
            System.out.println("in the script");
            Thread.sleep(60_000);
        }

        /** Called by a script: what {@code kill -9} does. */
        public static void end() {
            Runtime.getRuntime().halt(STATUS);
        }
    }

    /** Opens the database in the folder that is its argument, says so, and holds it. */
    static final class Holder {

        public static void main(String[] args) throws Exception {
            RelationalDatabase database = RelationalDatabase.open(DatabaseSettings.embedded(Path.of(args[0])));
            System.out.println("open");
            Thread.sleep(60_000);
            database.close();
        }
    }
}
