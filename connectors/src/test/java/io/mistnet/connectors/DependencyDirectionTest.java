package io.mistnet.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.mistnet", importOptions = DoNotIncludeTests.class)
class DependencyDirectionTest {

    @ArchTest
    static final ArchRule connectorsAreALeaf = noClasses()
            .that()
            .resideInAPackage("io.mistnet.connectors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.mistnet.protocols..",
                    "io.mistnet.node..",
                    "io.mistnet.simulator..",
                    "org.apache.pekko..",
                    "scala..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.mistnet.connectors.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule transfersKnowNoFormat = classes()
            .that()
            .resideInAPackage("io.mistnet.connectors.transfer..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.mistnet.connectors.transfer..", "java..", "org.iban4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule noClassReadsTheSystemClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
