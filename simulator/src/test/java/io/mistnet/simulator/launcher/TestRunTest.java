package io.mistnet.simulator.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.mistnet.simulator.launcher.Checkout.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mistnet test}: what it asks of Maven, and how it counts. */
class TestRunTest {

    private static final String PASSED = """
            mkdir -p simulator/target/surefire-reports
            cat >simulator/target/surefire-reports/TEST-a.B.xml <<'XML'
            <testsuite version="3.0" name="a.B" time="1.25" tests="4" errors="0" skipped="1" failures="0">
              <testcase name="adds" classname="a.B" time="0.1"/>
              <testcase name="needsDocker" classname="a.B" time="0.1">
                <skipped message="Assumption failed: no &quot;engine&quot; answers" type="org.opentest4j.TestAbortedException"/>
              </testcase>
            </testsuite>
            XML
            echo '[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 1.25 s -- in a.B'
            echo '[WARNING] Tests run: 4, Failures: 0, Errors: 0, Skipped: 1'
            """;

    private static final String FAILED = """
            mkdir -p simulator/target/surefire-reports
            cat >simulator/target/surefire-reports/TEST-a.C.xml <<'XML'
            <testsuite version="3.0" name="a.C" time="0.5" tests="3" errors="1" skipped="0" failures="1">
              <testcase name="adds" classname="a.C" time="0.1"/>
              <testcase name="sees" classname="a.C" time="0.1">
                <failure message="&#10;expected: &quot;1&quot;&#10; but was: 2" type="java.lang.AssertionError"><![CDATA[java.lang.AssertionError:
            expected: "1"
             but was: 2
            \tat org.assertj.Any.any(Any.java:1)
            \tat io.mistnet.a.C.sees(C.java:12)
            ]]></failure>
              </testcase>
              <testcase name="starts" classname="a.C" time="0.1">
                <error message="away" type="java.lang.IllegalStateException"><![CDATA[java.lang.IllegalStateException: away
            \tat io.mistnet.a.C.starts(C.java:20)
            Caused by: java.io.IOException: refused
            ]]></error>
              </testcase>
            </testsuite>
            XML
            echo '[ERROR] Tests run: 3, Failures: 1, Errors: 1, Skipped: 0'
            """;

    /** What a class template leaves: its report counts nothing. */
    private static final String FAILED_ON_ONE_DATABASE = """
            cat >simulator/target/surefire-reports/TEST-a.D.xml <<'XML'
            <testsuite version="3.0" name="a.D" time="0.5" tests="0" errors="0" skipped="0" failures="0">
            XML
            echo '[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1, Time elapsed: 0.5 s <<< FAILURE! -- in a.D'
            echo '[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 1'
            """;

    @TempDir
    private Path machine;

    private Checkout checkout;

    @BeforeEach
    void setUp() throws Exception {
        checkout = new Checkout(machine);
    }

    @Test
    void countsOverAllReportsAndGivesTheReasonsOfSkippedTests() throws Exception {
        checkout.maven(PASSED);

        Run run = checkout.run("test");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("  a.B.needsDocker: no \"engine\" answers", "  1.25 a.B");
        assertThat(run.out()).endsWith("3 passed, 0 failed, 1 skipped");
        assertThat(checkout.mavenRuns()).singleElement().asString().contains("verify");
    }

    @Test
    void aFailedTestFailsTheRun() throws Exception {
        checkout.maven(PASSED + FAILED);

        Run run = checkout.run("test");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).endsWith("4 passed, 2 failed, 1 skipped");
    }

    @Test
    void whatFailedIsSaidAgainAtTheEndWithItsReasonAndWhere() throws Exception {
        checkout.maven(PASSED + FAILED);

        Run run = checkout.run("test");

        assertThat(run.out())
                .containsSubsequence(
                        "Failed:",
                        "  a.C.sees:  expected: \"1\"  but was: 2",
                        "      at io.mistnet.a.C.sees(C.java:12)",
                        "  a.C.starts: away",
                        "      at io.mistnet.a.C.starts(C.java:20)",
                        "    Caused by: java.io.IOException: refused",
                        "Skipped:")
                .noneMatch(line -> line.contains("org.assertj"));
    }

    @Test
    void aFailureThatNoReportCountsFailsTheRunAsWell() throws Exception {
        checkout.maven(PASSED + FAILED_ON_ONE_DATABASE);

        Run run = checkout.run("test");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).endsWith("4 passed, 1 failed, 2 skipped");
        assertThat(run.out()).anyMatch(line -> line.contains("1 more"));
    }

    @Test
    void aFailedCheckFailsTheRunEvenWhereAllTestsPassed() throws Exception {
        checkout.maven(PASSED + "echo '[ERROR] these files are not formatted'; exit 1");

        Run run = checkout.run("test");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("[ERROR] these files are not formatted")
                .endsWith("3 passed, 0 failed, 1 skipped");
    }

    @Test
    void reportsOfAnEarlierRunDoNotCount() throws Exception {
        checkout.maven(PASSED + FAILED);
        checkout.run("test");
        checkout.maven("exit 1");

        Run run = checkout.run("test");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).endsWith("0 passed, 0 failed, 0 skipped");
    }

    @Test
    void quickLeavesOutSlowTests() throws Exception {
        checkout.run("test", "--quick");
        checkout.run("test");

        assertThat(checkout.mavenRuns().get(0)).contains("-Dexcluded.tests=slow");
        assertThat(checkout.mavenRuns().get(1)).doesNotContain("slow");
    }

    @Test
    void whatATestRunBuiltIsNotBuiltAgain() throws Exception {
        checkout.run("test");

        assertThat(checkout.run("version").err()).isEmpty();
        assertThat(checkout.mavenRuns()).hasSize(1);
    }

    @Test
    void anUnknownOptionIsWrongUsage() throws Exception {
        Run run = checkout.run("test", "--fast");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("test does not know --fast", "Usage: mistnet test");
        assertThat(checkout.mavenRuns()).isEmpty();
    }
}
