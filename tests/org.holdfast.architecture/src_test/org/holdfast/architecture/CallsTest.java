// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where time, chance, threads, files, sockets and the console may be touched. */
class CallsTest {
    private static final String CLOCK = "org.holdfast.node.clock..";
    private static final String CLI = "org.holdfast.cli..";
    private static final String[] PURE = {
        "org.holdfast.model..", "org.holdfast.format..", "org.holdfast.wire..", "org.holdfast.core.."
    };

    private static final Pattern TIME_AND_CHANCE = Pattern.compile(String.join(
            "|",
            "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)",
            "java\\.time\\.\\w+\\.now",
            "java\\.time\\.(Clock\\.system|InstantSource\\.system).*",
            "java\\.lang\\.Math\\.random",
            "java\\.util\\.Random\\.<init>",
            "java\\.util\\.SplittableRandom\\.<init>",
            "java\\.util\\.concurrent\\.ThreadLocalRandom\\.current",
            "java\\.util\\.random\\.RandomGenerator(Factory)?\\.(getDefault|of|create)",
            "java\\.util\\.UUID\\.randomUUID",
            "java\\.lang\\.Thread\\.sleep",
            "java\\.util\\.concurrent\\.TimeUnit\\.sleep",
            "java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)"));

    /** Values of these packages are harmless; what does something is not. */
    private static final Pattern INPUT_OUTPUT_AND_THREADS = Pattern.compile(String.join(
            "|",
            "java\\.io\\.(File|RandomAccess|Print|Console).*",
            "java\\.nio\\.file\\.(Files|FileSystems?|Watch.*)",
            "java\\.nio\\.channels\\..*",
            "java\\.net\\.(.*Socket|.*SocketImpl|DatagramPacket|NetworkInterface|URL.*|Http.*|Proxy.*|http\\..*)",
            "javax\\.net\\..*",
            "java\\.sql\\..*",
            "java\\.lang\\.(Thread|ProcessBuilder|Process|Runtime)(\\$.*)?",
            "java\\.util\\.Timer.*",
            "java\\.util\\.concurrent\\.(Executor.*|ForkJoin.*|CompletableFuture|ScheduledE.*|ThreadPool.*)"));

    /** An address in numbers is a value; these ask the name service or the network. */
    private static final Pattern NAME_SERVICE = Pattern.compile("java\\.net\\.(InetAddress\\.(getByName|getAllByName"
            + "|getLocalHost|getHostName|getCanonicalHostName|isReachable)|InetSocketAddress\\.(<init>|getHostName))");

    private static final JavaClasses CLASSES = importAll();

    @Test
    void timeAndChanceComeFromTheClockPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CLOCK, CLI)
                .should()
                .accessTargetWhere(target("time or chance", TIME_AND_CHANCE))
                .because("time and chance are arguments, so that the simulator can give its own")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should()
                .accessTargetWhere(target("the console", Pattern.compile("java\\.lang\\.System\\.(out|err|in)")))
                .check(CLASSES);
    }

    @Test
    void pureCodeNeitherBlocksNorStartsThreads() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(describe("do input, output or threads", CallsTest::acts))
                .because("the same code runs in the simulator")
                .check(CLASSES);
    }

    @Test
    void pureCodeAsksNoNameService() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .accessTargetWhere(target("the name service", NAME_SERVICE))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("org.holdfast.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesAreNamedAfterSomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?)")
                .because("a class has a noun of its own")
                .check(CLASSES);
    }

    private static boolean acts(JavaClass type) {
        return INPUT_OUTPUT_AND_THREADS.matcher(type.getName()).matches();
    }

    private static DescribedPredicate<JavaAccess<?>> target(String what, Pattern forbidden) {
        return describe(
                "touches " + what,
                access -> forbidden
                        .matcher(access.getTargetOwner().getName() + "."
                                + access.getTarget().getName())
                        .matches());
    }

    private static JavaClasses importAll() {
        try {
            List<Path> folders = Repository.bundles().stream()
                    .map(bundle -> bundle.resolve("target/classes"))
                    .toList();
            return new ClassFileImporter().importPaths(Set.copyOf(folders));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
