package io.mistnet.simulator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.simulator.launcher.Checkout.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    private static final String MAIN = "<io.mistnet.simulator.cli.Mistnet>";

    @TempDir
    private Path machine;

    private Checkout checkout;

    @BeforeEach
    void setUp() throws Exception {
        checkout = new Checkout(machine);
    }

    @Test
    void aFreshCheckoutIsBuiltOnceAndThenStartsWithoutMaven() throws Exception {
        Run first = checkout.run("version");
        Run second = checkout.run("version");

        assertThat(first.err()).startsWith("mistnet: building (log: target/mistnet-build.log)\n");
        assertThat(first.out()).endsWith(MAIN, "<version>");
        assertThat(checkout.mavenRuns())
                .singleElement()
                .asString()
                .contains("package")
                .contains("-Dmaven.test.skip=true");
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).endsWith(MAIN, "<version>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "simulator/pom.xml",
                "simulator/src/main/java/A.java",
                ".mvn/jvm.config",
                "he-native/CMakeLists.txt",
                "he-native/cmake/Seal.cmake",
                "he-native/src/main/cpp/a.cpp"
            })
    void aChangeIsBuilt(String file) throws Exception {
        checkout.run("version");
        checkout.write(file, "<version>1.2.3</version>");

        checkout.run("version");

        assertThat(checkout.mavenRuns()).hasSize(2);
    }

    @Test
    void aDeletedSourceIsBuilt() throws Exception {
        checkout.run("version");
        Files.delete(checkout.root().resolve("simulator/src/main/java/A.java"));

        checkout.run("version");

        assertThat(checkout.mavenRuns()).hasSize(2);
    }

    @Test
    void aJarThatVanishedFromTheClassPathIsBuilt() throws Exception {
        Path library = checkout.root().resolve("library.jar");
        checkout.maven("touch library.jar; printf '%s' \"$PWD/library.jar\" >simulator/target/classpath");
        checkout.run("version");
        Files.delete(library);

        checkout.run("version");

        assertThat(library).exists();
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        checkout.maven("sleep 0.5");
        Process one = checkout.start(checkout.root().resolve("mistnet"), "one");
        Process two = checkout.start(checkout.root().resolve("mistnet"), "two");

        assertThat(Checkout.finished(one).out()).endsWith(MAIN, "<one>");
        assertThat(Checkout.finished(two).out()).endsWith(MAIN, "<two>");
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void aFailedBuildShowsItsErrorsAndItsLogAndIsTriedAgain() throws Exception {
        checkout.maven("echo '[INFO] compiling'; echo '[ERROR] A.java:[1,1] class expected'; exit 1");

        Run failed = checkout.run("version");

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains(
                        "the build failed:\n[ERROR] A.java:[1,1] class expected\n",
                        "check out/target/mistnet-build.log")
                .doesNotContain("compiling");
        checkout.maven("");
        assertThat(checkout.run("version").exit()).isZero();
    }

    @Test
    void itRunsThroughSymbolicLinksFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(
                machine.resolve("link"), checkout.root().resolve("mistnet"));
        Path relative = Files.createSymbolicLink(machine.resolve("link to link"), Path.of("link"));

        assertThat(Checkout.finished(checkout.start(link, "version")).out()).endsWith(MAIN, "<version>");
        assertThat(Checkout.finished(checkout.start(relative, "version")).out()).endsWith(MAIN, "<version>");
    }

    @Test
    void argumentsAndExitStatusPassThroughUnchanged() throws Exception {
        checkout.variable("EXIT", "2");

        Run run = checkout.run("simulate", "--out", "my data", "", "*");

        assertThat(run.out()).endsWith(MAIN, "<simulate>", "<--out>", "<my data>", "<>", "<*>");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void theCommandTakesTheLaunchersPlaceSoThatSignalsReachIt() throws Exception {
        Run run = checkout.run("version");

        assertThat(run.out()).startsWith("process " + run.process());
    }

    @Test
    void aBenchmarkStaysBelowEightGibibytesAndTheUsersOptionsComeLast() throws Exception {
        checkout.variable("MISTNET_JAVA_OPTS", "-Xmx8g -Da=b");

        assertThat(checkout.run("bench", "propagation").out())
                .containsSubsequence("<-XX:MaxRAM=8g>", "<-XX:MaxRAMPercentage=76>", "<-Xmx8g>", "<-Da=b>", MAIN);
        assertThat(checkout.run("version").out()).containsSubsequence("<-Xmx256m>", "<-Xmx8g>", "<-Da=b>", MAIN);
    }

    @Test
    void onlyAJdkThatKnowsThemGetsTheOptionsForNativeAccess() throws Exception {
        assertThat(checkout.run("node").out()).doesNotContain("<--enable-native-access=ALL-UNNAMED>");

        checkout.variable("JAVA_HOME", checkout.jdk("25.0.3").toString());
        assertThat(checkout.run("node").out()).contains("<--enable-native-access=ALL-UNNAMED>");
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void anOldJdkInJavaHomeIsNamedAndAnotherTaken() throws Exception {
        Path newer = checkout.jdk("21.0.2");
        Files.createSymbolicLink(machine.resolve("programs/javac"), newer.resolve("bin/javac"));
        checkout.variable("JAVA_HOME", checkout.jdk("11.0.9").toString());

        Run run = checkout.run("version");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("JAVA_HOME", "jdk 11.0.9", "is not a JDK of version 17 or later");
    }

    @Test
    void aMachineWithoutMavenIsToldTheCommandThatInstallsIt() throws Exception {
        checkout.debian();
        checkout.program("id", "echo 1000");

        Run run = checkout.run("version");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "mistnet: this machine lacks Maven 3.8 or later. Install with: sudo apt-get install -y maven\n");
    }

    @Test
    void asRootOnDebianWhatIsMissingIsInstalled() throws Exception {
        checkout.debian();
        checkout.program("id", "echo 0");

        Run run = checkout.run("version");

        assertThat(run.err()).startsWith("mistnet: installing Maven 3.8 or later");
        assertThat(run.out()).endsWith(MAIN, "<version>");
    }

    @Test
    void aMachineWithoutToolsForNativeCodeIsToldAllOfThemAtOnce() throws Exception {
        checkout.debian();
        checkout.program("id", "echo 1000");
        checkout.without("cmake");
        checkout.without("c++");
        checkout.without("python3");

        Run run = checkout.run("version");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("mistnet: this machine lacks Maven 3.8 or later, CMake 3.18 or later, a C++17 compiler with "
                        + "make and pip for Python 3. Install with: "
                        + "sudo apt-get install -y maven cmake g++ make python3-pip\n");
    }

    @ParameterizedTest
    @CsvSource({
        "cmake, echo 'cmake version 3.13.4', CMake 3.18 or later",
        "c++, cat >/dev/null; exit 1, a C++17 compiler with make",
        "python3, exit 1, pip for Python 3"
    })
    void aToolThatIsTooOldIsNotTaken(String program, String body, String name) throws Exception {
        checkout.program(program, body);

        Run run = checkout.run("version");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("lacks " + name);
    }

    @Test
    void whoNamesAnInstalledSealNeedsNoPip() throws Exception {
        checkout.without("python3");
        checkout.variable("MISTNET_SEAL_PREFIX", "/opt/seal");

        assertThat(checkout.run("version").exit()).isZero();
    }

    /** In the forms in which Surefire writes them: of a condition, of an assumption, of one without a message. */
    @Test
    void testsThatWereSkippedAreListedEachWithItsReason() throws Exception {
        checkout.maven("""
                mkdir -p he-native/target/surefire-reports
                cat >he-native/target/surefire-reports/TEST-a.ATest.xml <<'XML'
                <testsuite name="a.ATest" time="1.5" tests="5" errors="0" skipped="3" failures="0">
                  <testcase name="needsAnEngine" classname="a.ATest" time="0">
                    <skipped message="no engine answers &amp; none starts"/>
                  </testcase>
                  <testcase name="needsAProcessor" classname="a.ATest" time="0.1">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: this processor runs every kernel
                \tat org.junit.jupiter.api.Assumptions.throwAssumptionFailed(Assumptions.java:340)
                ]]></skipped>
                  </testcase>
                  <testcase name="saysNothing" classname="a.ATest" time="0.1">
                    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException
                ]]></skipped>
                  </testcase>
                </testsuite>
                XML
                echo '[WARNING] Tests run: 5, Failures: 0, Errors: 0, Skipped: 3'
                """);

        Run run = checkout.run("test");

        assertThat(run.out())
                .containsSubsequence(
                        "Skipped:",
                        "  a.ATest.needsAnEngine: no engine answers & none starts",
                        "  a.ATest.needsAProcessor: this processor runs every kernel",
                        "  a.ATest.saysNothing: no reason given",
                        "2 passed, 0 failed, 3 skipped");
    }

    @Test
    void anOldMavenIsNotTaken() throws Exception {
        checkout.program("mvn", "echo 'Apache Maven 3.6.3'");

        Run run = checkout.run("version");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("lacks Maven 3.8 or later");
    }
}
