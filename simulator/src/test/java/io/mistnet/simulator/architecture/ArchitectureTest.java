package io.mistnet.simulator.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

@AnalyzeClasses(packages = "io.mistnet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String PROTOCOLS = "io.mistnet.protocols..";

    @ArchTest
    static final ArchRule dependenciesPointFromTheSimulatorToTheNodeToTheLeaves = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("connectors")
            .definedBy("io.mistnet.connectors..")
            .layer("he")
            .definedBy("io.mistnet.he..")
            .layer("protocols")
            .definedBy(PROTOCOLS)
            .layer("node")
            .definedBy("io.mistnet.node..")
            .layer("simulator")
            .definedBy("io.mistnet.simulator..")
            .whereLayer("simulator")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("node")
            .mayOnlyBeAccessedByLayers("simulator")
            .whereLayer("connectors")
            .mayOnlyBeAccessedByLayers("node", "simulator")
            .whereLayer("protocols")
            .mayOnlyBeAccessedByLayers("node", "simulator")
            .whereLayer("he")
            .mayOnlyBeAccessedByLayers("protocols", "node", "simulator");

    @ArchTest
    static final ArchRule theBindingOfNativeCodeIsForItsOwnModule = noClasses()
            .that()
            .resideOutsideOfPackage("io.mistnet.he..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mistnet.he.facade..", "io.mistnet.he.preset..", "org.bytedeco..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.mistnet.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule protocolsKnowNoTransportAndNoFiles = noClasses()
            .that()
            .resideInAPackage(PROTOCOLS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache..",
                    "java.net..",
                    "javax.net..",
                    "java.nio.channels..",
                    "java.nio.file..",
                    "org.slf4j..");

    @ArchTest
    static final ArchRule protocolsStartNoThreads = noClasses()
            .that()
            .resideInAPackage(PROTOCOLS)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Timer|concurrent\\..*(Execut|ForkJoin|CompletableFuture).*)")
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(Thread.class))));

    @ArchTest
    static final ArchRule protocolsReadNoClock = noClasses()
            .that()
            .resideInAPackage(PROTOCOLS)
            .should()
            .dependOnClassesThat(resideInAPackage("java.time..").and(not(type(Duration.class))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule protocolsDrawTheirRandomnessFromWhatIsHandedIn = noClasses()
            .that()
            .resideInAPackage(PROTOCOLS)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ThreadLocalRandom.class)
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(SecureRandom.class))))
            .orShould()
            .callMethodWhere(target(owner(assignableTo(SecureRandom.class))).and(target(nameMatching("getInstance.*"))))
            .orShould()
            .callConstructorWhere(
                    target(owner(assignableTo(RandomGenerator.class))).and(target(rawParameterTypes(new Class<?>[0]))))
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule nobodySerializesJavaObjects = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ObjectOutputStream.class);

    @ArchTest
    static final ArchRule timeComesFromAnInjectedClock = noClasses()
            .should()
            .callMethodWhere(target(owner(resideInAPackage("java.time..")))
                    .and(target(name("now")))
                    .and(target(rawParameterTypes(new Class<?>[0]))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyTheCommandLineSpeaksToStandardStreams =
            noClasses().that().resideOutsideOfPackage("io.mistnet..cli..").should(ACCESS_STANDARD_STREAMS);
}
