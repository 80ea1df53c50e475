// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.regex.Pattern;

/** Where time, chance, threads, files, sockets and the console may be touched, and what names and cycles there may be. */
enum CallRule {
    TIME_AND_CHANCE_COME_FROM_THE_CLOCK_PACKAGE(noClasses()
            .that()
            .resideOutsideOfPackages(
                    Where.CLOCK, Where.BROKER_CLOCK, Where.CONSOLE_CLOCK, Where.CLI, Where.BEFORE_THE_NODE)
            .should()
            .accessTargetWhere(Where.touches("time or chance", Where.TIME_AND_CHANCE))
            .because("time and chance are arguments, so that the simulator can give its own")),
    ONLY_THE_COMMAND_LINE_PRINTS(noClasses()
            .that()
            .resideOutsideOfPackages(Where.CLI, Where.BEFORE_THE_NODE)
            .should()
            .accessTargetWhere(Where.touches("the console", Where.CONSOLE))),
    PURE_CODE_NEITHER_BLOCKS_NOR_STARTS_THREADS(noClasses()
            .that()
            .resideInAnyPackage(Where.PURE)
            .should()
            .dependOnClassesThat(Where.act())
            .because("the same code runs in the simulator")),
    PURE_CODE_ASKS_NO_NAME_SERVICE(noClasses()
            .that()
            .resideInAnyPackage(Where.PURE)
            .should()
            .accessTargetWhere(Where.touches("the name service", Where.NAME_SERVICE))),
    CLASSES_ARE_NAMED_AFTER_SOMETHING(
            noClasses().should().haveNameMatching(".*(Utils?|Helpers?)").because("a class has a noun of its own")),
    PACKAGES_FORM_NO_CYCLES(slices().assignedFrom(new Packages()).should().beFreeOfCycles());

    private final ArchRule rule;

    CallRule(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule;
    }

    /** Each package is a slice, together with its internal one: what is public may be made of what is not. */
    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName().replaceFirst("\\.internal(\\..*)?$", ""));
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    /** The places and patterns of the rules. */
    private static final class Where {
        static final String CLOCK = "org.holdfast.node.clock..";
        /** The broker is a program of its own. */
        static final String BROKER_CLOCK = "org.holdfast.broker.clock..";

        /** So is the console. */
        static final String CONSOLE_CLOCK = "org.holdfast.console.clock..";

        static final String CLI = "org.holdfast.cli..";
        /** The gate at start level 1: there is no node yet to give it a clock, and no log. */
        static final String BEFORE_THE_NODE = "org.holdfast.plugins.internal.start..";

        static final String[] PURE = {
            "org.holdfast.model..", "org.holdfast.format..", "org.holdfast.wire..", "org.holdfast.core.."
        };

        static final Pattern CONSOLE = Pattern.compile("java\\.lang\\.System\\.(out|err|in)");

        static final Pattern TIME_AND_CHANCE = Pattern.compile(String.join(
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
        static final Pattern INPUT_OUTPUT_AND_THREADS = Pattern.compile(String.join(
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
        static final Pattern NAME_SERVICE = Pattern.compile(
                "java\\.net\\.(InetAddress\\.(getByName|getAllByName"
                        + "|getLocalHost|getHostName|getCanonicalHostName|isReachable)|InetSocketAddress\\.(<init>|getHostName))");

        static DescribedPredicate<JavaClass> act() {
            return describe(
                    "do input, output or threads",
                    type -> INPUT_OUTPUT_AND_THREADS.matcher(type.getName()).matches());
        }

        static DescribedPredicate<JavaAccess<?>> touches(String what, Pattern forbidden) {
            return describe(
                    "touches " + what,
                    access -> forbidden
                            .matcher(access.getTargetOwner().getName() + "."
                                    + access.getTarget().getName())
                            .matches());
        }
    }
}
